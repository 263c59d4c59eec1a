import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Language, languages } from "../../src/base/text.js";
import { type Leftover, leftoversIn, toldOf } from "../language-leftovers.js";
import { type CliRun, emptyFolder, runCli } from "./run-cli.js";
import { runInProcess } from "./run-in-process.js";
import { bin, startProcess } from "./start-process.js";

const receivers = fileURLToPath(new URL("../receivers/", import.meta.url));
const exec = `"${process.execPath}" "${join(receivers, "node-http.mjs")}"`;
const client = `"${process.execPath}" "${join(receivers, "long-connection-client.mjs")}"`;
const nowhere = "http://127.0.0.1:9/webhook/event";

const commands = [
  "demo send verify-url generate validate check init run record replay explain sign encrypt decrypt",
  "gateway serve certs checks explain-check report schema",
].flatMap((names) => names.split(" "));
const subcommands = [
  ["report", "merge"],
  ...[
    "connections",
    "kick",
    "close",
    "freeze",
    "thaw",
    "slow",
    "client-config",
    "outage",
    "refuse",
  ].map((name) => ["gateway", name]),
];

type Line = readonly [args: readonly string[], run?: CliRun];

/** Runs command lines, three at a time, and tells of everything that is in the other language. */
async function allLeftoversOf(
  lines: readonly Line[],
  language: Language,
): Promise<readonly Leftover[]> {
  const found: Leftover[] = [];
  const left = [...lines];
  async function work(): Promise<void> {
    for (let line = left.shift(); line; line = left.shift()) {
      const [args, run = {}] = line;
      const env = { MOCKLARK_LANG: language, NO_PROXY: "127.0.0.1", ...run.env };
      // Only a process of its own has a folder and an environment of its own.
      const start = run.cwd === undefined && run.env === undefined ? runInProcess : runCli;
      const { stdout, stderr } = await start(args, { ...run, env });
      // The files that init shows are in English for everybody.
      const printed = args[0] === "init" ? stdout.replaceAll(/^ {4}.*$/gm, "") : stdout;
      found.push(...leftoversIn(args.join(" "), `${printed}\n${stderr}`, language));
    }
  }
  await Promise.all([work(), work(), work()]);
  return found;
}

/** Everything that is in the other language, for people; empty where nothing is. */
async function wrongWords(language: Language, lines: readonly Line[]): Promise<string> {
  return toldOf(await allLeftoversOf(lines, language)).join("\n");
}

