import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { emptyFolder, runCli } from "./run-cli.js";

const root = new URL("../../", import.meta.url);
const file = (path: string): string => fileURLToPath(new URL(path, root));
const scenario = (name: string): string => file(`scenarios/${name}.yaml`);
const node = (...args: readonly string[]): string =>
  [process.execPath, ...args].map((one) => `"${one}"`).join(" ");

const hourMs = 3_600_000;

/**
 * A receiver that keeps ids for so many milliseconds, in memory, and accepts signatures of five minutes.
 * With `offsetFile` its time is the system's and the seconds in there.
 */
function forgetful(keepMs: number, offsetFile = ""): string {
  const script = join(emptyFolder(), "forgetful.mjs");
  const module = (name: string): string => JSON.stringify(new URL(`test/receivers/${name}`, root));
  writeFileSync(
    script,
    `import { existsSync, readFileSync } from "node:fs";
    import { createEventEndpoint } from ${module("event-endpoint.mjs")};
    import { serveEndpoint } from ${module("node-http.mjs")};
    import { listen, settingsFromEnvironment } from ${module("start-receiver.mjs")};
    const offsetFile = ${JSON.stringify(offsetFile)};
    const offset = () => (existsSync(offsetFile) ? Number(readFileSync(offsetFile, "utf8")) : 0);
    const now = () => Date.now() + offset() * 1000;
    const seen = new Map();
    const keep = (id) => {
      seen.set(id, now() + ${keepMs});
      if (offsetFile === "") setTimeout(() => seen.delete(id), ${keepMs});
    };
    listen(serveEndpoint(createEventEndpoint(settingsFromEnvironment(), {
      isFresh: ({ headers }) =>
        Math.abs(Number(headers["x-lark-request-timestamp"]) * 1000 - now()) < 300_000,
      claim: async ({ header: { event_id: id } }) => {
        if (seen.get(id) > now()) return false;
        keep(id);
        return true;
      },
    }).handle));`,
  );
  return node(script);
}

const run = (args: readonly string[]) =>
  runCli(["run", ...args], { env: { MOCKLARK_ENCRYPT_KEY: "test key" } });

