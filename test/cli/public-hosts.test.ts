import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCli } from "./run-cli.js";

const nobody = "http://127.0.0.1:1/webhook/event";
const metadata = "http://169.254.169.254/latest/meta-data";
const scenario = fileURLToPath(new URL("../../scenarios/quickstart.yaml", import.meta.url));
const started = 'node -e "console.log(process.pid)"';

describe.concurrent("a host that is not allowed", () => {
  it.each([
    ["as a witness of check", ["check", nobody, "--witness", `url:${metadata}`]],
    ["as a witness of run", ["run", scenario, "--to", nobody, "--witness", `url:${metadata}`]],
    ["as where a started receiver listens", ["check", metadata, "--exec", started]],
    ["as a gateway", ["gateway", "connections", "--url", "http://169.254.169.254"]],
    ["as a gateway that is told something", ["gateway", "kick", "--url", "http://2852039166/"]],
  ])("is refused %s, before anything is connected to or started", async (_as, args) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/169\.254\.169\.254 is neither this machine nor in a private network/);
    expect(stderr).toContain("--allow-host 169.254.169.254");
  });

  it("is Feishu itself for whatever is asked of it, allowed or not", async () => {
    const allow = ["--allow-host", "open.feishu.cn"];
    for (const args of [
      ["check", nobody, "--witness", "url:https://open.feishu.cn/", ...allow],
      ["gateway", "connections", "--url", "https://open.feishu.cn/", ...allow],
    ]) {
      const { code, stderr } = await runCli(args);
      expect(code).toBe(2);
      expect(stderr).toContain("open.feishu.cn is Feishu itself");
    }
  });

  it("is not asked where a witness redirects to it", async () => {
    const server = createServer((request, response) => {
      if (request.method === "GET") response.writeHead(302, { location: metadata }).end();
      else response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const args = ["--witness", `url:${url}seen`, "--only", "event/accepted"];
    const { stdout } = await runCli(["check", url, ...args]);
    server.close();
    expect(stdout).toMatch(/witness: 169\.254\.169\.254 is neither this machine/);
  });
});
