import { writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { emptyFolder, runCli } from "./run-cli.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const scenario = (name: string): string => join(root, "scenarios", `${name}.yaml`);
const receiver = (file: string): string =>
  `"${process.execPath}" "${join(root, "test/receivers", file)}"`;
const keyed = { MOCKLARK_ENCRYPT_KEY: "test key" };

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const always =
  (status: number): RequestListener =>
  (request, response) => {
    request.resume();
    response.writeHead(status).end();
  };

function scenarioFile(steps: string): string {
  const file = join(emptyFolder(), "s.yaml");
  writeFileSync(file, `name: a scenario\nwhy: b\nsteps:\n${steps}\n`);
  return file;
}

describe("mocklark run", () => {
  it("plays scenarios against a receiver it starts, counts effects in its output, and rotates its keys", async () => {
    const names = [
      "quickstart",
      "receiver-restarted",
      "key-rotated-and-deployed",
      "signature-forged",
    ];
    const { code, stdout } = await runCli(
      ["run", ...names.map(scenario), "--exec", receiver("node-http.mjs"), "--seed", "3"],
      { env: keyed },
    );
    expect(stdout).toContain("4 scenarios: 4 passed (--seed 3)");
    expect(stdout).toMatch(/pass {2}the new keys are deployed/);
    expect(code).toBe(0);
  });

  it("ends with 1 when a broken receiver acts twice, and says at which line it was expected not to", async () => {
    const exec = `${receiver("mutants/run.mjs")} acts-on-every-copy`;
    const args = ["run", scenario("answer-lost"), "--exec", exec];
    const { code, stdout } = await runCli(args, { env: keyed });
    expect(code).toBe(1);
    expect(stdout).toMatch(/FAIL {2}the first answer comes too late/);
    expect(stdout).toMatch(
      /answer-lost\.yaml:7: event \w{8}… should have been acted on once, but was 2 times/,
    );
    expect(stdout).toContain("1 scenario: 1 failed");
  });

  it("says so when the receiver dies, with how and its last words", async () => {
    const script = join(emptyFolder(), "dies.mjs");
    writeFileSync(
      script,
      `import { createServer } from "node:http";
      const die = () => { console.error("cannot go on"); process.exit(7); };
      createServer(die).listen(Number(process.env.PORT), "127.0.0.1");`,
    );
    const file = scenarioFile("  - send:\n  - send:");
    const exec = `"${process.execPath}" "${script}"`;
    const { code, stdout } = await runCli(["run", file, "--exec", exec]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/the receiver died: exit code 7; it printed last:\n +cannot go on/);
    expect(stdout).toContain("the other steps were not played: the receiver died");
  });

  it("counts effects that it could not check, and with --strict fails for them", async () => {
    const url = await listen(always(200));
    const loose = await runCli(["run", scenario("quickstart"), "--to", url]);
    expect(loose.code).toBe(0);
    expect(loose.stdout).toContain("1 scenario: 1 unchecked");
    expect(loose.stdout).toContain("Effects were not checked in 1: say --witness");
    const strict = await runCli(["run", scenario("quickstart"), "--to", url, "--strict"]);
    expect(strict.code).toBe(1);
  });

  it("prints one JSON object per step, per scenario and for the run", async () => {
    const url = await listen(always(500));
    const { code, stdout } = await runCli(["run", scenario("quickstart"), "--to", url, "--json"]);
    expect(code).toBe(1);
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { type: "step", title: "a change is made", verdict: "failed", line: 7 },
      { type: "scenario", verdict: "failed", deliveries: 1, steps: 1 },
      { type: "summary", scenarios: 1, failed: 1, passed: 0 },
    ]);
  });

  it("reads every file before it plays the first", async () => {
    let received = 0;
    const url = await listen((_request, response) => {
      received++;
      response.end();
    });
    const bad = scenarioFile("  - sned: {}");
    const { code, stderr } = await runCli(["run", scenario("quickstart"), bad, "--to", url]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/s\.yaml as a scenario: line 4, column \d+: .*Did you mean "send"\?/);
    expect(stderr).toMatch(/> 4 \| {3}- sned: \{\}/);
    expect(received).toBe(0);
  });

  it("ends with 3 when nobody listens, and when the receiver does not start", async () => {
    const nobody = await runCli(["run", scenario("quickstart"), "--to", "http://127.0.0.1:1/"]);
    expect(nobody.code).toBe(3);
    expect(nobody.stderr).toContain("Failed to reach the receiver http://127.0.0.1:1/");
    const broken = await runCli(["run", scenario("quickstart"), "--exec", "exit 7"]);
    expect(broken.code).toBe(3);
    expect(broken.stderr).toContain("exit code 7");
  });

  it("ends with 2 when every scenario was skipped, since nothing was tried", async () => {
    const url = await listen(always(200));
    const { code, stdout, stderr } = await runCli([
      "run",
      scenario("receiver-restarted"),
      "--to",
      url,
    ]);
    expect(code).toBe(2);
    expect(stdout).toContain("skipped: it stops and starts the receiver");
    expect(stderr).toContain("every scenario was skipped");
  });

  it("refuses a clock it does not know", async () => {
    const { code, stderr } = await runCli([
      "run",
      scenario("quickstart"),
      "--to",
      "http://127.0.0.1:1/",
      "--clock",
      "fast",
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('"fast"');
  });
});

describe("mocklark send --scenario", () => {
  it("plays the file against the URL", async () => {
    const url = await listen(always(200));
    const file = scenarioFile("  - send:\n    expect: { status: 200 }");
    const { code, stdout } = await runCli(["send", url, "--scenario", file]);
    expect(code).toBe(0);
    expect(stdout).toContain("1 scenario: 1 passed");
  });

  it.each(["--dry-run", "--count=2", "--file=x", "--fault=reset", "--set=event.scope_type=2"])(
    "refuses %s beside it, and sends nothing",
    async (flag) => {
      let received = 0;
      const url = await listen((_request, response) => {
        received++;
        response.end();
      });
      const file = scenarioFile("  - send:");
      const { code, stdout, stderr } = await runCli(["send", url, "--scenario", file, flag]);
      expect({ code, stdout, received }).toEqual({ code: 2, stdout: "", received: 0 });
      expect(stderr).toContain(`${flag.split("=")[0]} does not go with --scenario`);
    },
  );

  it("refuses a witness without it", async () => {
    const { code, stderr } = await runCli(["send", "http://127.0.0.1:1/", "--witness", "log:x"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--witness goes with --scenario only");
  });
});
