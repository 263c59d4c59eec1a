import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { firstVersionSample, messageSample } from "../event/sample/message-sample.js";
import { startProcess } from "./start-process.js";
import { emptyFolder, runCli } from "./run-cli.js";

const cwd = emptyFolder();
const file = (name: string, content: unknown): void =>
  writeFileSync(
    join(cwd, name),
    typeof content === "string" ? content : JSON.stringify(content, undefined, 2),
  );

const userSchema = {
  type: "object",
  required: ["object"],
  properties: {
    object: {
      type: "object",
      required: ["open_id", "gender"],
      properties: { open_id: { type: "string" }, gender: { enum: [0, 1, 2] } },
    },
  },
};

file("message.json", messageSample);
file("first.json", firstVersionSample);
file("user.schema.json", userSchema);
file("broken.schema.json", { type: "object", properties: { a: { $ref: "https://x.test/s" } } });
file("text.json", '"text"');

const message = "im.message.receive_v1";
const userCreated = "contact.user.created_v3";
const ofSchema = `${userCreated}=user.schema.json`;

const run = (...args: readonly string[]) => runCli(args, { cwd });
const typesIn = (ndjson: string): unknown[] =>
  ndjson
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { header?: { event_type: string }; event: { type: string } })
    .map(({ header, event }) => header?.event_type ?? event.type);

describe("mocklark generate --event", () => {
  it("prints events of a type that comes with mocklark, of a sample, and of a schema", async () => {
    for (const [given, type] of [
      [message, message],
      ["message.json", message],
      [`${message}=message.json`, message],
      ["first.json", "message"],
      [ofSchema, userCreated],
    ] as const) {
      const { code, stdout, stderr } = await run("generate", "--event", given, "--count", "2");
      expect({ given, code, stderr }).toEqual({ given, code: 0, stderr: "" });
      expect(typesIn(stdout)).toEqual([type, type]);
    }
  });

  it("prints one of each type, or so many in turn", async () => {
    const both = ["--event", "message.json", "--event", ofSchema];
    expect(typesIn((await run("generate", ...both)).stdout)).toEqual([message, userCreated]);
    expect(typesIn((await run("generate", ...both, "--count", "3")).stdout)).toEqual([
      message,
      userCreated,
      message,
    ]);
  });

  it("prints the same bytes again with --deterministic", async () => {
    const args = ["generate", "--event", ofSchema, "--event", "first.json", "--deterministic"];
    const [one, other] = await Promise.all([run(...args), run(...args)]);
    expect(one.stdout).not.toBe("");
    expect(one.stdout).toBe(other.stdout);
  });

  it("sets fields of the type's own", async () => {
    const args = ["generate", "--event", ofSchema, "--set", "event.object.gender=2"];
    const { stdout } = await run(...args);
    expect(JSON.parse(stdout)).toMatchObject({ event: { object: { gender: 2 } } });
  });

  it.each([
    [["im.message.recieve_v1"], `Did you mean "${message}"?`],
    [["user.schema.json"], "--event TYPE=FILE"],
    [["broken.schema.json", "a.b=broken.schema.json"].slice(1), "https://x.test/s"],
    [["text.json"], "it holds no JSON object"],
    [["contact.user.created_v3=message.json"], `the event in it is a "${message}"`],
    [["message.json", message], "given twice"],
    [[ofSchema, "--set", "event.object.gendr=1"], 'Did you mean "event.object.gender"?'],
    [[ofSchema, "--set", "event.object.gender=7"], "must be one of 0, 1, 2, but is 7"],
    [["message.json", "--variant", "minimal"], "variant"],
    [["message.json", "--event", ofSchema, "--unset", "event.message"], "one type"],
  ])("refuses %j and says what helps", async ([first = "", ...others], reason) => {
    const rest = others[0]?.startsWith("--") === false ? ["--event", ...others] : others;
    const { code, stderr } = await run("generate", "--event", first, ...rest);
    expect(stderr).toContain(reason);
    expect(code).toBe(2);
  });
});

describe("events in the config file", () => {
  it("are the types of --event, unless that says others", async () => {
    file("types.yaml", `events:\n  ${userCreated}: user.schema.json\n  message: first.json\n`);
    const config = ["--config", "types.yaml"];
    expect(typesIn((await run("generate", ...config)).stdout)).toEqual([userCreated, "message"]);
    const { stdout } = await run("generate", ...config, "--event", "message.json");
    expect(typesIn(stdout)).toEqual([message]);
  });

  it.each([
    ["events: message.json\n", "line 1, column 9: expected a mapping of event types to files"],
    ["events:\n  a.b: [x]\n", 'line 2, column 8: expected a file, found ["x"]'],
    ["evnts:\n  a.b: x.json\n", 'Did you mean "events"?'],
  ])("%j is refused with its place", async (text, reason) => {
    file("wrong.yaml", text);
    const { code, stderr } = await run("generate", "--config", "wrong.yaml");
    expect(stderr).toContain(reason);
    expect(code).toBe(2);
  });

  it("validate", async () => {
    file("mocklark.config.json", { events: { message: "first.json" } });
    const { code, stdout } = await runCli(["validate", join(cwd, "mocklark.config.json")]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining("valid") as string,
    });
    writeFileSync(join(cwd, "mocklark.config.json"), "{}");
  });
});

