import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Capture } from "../../src/record/capture.js";
import { emptyFolder, runCli } from "./run-cli.js";
import { bin, startProcess } from "./start-process.js";

const env = {
  MOCKLARK_ENCRYPT_KEY: "an-encrypt-key",
  MOCKLARK_VERIFICATION_TOKEN: "a-verification-token",
};
const receivers = fileURLToPath(new URL("../receivers/", import.meta.url));

/** A receiver of the tests' own as a process; its URL. */
async function startReceiver(...args: readonly string[]): Promise<string> {
  const [file = "node-http.mjs", ...rest] = args;
  const receiver = startProcess([join(receivers, file), ...rest], env);
  const output = await receiver.holds(/listening on \S+\n/);
  return /listening on (\S+)/.exec(output)?.[1] ?? "";
}

async function startRecord(url: string, out: string, ...args: readonly string[]) {
  const flags = ["--to", url, "--port", "0", "--out", out, ...args];
  const recording = startProcess([bin, "record", ...flags], env);
  const output = await recording.holds(/recording \S+ -->/);
  return { ...recording, url: /recording (\S+) -->/.exec(output)?.[1] ?? "" };
}

const capturesIn = (folder: string): Capture[] =>
  readFileSync(join(folder, "captures.ndjson"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Capture);

/** What passes while some checks run; the folder with the files. */
async function recordChecks(...args: readonly string[]): Promise<string> {
  const folder = join(emptyFolder(), "recording");
  const recording = await startRecord(await startReceiver(), folder, ...args);
  const only = ["challenge/echo", "event/accepted", "security/*"].flatMap((id) => ["--only", id]);
  await runCli(["check", recording.url, ...only, "--seed", "42"], { env });
  recording.process.kill("SIGINT");
  expect(await recording.ended).toBe(130);
  return folder;
}

describe("record and replay", () => {
  it("get the same answers from a fresh receiver, and see what another one does differently", async () => {
    const folder = await recordChecks();
    expect(capturesIn(folder).length).toBeGreaterThan(5);
    const good = await startReceiver();
    for (const name of ["captures.ndjson", "captures.har"]) {
      const same = await runCli(["replay", join(folder, name), good, "--rhythm", "at-once"], {
        env,
      });
      expect(same.stdout).toMatch(/\d+ recorded: \d+ answered as before, 0 differently/);
      expect(same.code).toBe(0);
    }
    const careless = await startReceiver("mutants/run.mjs", "signature-not-compared");
    const args = ["replay", join(folder, "captures.ndjson"), careless, "--rhythm", "at-once"];
    const other = await runCli(args, { env });
    expect(other.code).toBe(1);
    expect(other.stdout).toMatch(
      /DIFF .*wrong signature.*\n +recorded status 401\n +now +status 200/,
    );
    const json = await runCli([...args, "--json"], { env });
    const lines = json.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(lines).toContainEqual(
      expect.objectContaining({ verdict: "different", recorded: "status 401", now: "status 200" }),
    );
    expect(lines.at(-1)).toMatchObject({ captures: lines.length - 1 });
  });

  it("write files that nobody else may read, that hold no secret, and that mocklark reads", async () => {
    const folder = await recordChecks();
    for (const name of ["captures.ndjson", "captures.har", "scenario.yaml"]) {
      const text = readFileSync(join(folder, name), "utf8");
      for (const secret of Object.values(env)) expect(text).not.toContain(secret);
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    }
    const valid = await runCli([
      "validate",
      join(folder, "captures.ndjson"),
      join(folder, "scenario.yaml"),
    ]);
    expect(valid).toMatchObject({ code: 0, stderr: "" });
    const run = ["run", join(folder, "scenario.yaml"), "--to", await startReceiver()];
    expect(await runCli(run, { env })).toMatchObject({ code: 0 });
  });

  it("lose nothing when the process is killed", async () => {
    const folder = join(emptyFolder(), "recording");
    const recording = await startRecord(await startReceiver(), folder);
    await runCli(["send", recording.url, "--count", "3"], { env });
    await recording.holds(/#3 .* <-- 200/);
    recording.process.kill("SIGKILL");
    await recording.ended;
    expect(capturesIn(folder).map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it("put substitutes in the place of ids with --anonymise", async () => {
    const folder = join(emptyFolder(), "recording");
    const url = await startReceiver();
    const recording = await startRecord(url, folder, "--anonymise", "--format", "json");
    const sent = await runCli(["generate", "--seed", "3"], { env });
    const { event } = JSON.parse(sent.stdout) as { event: { scope_id: string } };
    const send = [
      "send",
      recording.url,
      "--set",
      `event.scope_id=${event.scope_id}`,
      "--seed",
      "3",
    ];
    await runCli(send, { env });
    await recording.holds(/#1 .* <-- 200/);
    recording.process.kill("SIGTERM");
    expect(await recording.ended).toBe(143);
    const text = readFileSync(join(folder, "captures.ndjson"), "utf8");
    expect(text).toMatch(/\\"scope_id\\":\\"om[mb]_[\da-f]{32}\\"/);
    expect(text).not.toContain(event.scope_id);
    expect(existsSync(join(folder, "captures.har"))).toBe(false);
  });

  it("do not overwrite a recording unless told to", async () => {
    const folder = emptyFolder();
    const args = ["record", "--lark-cli", "-", "--out", folder];
    const event =
      '{"schema":"2.0","header":{"event_id":"1","event_type":"im.chat.updated_v1"},"event":{}}';
    const stdin = `${event}\n{"type":"im.message.receive_v1"}\nready\n`;
    const first = await runCli(args, { stdin });
    expect(first.code).toBe(0);
    expect(first.stderr).toContain(
      "line 2 was left out: lark-cli has flattened this im.message.receive_v1",
    );
    expect(first.stderr).toContain("line 3 is no event");
    const again = await runCli(args, { stdin });
    expect(again).toMatchObject({ code: 3 });
    expect(again.stderr).toContain(
      "captures.ndjson, captures.har, scenario.yaml are there already",
    );
    expect(await runCli([...args, "--force"], { stdin })).toMatchObject({ code: 0 });
    const replayed = await runCli(
      ["replay", join(folder, "captures.ndjson"), await startReceiver()],
      { env },
    );
    expect(replayed).toMatchObject({ code: 0 });
    expect(replayed.stdout).toContain(
      "sent  #1  im.chat.updated_v1 1, in clear, signed  answered 200",
    );
    expect(replayed.stdout).toContain(
      "1 recorded: nothing was compared, for no answer was recorded\n",
    );
  });

  it.each(["captures.ndjson", "captures.har", "scenario.yaml"])(
    "do not overwrite the %s that they are to read",
    async (name) => {
      const folder = emptyFolder();
      const path = join(folder, name);
      const linked = join(folder, "linked.ndjson");
      writeFileSync(path, "{}\n");
      symlinkSync(path, linked);
      for (const file of [path, linked]) {
        const args = ["--lark-cli", file, "--out", folder, "--force", "--format", "json"];
        const { code, stderr } = await runCli(["record", ...args]);
        expect(stderr).toContain(`is the ${name} to be written`);
        expect(code).toBe(2);
      }
      expect(readFileSync(path, "utf8")).toBe("{}\n");
    },
  );

  it("read a file that was cut short, also in the middle of a character", async () => {
    const folder = emptyFolder();
    const stdin = [1, 2]
      .map((id) =>
        JSON.stringify({
          schema: "2.0",
          header: { event_id: String(id), event_type: "im.chat.updated_v1" },
          event: { name: "会议室" },
        }),
      )
      .join("\n");
    await runCli(["record", "--lark-cli", "-", "--out", folder], { stdin });
    const path = join(folder, "captures.ndjson");
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.lastIndexOf("议") + 2));
    const { code, stdout, stderr } = await runCli(["replay", path, await startReceiver()], { env });
    expect(stderr).toContain("captures.ndjson:2 breaks off and is left out");
    expect(stdout).toContain("1 recorded: ");
    expect(code).toBe(0);
  });

  it.each([
    ["the input is not there", (folder: string) => ["--lark-cli", join(folder, "none.ndjson")]],
    [
      "the port is in use",
      (_folder: string, url: string) => [
        "--to",
        "http://127.0.0.1:1/",
        "--port",
        new URL(url).port,
      ],
    ],
  ])("keep an earlier recording with --force when %s", async (_what, source) => {
    const folder = emptyFolder();
    const path = join(folder, "captures.ndjson");
    writeFileSync(path, "earlier");
    const args = source(folder, await startReceiver());
    const { code } = await runCli(["record", "--out", folder, "--force", ...args]);
    expect(code).toBe(3);
    expect(readFileSync(path, "utf8")).toBe("earlier");
  });

  it("do not take the place of a folder", async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "captures.har"));
    const args = ["record", "--lark-cli", "-", "--out", folder, "--force"];
    const { code, stderr } = await runCli(args);
    expect(stderr).toContain("captures.har: ");
    expect(stderr).toContain("Name another folder after --out.");
    expect(code).toBe(3);
  });

  it("leave nothing behind when there was nothing to record", async () => {
    const folder = emptyFolder();
    const args = ["record", "--out", folder, "--lark-cli", join(folder, "none.ndjson")];
    expect(await runCli(args)).toMatchObject({ code: 3 });
    expect(existsSync(join(folder, "captures.ndjson"))).toBe(false);
  });

  it.each([
    [["record"], "say what to record"],
    [["record", "--to", "http://localhost:3000", "--lark-cli", "-"], "one thing only"],
    [["record", "--to", "http://localhost:7789/x"], "would pass everything on to itself"],
    [["record", "--to", "https://open.feishu.cn/"], "is Feishu itself"],
    [["record", "--to", "http://localhost:3000", "--format", "hat"], 'Did you mean "har"'],
    [["replay", "-", "http://localhost:3000"], "there is no capture in it"],
    [["replay", "-", "http://localhost:3000", "--rhythm", "fast"], "speed"],
  ])("refuse what makes no sense: %j", async (args, why) => {
    const { code, stderr } = await runCli(args);
    expect(stderr).toContain(why);
    expect(code).toBe(2);
  });
});