describe("mocklark run --receiver-clock", () => {
  it("command: tells the command how far ahead the clock is to be, and counts on it", async () => {
    const offsetFile = join(emptyFolder(), "offset");
    const clock = ["--receiver-clock", `command:echo {seconds} > "${offsetFile}"`];
    const exec = ["--exec", forgetful(8 * hourMs, offsetFile)];
    const names = ["remembers-seven-hours", "night-between-two-changes"];
    const { code, stdout } = await run([...names.map(scenario), ...exec, ...clock]);
    expect(stdout).toContain("2 scenarios: 2 passed");
    expect(stdout).toMatch(/In all the receiver's clock was moved by 19 h 5 min \d+ s \(command\)/);
    expect(code).toBe(0);
    const movedS = Number(readFileSync(offsetFile, "utf8"));
    expect(movedS / 3600).toBeCloseTo(19.09, 1);
  });

  it("finds a receiver that forgets ids after an hour", async () => {
    const offsetFile = join(emptyFolder(), "offset");
    const clock = ["--receiver-clock", `command:echo {seconds} > "${offsetFile}"`];
    const exec = ["--exec", forgetful(hourMs, offsetFile)];
    const { code, stdout } = await run([scenario("remembers-seven-hours"), ...exec, ...clock]);
    expect(stdout).toMatch(/should have been acted on once, but was 3 times/);
    expect(code).toBe(1);
  });

  it("ends with 3 when the command fails, with what it has to say and no pass", async () => {
    const exec = ["--exec", forgetful(hourMs)];
    const clock = ["--receiver-clock", "command:echo no such container {seconds} >&2; exit 4"];
    const { code, stdout, stderr } = await run([scenario("late-retry"), ...exec, ...clock]);
    expect(code).toBe(3);
    expect(stderr).toContain("Failed to move the receiver's clock:");
    expect(stderr).toContain("no such container");
    expect(stdout).toMatch(/\?{4} {2}a change is made/);
  });

  it("auto moves a process on Node, its timers too, and what it restarts", async () => {
    const exec = ["--exec", forgetful(8 * hourMs), "--receiver-clock", "auto", "--json"];
    const names = ["remembers-seven-hours", "receiver-restarted", "night-between-two-changes"];
    const { code, stdout } = await run([...names.map(scenario), ...exec]);
    const summary = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as {
      readonly receiverClock: { readonly movedMs: number };
    };
    expect(summary).toMatchObject({ passed: 3, receiverClock: { how: "node" } });
    expect(summary.receiverClock.movedMs / hourMs).toBeCloseTo(19.17, 1);
    expect(code).toBe(0);
  });

  it.each([1, 6, 7])(
    "is on by itself for a scenario that needs it, and finds ids forgotten after %d h",
    async (hours) => {
      const exec = ["--exec", forgetful(hours * hourMs)];
      const { code, stdout } = await run([scenario("remembers-seven-hours"), ...exec]);
      expect(stdout).toMatch(/should have been acted on once, but was [23] times/);
      expect(code).toBe(1);
    },
  );

  it("off skips a scenario that needs it, and leaves the others as they are", async () => {
    const exec = ["--exec", forgetful(hourMs), "--receiver-clock", "off"];
    const names = ["remembers-seven-hours", "quickstart"];
    const { code, stdout } = await run([...names.map(scenario), ...exec]);
    expect(stdout).toContain("skipped: it moves the receiver's own clock");
    expect(stdout).toContain("2 scenarios: 1 passed, 1 skipped");
    expect(stdout).not.toContain("clock was moved");
    expect(code).toBe(0);
  });

  it("waits for a client of the long connection to be back after each move", async () => {
    const exec = ["--long-connection", "--exec", node(file("test/receivers/long-connection.mjs"))];
    const names = ["remembers-seven-hours", "late-retry", "given-up"];
    const { code, stdout } = await run([...names.map(scenario), ...exec]);
    expect(stdout).toContain("3 scenarios: 3 passed");
    expect(code).toBe(0);
  });

  it("auto leaves unchecked what waited for a receiver that somebody else started", async () => {
    const server = createServer((request, response) => void request.resume().pipe(response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const to = ["--to", `http://127.0.0.1:${port}/`, "--receiver-clock", "auto"];
    const waiting = join(emptyFolder(), "s.yaml");
    writeFileSync(waiting, "name: a\nwhy: b\nsteps:\n  - wait: 6h\n  - send:\n");
    const loose = await run([waiting, ...to]);
    const strict = await run([waiting, ...to, "--strict", "--json"]);
    server.close();
    expect(loose.stdout).toMatch(/\?{4} {2}wait\n.*not tested, because the receiver's clock/);
    expect(loose.stdout).toContain("1 scenario: 1 unchecked");
    expect(loose.stdout).toContain("The receiver's clock could not be moved: ");
    expect([loose.code, strict.code]).toEqual([0, 1]);
    const summary = JSON.parse(strict.stdout.trim().split("\n").at(-1) ?? "") as object;
    expect(summary).toMatchObject({
      type: "summary",
      unchecked: 1,
      receiverClock: { how: "none", movedMs: 0, reason: expect.any(String) as string },
    });
  });

  it.each([
    ["60x", "auto"],
    ["real", "node"],
  ])("does not go with --clock %s when it says %s", async (clock, how) => {
    const args = ["--to", "http://127.0.0.1:1/", "--clock", clock, "--receiver-clock", how];
    const { code, stderr } = await run([scenario("quickstart"), ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain("Say --clock virtual or --receiver-clock off.");
  });

  it("refuses a way it does not know", async () => {
    const args = ["--to", "http://127.0.0.1:1/", "--receiver-clock", "nod"];
    const { code, stderr } = await run([scenario("quickstart"), ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean "node"?');
  });
});
