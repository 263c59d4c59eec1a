import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { freePort } from "../free-port.js";
import { emptyFolder, runCli } from "./run-cli.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const scenario = (name: string): string => join(root, "scenarios", `${name}.yaml`);
const receiver = (file: string): string =>
  `"${process.execPath}" "${join(root, "test/receivers", file)}"`;

/** Looks up every approver at MOCKLARK_DOMAIN, as often as it is told to, and prints what it acts on. */
const lookUp = `import { createServer } from "node:http";
const { PORT, MOCKLARK_DOMAIN: domain, MOCKLARK_APP_ID, MOCKLARK_APP_SECRET } = process.env;
const tries = Number(process.argv[2]);
const ask = async (path, init) => (await fetch(domain + "/open-apis" + path, init)).json();
async function nameOf(id) {
  const body = JSON.stringify({ app_id: MOCKLARK_APP_ID, app_secret: MOCKLARK_APP_SECRET });
  const { tenant_access_token: token } =
    await ask("/auth/v3/tenant_access_token/internal", { method: "POST", body });
  for (let left = tries; left > 0; left--) {
    const { code, data } =
      await ask("/contact/v3/users/" + id, { headers: { authorization: "Bearer " + token } });
    if (code === 0) return data.user.name;
  }
  throw new Error("turned away");
}
const seen = new Set();
createServer(async (request, response) => {
  let text = "";
  for await (const piece of request) text += piece;
  const { challenge, header, event } = JSON.parse(text);
  if (challenge) return response.end(JSON.stringify({ challenge }));
  try {
    const names = [];
    for (const { user_id } of event.approve_config.approvers) names.push(await nameOf(user_id.open_id));
    if (!seen.has(header.event_id)) console.log("acted on " + header.event_id + " for " + names);
    seen.add(header.event_id);
    response.end();
  } catch (error) {
    response.writeHead(500).end();
  }
}).listen(Number(PORT), "127.0.0.1");
`;

function lookingUp(tries: number): string {
  const file = join(emptyFolder(), "look-up.mjs");
  writeFileSync(file, lookUp);
  return `"${process.execPath}" "${file}" ${tries}`;
}

describe("mocklark run with a tenant", () => {
  it("tells a webhook receiver where the Open API is, through one scenario after the other", async () => {
    const names = [
      "approvers-behind-rate-limit",
      "level-limits-cascade",
      "window-narrowed-in-console",
    ];
    const args = ["run", ...names.map(scenario), "--exec", lookingUp(3), "--seed", "3"];
    const { code, stdout } = await runCli(args);
    expect(stdout).toContain("3 scenarios: 3 passed (--seed 3)");
    expect(code).toBe(0);
  });

  it("ends with 1 for a receiver that gives up when the Open API limits the rate", async () => {
    const args = ["run", scenario("approvers-behind-rate-limit"), "--exec", lookingUp(1)];
    const { code, stdout } = await runCli(args);
    expect(stdout).toMatch(/should have taken 1 attempt, but took 3/);
    expect(code).toBe(1);
  });

  it("says where the Open API is for a receiver that somebody else started, on the port that is asked for", async () => {
    const port = await freePort();
    const domains: unknown[] = [];
    const url = `http://127.0.0.1:${port}/open-apis/auth/v3/tenant_access_token/internal`;
    async function askForToken(): Promise<void> {
      const answer = await fetch(url, { method: "POST", body: "{}" });
      domains.push(await answer.json());
    }
    const server = createServer((request, response) => {
      request.resume();
      void askForToken().then(() => response.end());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const args = ["run", scenario("window-narrowed-in-console"), "--to", to, "--port", `${port}`];
    const { code, stderr } = await runCli(args);
    server.close();
    expect(stderr).toContain(`The Open API is at MOCKLARK_DOMAIN=http://127.0.0.1:${port}\n`);
    expect(code).toBe(0);
    expect(domains.at(-1)).toEqual({ code: 10_003, data: {}, msg: "invalid param" });
  });

  it("delivers changes to a client of the long connection", async () => {
    const args = [
      "run",
      scenario("level-limits-cascade"),
      "--long-connection",
      "--exec",
      receiver("long-connection-client.mjs"),
    ];
    const { code, stdout } = await runCli(args);
    expect(stdout).toContain("1 scenario: 1 passed");
    expect(code).toBe(0);
  });

  it("ends with 2 at a mistake in the tenant that a scenario names", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "t.yaml"), "name: a\nrooms: [{ name: b, capasity: 4 }]\n");
    writeFileSync(
      join(folder, "s.yaml"),
      "name: a\nwhy: b\ntenant: t.yaml\nsteps:\n  - update: { room: b, set: { time_config.max_duration: 4 } }\n",
    );
    const { code, stderr } = await runCli(["run", join(folder, "s.yaml"), "--exec", "true"]);
    expect(stderr).toMatch(
      /t\.yaml as a tenant: line 2, column 20: rooms\[0\] has no field "capasity"/,
    );
    expect(code).toBe(2);
  });
});