describe("a file with an event of another type", () => {
  it("is not sent or found valid before its type is known, and the message says how", async () => {
    const sent = await run("send", "http://127.0.0.1:1/", "--file", "message.json");
    expect(sent.stderr).toContain(`nothing is known of its type "${message}"`);
    expect(sent.stderr).toContain("Say --event message.json as well");
    const header = { ...messageSample.header, event_type: "calendar.calendar.changed_v4" };
    file("calendar.json", { ...messageSample, header });
    const checked = await run("validate", "calendar.json");
    expect(checked.stdout).toContain("Say --event calendar.json as well");
    expect([sent.code, checked.code]).toEqual([2, 2]);
  });

  it("is found valid, and named by a scenario, where its type comes with mocklark", async () => {
    file("by-name.yaml", `name: a\nwhy: b\nsteps: [{ send: { type: ${message} } }]\n`);
    for (const name of ["message.json", "by-name.yaml"]) {
      const { code, stdout } = await run("validate", name);
      expect([code, stdout]).toEqual([0, `valid ${name}\n`]);
    }
  });

  it("goes out as it is with --event, and validates", async () => {
    for (const name of ["message.json", "first.json"]) {
      const args = ["--file", name, "--event", name, "--dry-run"];
      const sent = await run("send", "http://127.0.0.1:1/", ...args);
      expect(sent.stdout).toContain("5e3702a84e847582be8db7fb73283c02");
      const checked = await run("validate", name, "--event", name);
      expect([sent.code, checked.code, checked.stdout]).toEqual([0, 0, `valid ${name}\n`]);
    }
  });

  it("is held against the schema of its type, with line and column", async () => {
    const { stdout: generated } = await run("generate", "--event", ofSchema);
    file("user.json", generated.replace('"gender":', '"gendre":'));
    const { code, stdout } = await run("validate", "user.json", "--event", ofSchema);
    expect(stdout).toMatch(/invalid user\.json:1:\d+ event\.object\.gender is missing/);
    expect(code).toBe(2);
  });
});

const receiverFile = fileURLToPath(
  new URL("../receivers/node-sdk-first-version.mjs", import.meta.url),
);
const keys = { MOCKLARK_ENCRYPT_KEY: "a key", MOCKLARK_VERIFICATION_TOKEN: "a token" };

describe("a receiver for schema 1.0 on the official SDK", () => {
  it("is sent its events, acts on each once, and passes the first checks", async () => {
    const receiver = startProcess([receiverFile], keys);
    const [, url = ""] =
      /listening on (\S+)/.exec(await receiver.holds(/listening on \S+\n/)) ?? [];
    const sent = await runCli(["send", url, "--event", "first.json", "--count", "3"], {
      cwd,
      env: keys,
    });
    expect([sent.code, sent.stderr]).toEqual([0, expect.stringContaining("3 of 3 delivered")]);
    await expect
      .poll(() => receiver.output().match(/"uuid"/g)?.length, { timeout: 20_000 })
      .toBe(3);
    const only = ["event/accepted", "security/wrong-token", "idempotency/duplicate"];
    const checked = await runCli(
      [
        "check",
        "--event",
        "first.json",
        "--exec",
        `node ${receiverFile}`,
        ...only.flatMap((id) => ["--only", id]),
      ],
      { cwd, env: { ...keys, PATH: process.env["PATH"] ?? "" } },
    );
    expect(checked.stdout).toContain("3 pass");
    expect(checked.code).toBe(0);
  });
});

describe("mocklark run --event", () => {
  const scenario = (step: string): string =>
    `name: Messages\nwhy: Each is answered.\nsteps:\n  - send: ${step}\n    expect: { attempts: 1 }\n`;

  it("makes a type known to the steps that name it", async () => {
    const receiver = startProcess([receiverFile], keys);
    const [, url = ""] =
      /listening on (\S+)/.exec(await receiver.holds(/listening on \S+\n/)) ?? [];
    file("known.yaml", scenario("{ type: message, count: 2, set: { event.text: hi } }"));
    const args = ["run", "known.yaml", "--to", url, "--event", "first.json"];
    const { code, stdout } = await runCli(args, { cwd, env: keys });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining("1 passed") as string,
    });
    await expect
      .poll(() => receiver.output().match(/"uuid"/g)?.length, { timeout: 20_000 })
      .toBe(2);
  });

  it.each([
    ["{ type: mesage }", "first.json", 'Did you mean "message"?'],
    ["{ type: contact.user.created_v3 }", "first.json", "Give a file for it under `events`"],
    ["{ type: message, variant: minimal }", "first.json", '"variant" goes with vc.reserve'],
    ["{ type: message, set: { event.txt: a } }", "first.json", 'Did you mean "event.text"?'],
  ])("refuses %s with its place", async (step, event, reason) => {
    file("wrong-step.yaml", scenario(step));
    const args = ["run", "wrong-step.yaml", "--to", "http://127.0.0.1:1/", "--event", event];
    const { code, stderr } = await run(...args);
    expect(stderr).toContain(reason);
    expect(stderr).toContain("line 4");
    expect(code).toBe(2);
  });
});

describe("events of a scenario", () => {
  it("are files beside it, and what is wrong with one has its place", async () => {
    file(
      "of-file.yaml",
      "name: a\nwhy: b\nevents:\n  message: nowhere.json\nsteps: [{ send: {} }]\n",
    );
    const { code, stdout } = await run("validate", "of-file.yaml");
    expect(stdout).toContain("of-file.yaml:4:12 Failed to read nowhere.json");
    expect(code).toBe(2);
  });
});

it("the sample that comes with mocklark is one", () => {
  const shipped = new URL("../../scenarios/events/im.message.receive_v1.json", import.meta.url);
  expect(JSON.parse(readFileSync(shipped, "utf8"))).toMatchObject({ schema: "2.0" });
});
