import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { registerEveryCommand } from "../../src/cli/commands.js";
import { emptyFolder, runCli } from "./run-cli.js";

interface Section {
  readonly properties?: Readonly<Record<string, unknown>>;
}

const schema = JSON.parse(
  readFileSync(new URL("../../schemas/config.json", import.meta.url), "utf8"),
) as {
  readonly properties: Readonly<Record<string, Section>>;
  readonly $defs: Readonly<Record<string, { readonly type: string | readonly string[] }>>;
};

async function programWithEverything(): Promise<Command> {
  const program = new Command("mocklark");
  await registerEveryCommand(program, {
    terminal: {},
    signal: new AbortController().signal,
  } as never);
  return program;
}

const flagsOf = (command: Command): Command["options"] => [
  ...command.options,
  ...command.commands.flatMap(flagsOf),
];

describe("schemas/config.json", () => {
  it("has a section for each command, with exactly its flags", async () => {
    const program = await programWithEverything();
    const sections = Object.entries(schema.properties).filter(([, one]) => one.properties);
    const inSchema = sections.map(([name, { properties = {} }]) => [
      name,
      Object.keys(properties).sort(),
    ]);
    const inProgram = program.commands
      .filter((command) => flagsOf(command).length > 0)
      .map((command) => [
        command.name(),
        [...new Set(flagsOf(command).map((option) => option.name()))].sort(),
      ]);
    expect(Object.fromEntries(inSchema)).toEqual(Object.fromEntries(inProgram));
  });

  it("has every flag at the top too, and takes true or false for those without a value", async () => {
    const program = await programWithEverything();
    for (const option of program.commands.flatMap(flagsOf)) {
      const name = option.name();
      expect(schema.properties).toHaveProperty([name]);
      const isSwitch = option.isBoolean() || option.negate;
      expect([name, schema.$defs[name]?.type === "boolean"]).toEqual([name, isSwitch]);
    }
  });
});

describe("mocklark validate", () => {
  async function validate(name: string, text: string) {
    const file = join(emptyFolder(), name);
    writeFileSync(file, text);
    return runCli(["validate", file]);
  }

  it("accepts every scenario and tenant that comes with the package", async () => {
    const folder = new URL("../../scenarios/", import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => new URL(file, folder).pathname);
    const { code, stdout } = await runCli(["validate", ...files]);
    expect(code).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(files.length);
  });

  it("prints all the mistakes of a scenario with their places", async () => {
    const text = "name: a\nwhy: b\nsteps:\n  - wait: never\n  - send: { fault: outrage }\n";
    const { code, stdout } = await validate("s.yaml", text);
    expect(code).toBe(2);
    expect(stdout).toMatch(/invalid .*s\.yaml:4:11 Failed to read the duration "never"/);
    expect(stdout).toMatch(/invalid .*s\.yaml:5:20 there is no "outrage"\. Did you mean "outage"/);
    expect(stdout).toMatch(/> 4 \| {3}- wait: never\n/);
  });

  it("prints the mistakes of a tenant with their places", async () => {
    const text =
      "name: a\npeople: [{ name: Zhang San }]\nrooms:\n  - name: b\n    status: { enabled: true, contacts: [Zhang Sen] }\n";
    const { code, stdout } = await validate("t.yaml", text);
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /invalid .*t\.yaml:5:41 there is no person "Zhang Sen"\. Did you mean "Zhang San"\?/,
    );
    expect(stdout).toMatch(/> 5 \| {5}status: /);
  });

  it("does not ask for the environment that a tenant stands on", async () => {
    const text =
      "name: a\napps: [{ name: b, appSecret: '${env:APP_SECRET}', permissions: ['${env:SCOPE}'] }]\n";
    expect(await validate("t.yaml", text)).toMatchObject({ code: 0 });
  });

  it("knows a config file by its name, and its flags", async () => {
    const good = "seed: 5\nsend:\n  count: 3\n  no-resign: true\n";
    expect(await validate("mocklark.config.yaml", good)).toMatchObject({ code: 0 });
    const { code, stdout } = await validate("mocklark.config.yaml", "send:\n  cout: 3\n");
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /mocklark\.config\.yaml:2:\d+ send has no field "cout"\. Did you mean "count"\?/,
    );
  });

  it("finds a check in a baseline that does not exist", async () => {
    const entry = "check: event/acepted, reason: r, owner: o, expires: '2099-01-01'";
    const { code, stderr } = await validate("b.yaml", `known:\n  - { ${entry} }\n`);
    expect(code).toBe(2);
    expect(stderr).toMatch(/event\/acepted/);
  });

  it("goes on with the other files when one is no document at all", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "a.json"), "{");
    writeFileSync(join(folder, "b.yaml"), "name: a\nwhy: b\nsteps: [{ wait: 1s }]\n");
    const { code, stdout } = await runCli(["validate", "a.json", "b.yaml"], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "valid b.yaml\n" });
  });
});
