import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "../free-port.js";
import { emptyFolder, runCli } from "./run-cli.js";
import { bin, startProcess } from "./start-process.js";

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const undo of cleanUp.splice(0)) undo();
});

/** Answers the event of each number, the first being 0; that one comes before the load. */
async function startReceiver(
  answer: (response: ServerResponse, number: number) => void = (response) => void response.end(),
): Promise<{ readonly url: string; readonly requests: () => number }> {
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume().on("end", () => answer(response, requests++));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUp.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, requests: () => requests };
}

/** A small receiver as a child of mocklark's, which prints what it acts on; it forgets every tenth when told so. */
function exec(forgets: boolean): string {
  const code = `
    let count = 0;
    require("node:http").createServer((request, response) => {
      let body = "";
      request.on("data", (part) => (body += part)).on("end", () => {
        response.end();
        count++;
        if (!${String(forgets)} || count % 10 !== 0) console.log("saved", JSON.parse(body).header.event_id);
      });
    }).listen(process.env.PORT, "127.0.0.1");`;
  return `node -e '${code}'`;
}

const tiny = ["--rate", "50/s", "--duration", "2s"];

function validateReport(text: string): unknown {
  const file = new URL("../../schemas/load-report.json", import.meta.url);
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);
  validate(JSON.parse(text));
  return validate.errors;
}

describe("mocklark load", () => {
  it("sends at the rate and ends with 0 where every threshold holds", async () => {
    const { url, requests } = await startReceiver();
    const limits = ["--threshold", "ok>99.9%", "--threshold", "max<3s"];
    const { code, stdout } = await runCli(["load", url, ...tiny, ...limits]);
    expect(stdout).toMatch(/sent +100\n/);
    expect(stdout).toContain("✓ ok>99.9%  100%");
    expect(stdout).toMatch(/100 {2}status 200/);
    expect(code).toBe(0);
    expect(requests()).toBe(1 + 100);
  });

  it("ends with 1 where a threshold does not hold, and says which in Chinese, too", async () => {
    const { url } = await startReceiver((response, number) => {
      response.statusCode = number % 2 === 0 ? 200 : 500;
      response.end();
    });
    const args = ["load", url, ...tiny, "--threshold", "ok>99.9%", "--lang", "zh"];
    const { code, stdout } = await runCli(args);
    expect(stdout).toContain("✗ ok>99.9%  50%");
    expect(stdout).toMatch(/50 {2}状态码 500/);
    expect(code).toBe(1);
  });

  it("ends with 1 where nothing was answered with 200", async () => {
    const { url } = await startReceiver((response) => {
      response.statusCode = 503;
      response.end();
    });
    const { code, stdout } = await runCli(["load", url, ...tiny]);
    expect(stdout).toContain("no event was answered with 200");
    expect(code).toBe(1);
  });

  it("has so many senders wait for their answers with --concurrency", async () => {
    let [underWay, most] = [0, 0];
    const { url } = await startReceiver((response) => {
      most = Math.max(most, ++underWay);
      setImmediate(() => {
        underWay--;
        response.end();
      });
    });
    const args = ["--concurrency", "3", "--duration", "500ms", "--reporter", "json"];
    const { code, stdout } = await runCli(["load", url, ...args]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      plan: { arrivals: { kind: "concurrency", senders: 3 }, durationMs: 500 },
      failures: [],
    });
    expect(most).toBeLessThanOrEqual(3);
  });

  it("counts how often the receiver acted on what it answered", async () => {
    const cwd = emptyFolder();
    const reports = ["--reporter", "pretty", "--reporter", "json=load.json"];
    const args = ["load", "--exec", exec(false), ...tiny, ...reports];
    const { code, stdout } = await runCli(args, { cwd });
    expect(stdout).toContain("100 of 100 acted on once  ✓");
    expect(code).toBe(0);
    const text = readFileSync(join(cwd, "load.json"), "utf8");
    expect(validateReport(text)).toBeNull();
    expect(JSON.parse(text)).toMatchObject({ effects: { state: "counted", once: 100, never: 0 } });
  });

  it("ends with 1 where the receiver lost events that it had answered", async () => {
    const { code, stdout } = await runCli(["load", "--exec", exec(true), ...tiny]);
    expect(stdout).toContain("90 of 100 acted on once, 10 not at all  ✗");
    expect(code).toBe(1);
  });

  it("writes a page that escapes what comes from outside and runs no script", async () => {
    const cwd = emptyFolder();
    const { url } = await startReceiver();
    const target = `${url}?<script>alert(1)</script>`;
    const args = ["load", target, ...tiny, "--reporter", "html=load.html", "--lang", "zh"];
    const { code } = await runCli(args, { cwd });
    expect(code).toBe(0);
    const page = readFileSync(join(cwd, "load.html"), "utf8");
    expect(page).not.toContain("<script");
    expect(page).toContain('<html lang="zh-CN">');
    expect(page.match(/<svg /g)).toHaveLength(3);
    expect(page).toContain("default-src 'none'");
  });

  it("ends with 3 before any load where nobody listens", async () => {
    const url = `http://127.0.0.1:${await freePort()}/hook`;
    const { code, stderr } = await runCli(["load", url, "--duration", "1h"]);
    expect(stderr).toContain("connection refused");
    expect(code).toBe(3);
  });

  it("prints a k6 script and sends nothing with --export k6", async () => {
    const { url, requests } = await startReceiver();
    const { code, stdout } = await runCli(["load", url, ...tiny, "--export", "k6"]);
    expect(stdout).toContain(url);
    expect(code).toBe(0);
    expect(requests()).toBe(0);
  });

  it.each([
    [["--threshold", "p98<1s"], 'Did you mean "p90"?'],
    [["--rate", "5/s", "--concurrency", "5"], "--rate and --concurrency"],
    [["--ramp", "1m"], "a ramp of 1 min does not fit"],
    [["--rate", "100001/s"], "At most 100,000/s"],
    [["--concurrency", "4097"], "At most 4096"],
    [["--duration", "2h"], "100ms to 1h"],
    [["--reporter", "jsn"], 'Did you mean "json"?'],
    [["--export", "k7"], 'Did you mean "k6"?'],
  ])("ends with 2 for %j", async (args, said) => {
    const { code, stderr } = await runCli(["load", "http://127.0.0.1:1/", ...args]);
    expect(stderr).toContain(said);
    expect(code).toBe(2);
  });

  it("ends early on Ctrl-C, and still reports", async () => {
    const cwd = emptyFolder();
    const { url, requests } = await startReceiver();
    const args = ["load", url, "--duration", "1h", "--reporter", "json=load.json"];
    const child = startProcess([bin, ...args], {}, { cwd });
    await expect.poll(requests, { timeout: 20_000 }).toBeGreaterThan(20);
    child.process.kill("SIGINT");
    expect(await child.ended).toBe(130);
    expect(existsSync(join(cwd, "load.json"))).toBe(true);
    expect(JSON.parse(readFileSync(join(cwd, "load.json"), "utf8"))).toMatchObject({
      interrupted: true,
    });
  });
});