/** One that answers every event with this status, and the challenge of every check of its URL. */
async function startReceiver(status: number, body = "{}"): Promise<string> {
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    request.on("end", () => {
      const { challenge } = parse(text);
      response.writeHead(challenge === undefined ? status : 200, {
        "Content-Type": "application/json",
      });
      response.end(challenge === undefined ? body : JSON.stringify({ challenge }));
    });
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/event`;
}

function parse(text: string): { readonly challenge?: string } {
  try {
    return JSON.parse(text) as { readonly challenge?: string };
  } catch {
    return {};
  }
}

/** A file of that text; its path. */
function file(name: string, text: string): string {
  const path = join(emptyFolder(), name);
  writeFileSync(path, text);
  return path;
}

const scenario = (steps: string): string =>
  file("scenario.yaml", `name: a\nwhy: b\nsteps:\n${steps}`);

const inFolder = (files: Readonly<Record<string, string>>): string => {
  const cwd = emptyFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return cwd;
};

const withConfig = (text: string): CliRun => ({
  cwd: inFolder({ "mocklark.config.yaml": text }),
});

// Whose English is the catalogues' own, and test/texts.test.ts finds Chinese in that.
describe("every word that is printed in zh", () => {
  const language = "zh";

  it("of help is in that language", async () => {
    const topics = [[], ...commands.map((name) => [name]), ...subcommands];
    expect(
      await wrongWords(language, [
        ...topics.map((topic): Line => [[...topic, "--help"]]),
        [["help"]],
        [["help", "send"]],
        [[]],
      ]),
    ).toBe("");
  });

  it(
    "of a command line that makes no sense is in that language",
    { timeout: 300_000 },
    async () => {
      expect(
        await wrongWords(language, [
          ...[
            ["sned"],
            ["help", "sned"],
            ["--lang", "fr", "checks"],
            ["checks", "--jsno"],
            ["send"],
            ["send", nowhere, "more"],
            ["send", nowhere, "--count"],
            ["send", nowhere, "--count", "many"],
            ["send", nowhere, "--rate", "fast"],
            ["send", nowhere, "--fault", "outrage"],
            ["send", nowhere, "--retries", "rael"],
            ["send", nowhere, "--fault-probability", "2"],
            ["send", nowhere, "--success-status", "42"],
            ["send", nowhere, "--speed", "often"],
            ["send", nowhere, "--set", "event.nothing=4"],
            ["send", nowhere, "--set", "nothing"],
            ["send", nowhere, "--unset", "event.nothing"],
            ["send", nowhere, "--file", ""],
            ["send", nowhere, "--witness", "log:x"],
            ["send", nowhere, "--grant", "vc:romo"],
            ["send", "nowhere"],
            ["send", "https://open.feishu.cn/hook"],
            ["send", "https://example.com/hook"],
            ["send", nowhere, "--allow-host", "a/b"],
            ["send", nowhere, "--event", "vc.meeting.ended_v1"],
            ["send", nowhere, "--event", "no.such.type_v1"],
            ["send", nowhere, "--data", "/dev/null/x"],
            ["send", nowhere, "--event-log", "/dev/null/x"],
            ["send", nowhere, "--encrypt-key-file", "/nowhere"],
            ["send", nowhere, "--encrypt-key", "a", "--encrypt-key-file", "b"],
            ["send", nowhere, "--ca", "/nowhere"],
            ["check"],
            ["check", nowhere, "--env", "A=b"],
            ["check", nowhere, "--path", "/x"],
            ["check", "--exec", exec, "--path", "x"],
            ["check", "--exec", exec, "--env", "A=@encrypt-kye"],
            ["check", nowhere, "--wait-for", "soon"],
            ["check", nowhere, "--only", "nothing/*"],
            ["check", nowhere, "--reporter", "xml"],
            ["check", nowhere, "--reporter", "json="],
            ["check", nowhere, "--baseline", "/nowhere"],
            ["check", nowhere, "--witness", "eyes"],
            ["check", nowhere, "--receiver-clock", "never"],
            ["check", nowhere, "--exec", exec, "--long-connection"],
            ["run"],
            ["run", "/nowhere.yaml", "--to", nowhere],
            ["run", scenario("  - send: {}\n")],
            ["run", scenario("  - send: {}\n"), "--to", nowhere],
            ["run", scenario("  - send: {}\n"), "--to", nowhere, "--clock", "sideways"],
            [
              "run",
              scenario("  - send: {}\n"),
              "--to",
              nowhere,
              "--clock",
              "60x",
              "--receiver-clock",
              "node",
            ],
            ["generate", "--count", "0"],
            ["generate", "--set", "a=1", "--event", "a", "--event", "b"],
            ["validate"],
            ["validate", "/nowhere"],
            ["init", "--dir", "/nowhere"],
            ["init", "--ci", "jenkins"],
            ["init", "--url", "nonsense"],
            ["record"],
            ["record", "--to", nowhere, "--lark-cli", "x"],
            ["record", "--to", nowhere, "--format", "xml"],
            ["record", "--to", "http://127.0.0.1:7789/", "--out", join(emptyFolder(), "a")],
            ["record", "--lark-cli", "/nowhere", "--out", join(emptyFolder(), "a")],
            ["record", "--to", nowhere, "--out", "/dev/null/x"],
            ["replay"],
            ["replay", "/nowhere", nowhere],
            ["replay", file("empty.ndjson", ""), nowhere],
            ["replay", file("bad.ndjson", "{}\n"), nowhere],
            ["replay", "x", nowhere, "--rhythm", "waltz"],
            ["explain", "/nowhere"],
            ["explain", "--computed", "hash"],
            ["sign"],
            ["encrypt"],
            ["decrypt"],
            ["decrypt", "--encrypt-key", "a"],
            ["gateway", "kik"],
            ["gateway", "slow", "much"],
            ["gateway", "kick", "--count", "4"],
            ["gateway", "connections", "--port", "9"],
            ["gateway", "connections", "--url", "nonsense"],
            ["gateway", "client-config", "PingInterval"],
            ["gateway", "--cert", "x"],
            ["gateway", "--websocket-ping", "never"],
            ["gateway", "--send", "/nowhere", "--port", "0"],
            ["gateway", "--port", "0", "--wait-for", "1ms", "--count", "1"],
            ["serve", "--target", nowhere, "--long-connection"],
            ["serve", "--change-every", "1ms"],
            ["serve", "--rule", "x"],
            ["serve", "--rule", "x=y"],
            ["serve", "--tenant", "/nowhere"],
            ["serve", "--port", "0", "--locale", "en", "--target", "https://open.feishu.cn/x"],
            ["serve", "--port", "0", "--locale", "en", "--exec", `"${process.execPath}" -e 0`],
            ["certs", "--out", "/dev/null/x"],
            ["explain-check", "idempotency/dupplicate"],
            ["report", "merge"],
            ["report", "merge", "/nowhere"],
            ["report", "merge", file("r.json", "{}")],
            ["schema", "evnet"],
          ].map((args): Line => [args]),

          [["decrypt", "--encrypt-key", "a"], { stdin: "{}" }],
          [["decrypt", "--encrypt-key", "a"], { stdin: "bm9uc2Vuc2U=" }],
          [["explain"], { stdin: "nonsense" }],
          [["generate"], { env: { MOCKLARK_COUNT: "many" } }],
          [["generate"], { env: { MOCKLARK_DETERMINISTIC: "perhaps" } }],
        ]),
      ).toBe("");
    },
  );
});

describe.each(languages)("every word that is printed in %s", (language) => {
  it("of a file that makes no sense is in that language", async () => {
    const bad = [
      "  - {}\n",
      "  - { send: {}, wait: 1s }\n",
      "  - wait: never\n",
      "  - send: { fault: outrage }\n",
      "  - send: { count: none }\n",
      "  - send: { type: no.such.type_v1 }\n",
      "  - send: { set: { event.nothing: 4 } }\n",
      "  - send: { unset: [event.nothing] }\n",
      "  - send: { cuont: 4 }\n",
      "  - send: { event: { schema: '2.0' } }\n",
      "  - update: { set: {} }\n",
      "  - update: { room: 1, level: 1, set: {} }\n",
      "  - update: { room: 1, set: { time_config.max_duratoin: 4 } }\n",
      "  - update: { room: 1, set: { time_config.max_duration: long } }\n",
      "  - duplicate: { of: nothing }\n",
      "  - forge: { how: badly }\n",
      "  - wait: 1s\n    expect: { status: 200 }\n",
      "  - send: {}\n    expect: { attempts: 9 }\n",
      "  - send: {}\n    expect: { outcome: succeeded, status: 500 }\n",
      "  - send: {}\n    expect: { takes: 4s }\n",
      "  - send: {}\n    expect: { verified: true }\n",
      "  - send: { fault: kill-connection }\n  - verify-url: {}\n",
      "  - send: { as: a }\n  - send: { as: a }\n",
      "  - send: { count: '${many}' }\n",
      "  - open-api: { fail: none, times: 4 }\n",
    ].map((steps): Line => [["validate", scenario(steps)]]);
    expect(
      await wrongWords(language, [
        ...bad,
        [["validate", file("a.json", "{")]],
        [["validate", file("a.json", '{ "a": 1, "a": 2 }')]],
        [["validate", file("a.yaml", "a: [")]],
        [["validate", file("a.yaml", "a: *b")]],
        [["validate", file("a.json", "[]")]],
        [["validate", file("a.yaml", "name: a\nwhy: b\nstesp: []\nsteps: []\n")]],
        [["validate", file("e.json", '{ "schema": "2.0", "header": {}, "event": {} }')]],
        [
          [
            "validate",
            file(
              "e.json",
              '{ "schema": "2.0", "header": { "event_type": "x.y_v1" }, "event": {} }',
            ),
          ],
        ],
        [["validate", file("t.yaml", "name: a\npeople: [{ name: b }]\nrooms: [{ nmae: c }]\n")]],
        [
          [
            "validate",
            file(
              "t.yaml",
              "name: a\nrooms: [{ name: b, status: { enabled: true, contacts: [c] } }]\n",
            ),
          ],
        ],
        [
          [
            "validate",
            file(
              "b.yaml",
              "known:\n  - { check: event/acepted, reason: r, owner: o, expires: '2099-01-01' }\n",
            ),
          ],
        ],
        [["validate", file("mocklark.config.yaml", "send:\n  cout: 3\n")]],
        ...[
          "- a",
          "sned:\n  count: 3",
          "send:\n  cuont: 3",
          "seed: many",
          "send: 4",
          "events: 4",
          "quiet: 4",
          "seed: [1, 2]",
          "event:\n  a: 1",
          "events:\n  a b: c",
        ].map((text): Line => [["generate"], withConfig(text)]),
        [["generate", "--config", "/nowhere"]],
        [
          [
            "send",
            nowhere,
            "--file",
            file(
              "e.json",
              '{ "schema": "2.0", "header": { "event_type": "x.y_v1" }, "event": {} }',
            ),
          ],
        ],
        [["send", nowhere, "--file", file("e.json", "4")]],
        [["send", nowhere, "--scenario", scenario("  - send: {}\n"), "--count", "2"]],
        [["generate", "--event", file("e.json", "{}")]],
      ]),
    ).toBe("");
  });

  it("of commands that need no receiver is in that language", async () => {
    const { stdout: event } = await runInProcess(["generate", "--seed", "1", "--locale", "en"]);
    const { stdout: http } = await runInProcess([
      "send",
      nowhere,
      "--dry-run",
      "--encrypt-key",
      "a",
      "--locale",
      "en",
    ]);
    const out = emptyFolder();
    expect(
      await wrongWords(language, [
        [["checks"]],
        [["explain-check", "idempotency/duplicate"]],
        [["schema"]],
        [["certs", "--out", out]],
        [["certs", "--out", out]],
        [["validate", file("e.json", event)]],
        [["explain", "--encrypt-key", "a"], { stdin: http }],
        [["explain", "--encrypt-key", "b"], { stdin: http }],
        [["explain"], { stdin: http }],
        [["explain", "--encrypt-key", "a", "--computed", "ab".repeat(32)], { stdin: http }],
        [["sign", "--timestamp", "1", "--nonce", "1"], { stdin: "{}" }],
        [["encrypt", "--encrypt-key", "a"], { stdin: "a" }],
        [["init"]],
        [
          ["init"],
          { cwd: inFolder({ "package.json": '{ "scripts": { "start": "node a.js" } }' }) },
        ],
        [
          ["init", "--write", "--ci", "gitlab"],
          { cwd: inFolder({ "go.mod": "module a\n", ".gitlab-ci.yml": "" }) },
        ],
        [["init"], withConfig("seed: 1\n")],
        [["record", "--lark-cli", "-", "--out", join(emptyFolder(), "a")], { stdin: "nonsense\n" }],
        [["record", "--lark-cli", "-", "--out", join(emptyFolder(), "a")], { stdin: event }],
      ]),
    ).toBe("");
  });

  it("of what a receiver does is in that language", async () => {
    const [good, bad] = [await startReceiver(200), await startReceiver(500, '{"error":1}')];
    const play = scenario(
      [
        "  - send: { count: 2 }\n    expect: { status: 200, attempts: 1 }\n",
        "  - send: { as: a }\n    expect: { status: 404, effects: 1, within: 1ms }\n",
        "  - duplicate: { of: a, times: 2 }\n    expect: { outcome: given-up }\n",
        "  - forge: { how: wrong-signature }\n    expect: { notStatus: 200 }\n",
        "  - verify-url: {}\n    expect: { verified: false }\n",
        "  - change-app: { encryptKey: b }\n",
        "  - change-app: {}\n",
        "  - network: { down: 10s }\n",
        "  - repeat: { times: 2, steps: [{ wait: 1s }] }\n",
        "  - update: { room: 1, set: { time_config.max_duration: 4 } }\n    expect: { events: 9 }\n",
        "  - update: { room: 1, set: { time_config.max_duration: 400 } }\n",
        "  - update: { room: 900, set: { time_config.max_duration: 4 } }\n",
      ].join(""),
    );
    const skipped = file(
      "s.yaml",
      "name: a\nwhy: b\nrequires: [managed-receiver]\nsteps: [{ receiver: stop }]\n",
    );
    expect(
      await wrongWords(language, [
        [["verify-url", good]],
        [["verify-url", nowhere]],
        [["verify-url", good.replace("http:", "https:")]],
        [["send", good, "--count", "2"]],
        [["send", good, "--duplicates", "1", "--concurrency", "2"]],
        [["send", bad]],
        [["send", bad, "--retries", "off", "--json", "--locale", "en"]],
        [["send", nowhere]],
        [["send", good.replace("http:", "https:"), "--retries", "off"]],
        [["send", good, "--fault", "slow-body"]],
        [["send", good, "--data", emptyFolder()]],
        [["run", play, "--to", good]],
        [["run", play, "--to", bad]],
        [["run", play, "--to", bad, "--json"]],
        [["run", skipped, "--to", good]],
        [["run", play, "--exec", exec, "--receiver-clock", "auto"]],
        [["run", play, "--exec", `"${process.execPath}" -e 0`]],
        [["check", good, "--only", "event/*", "--seed", "1"]],
        [["check", bad, "--only", "challenge/*", "--only", "event/accepted", "--seed", "1"]],
        [["check", nowhere]],
        [["check", "--exec", exec, "--only", "idempotency/duplicate", "--strict"]],
        [["check", "--exec", `"${process.execPath}" -e 0`]],
        [["check", "--long-connection", "--exec", client, "--only", "long-connection/*"]],
        [["check", good, "--only", "event/accepted", "--reporter", "json=/dev/null/x"]],
      ]),
    ).toBe("");
  });

  it("of servers is in that language", async () => {
    const found: Leftover[] = [];
    const env = { MOCKLARK_LANG: language };
    const look = (command: string, output: string): void =>
      void found.push(...leftoversIn(command, output, language));

    const gateway = startProcess([bin, "gateway", "--port", "0", "--quick"], env);
    const printed = await gateway.holds(/MOCKLARK_APP_SECRET=.+\n/);
    const given = Object.fromEntries(
      [...printed.matchAll(/^(MOCKLARK_\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    ) as Record<string, string>;
    const url = given["MOCKLARK_DOMAIN"] ?? "";
    const control = async (...args: readonly string[]): Promise<void> => {
      const all = ["gateway", ...args, "--url", url];
      const { stdout, stderr } = await runInProcess(all, { env });
      look(all.join(" "), stdout + stderr);
    };
    await control("connections");
    await control("kick");
    startProcess([join(receivers, "long-connection-client.mjs")], given);
    await gateway.holds("connection-1");
    for (const args of [
      ["connections"],
      ["slow", "5"],
      ["slow", "0"],
      ["freeze"],
      ["thaw"],
      ["kick"],
    ]) {
      await control(...args);
    }
    for (const args of [
      ["freeze", "connection-99"],
      ["refuse", "nothing"],
      ["refuse", "too-many-connections"],
    ]) {
      await control(...args);
    }
    await control("client-config", "PingInterval=-1");
    await control("outage", "nothing");
    await control("outage", "silent-endpoint");
    await control("outage", "none");
    gateway.process.kill("SIGINT");
    await gateway.ended;
    look("gateway", gateway.output());

    const receiver = await startReceiver(200);
    const args = ["--port", "0", "--locale", "en", "--change-every", "200ms"];
    for (const more of [[], ["--target", receiver], ["--data", emptyFolder()]]) {
      const serve = startProcess([bin, "serve", ...args, ...more], env);
      await serve.holds("<-- 200");
      serve.process.kill("SIGTERM");
      await serve.ended;
      look(`serve ${more.join(" ")}`, serve.output());
    }

    const out = join(emptyFolder(), "recording");
    const record = startProcess(
      [bin, "record", "--to", receiver, "--port", "0", "--out", out],
      env,
    );
    const head = await record.holds(/http:\S+ --> /);
    const proxy = /(http:\S+) --> /.exec(head)?.[1] ?? "";
    await runInProcess(["send", proxy, "--encrypt-key", "a", "--locale", "en"]);
    await runInProcess(["verify-url", proxy]);
    record.process.kill("SIGINT");
    await record.ended;
    look("record", record.output());
    const bad = await startReceiver(500);
    for (const to of [receiver, bad, nowhere]) {
      const replayed = await runInProcess(["replay", join(out, "captures.ndjson"), to], { env });
      look(`replay ${to}`, replayed.stdout + replayed.stderr);
    }
    expect(toldOf(found).join("\n")).toBe("");
  });
});

describe("the search for the other language", () => {
  it("finds a sentence of English among Chinese, and what is quoted is none", () => {
    const found = leftoversIn(
      "x",
      "无法打开：the port is taken。\n用 `mocklark serve now` 启动「a b c」",
      "zh",
    );
    expect(found.map((one) => one.found)).toEqual(["the port is taken"]);
  });

  it("finds Chinese in English, and the console's own words are none", () => {
    const found = leftoversIn("x", "not verified: Challenge code没有返回.\n失败 here", "en");
    expect(found.map((one) => one.found)).toEqual(["失败"]);
  });
});
