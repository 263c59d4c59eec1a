import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseClock, parseSpeed } from "../../src/base/clock.js";
import { parseDocument, parseStrictJson } from "../../src/base/document.js";
import { parseDuration } from "../../src/base/durations.js";
import { parsePath, valueAt } from "../../src/base/json-path.js";
import { printable } from "../../src/base/printable.js";
import { createRandom, type Random } from "../../src/base/random.js";
import { withoutWorkflowCommands } from "../../src/base/workflow-commands.js";
import { catalogue } from "../../src/contract/catalogue.js";
import { parseBaseline } from "../../src/contract/report/baseline.js";
import { readReport } from "../../src/contract/report/read-report.js";
import { mergeReports } from "../../src/contract/reporters/html/merge-reports.js";
import { exitCodeOf } from "../../src/contract/report/report.js";
import { readJournal } from "../../src/delivery/journal-recovery.js";
import { encodeRecord, type JournalRecord } from "../../src/delivery/journal-record.js";
import { parseTarget } from "../../src/network/target.js";
import { checkDocument } from "../../src/event/document-schema.js";
import { checkEvent, checkEventRules } from "../../src/event/reserve-config/event-rules.js";
import { validateEvent } from "../../src/event/reserve-config/event-schema.js";
import { applyOverrides, knownPaths, parseOverride } from "../../src/event/overrides.js";
import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";
import { findUnknownFields } from "../../src/event/unknown-fields.js";
import { parseReceiverClock } from "../../src/receiver/clock/parse-receiver-clock.js";
import { parseWitness } from "../../src/receiver/witness/parse-witness.js";
import { parseScenario } from "../../src/scenario/parse-scenario.js";
import { parseCapturedRequest } from "../../src/wire/captures/parse-captured-request.js";
import { createEventCipher } from "../../src/wire/event-cipher.js";
import { explainRequest } from "../../src/wire/explain-request.js";
import { decodeFrame, encodeFrame, ProtocolError } from "../../src/wire/frame.js";
import { serializeEvent } from "../../src/wire/serialize-event.js";
import { judgeUrlVerification } from "../../src/wire/url-verification.js";
import { nastyResult, sampleReport, sampleResult } from "../contract/sample-report.js";
import { exactForms } from "../wire/captures/forms.js";
import { clear, encrypted, known } from "../wire/captures/signed-request.js";
import { sampleEvent } from "../wire/sample-event.js";
import { type Attack, attack } from "./attack.js";
import { emptyFolder } from "../cli/run-cli.js";
import { runInProcess } from "../cli/run-in-process.js";
import { editList, hostileTokens, mutateBytes, mutateText } from "./mutate.js";
import { mutateValue } from "./mutate-value.js";

const fileUrl = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const read = (path: string): string => readFileSync(fileUrl(path), "utf8");
const json = (value: unknown): string => JSON.stringify(value, null, 2);

const scenarios = readdirSync(fileUrl("scenarios"))
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => read(`scenarios/${name}`));
const documentedEvent = JSON.parse(read("test/vectors/documented-event.json")) as unknown;
const events = [sampleEvent, documentedEvent];
const wire = JSON.parse(read("test/vectors/wire.json")) as {
  readonly decrypt: readonly { readonly encryptKey: string; readonly encrypt: string }[];
};

const report = sampleReport([sampleResult(), nastyResult], {
  findings: [{ kind: "stale-baseline", message: "It passes.", check: "event/accepted" }],
});
const baseline = {
  known: [
    { check: "event/accepted", reason: "It is slow.", owner: "Ann", expires: "2026-12-31" },
    { check: "retry/late-retry", reason: "It forgets.", owner: "Bo", expires: "2027-02-28" },
  ],
};
const config = `# for every command
seed: 42
encrypt-key: test key
grant: [vc:room, contact:user.employee_id:readonly]
generate:
  set: ["event.time_config.max_duration=4"]
  deterministic: true
check:
  skip: ["event/five-hundred*"]
  wait-for: 20s
  strict: true
send: { retries: fast, speed: 60x, rate: 20/s, fault-probability: 0.5 }
`;

/** Changed as a text or as a value, whichever breaks more of it. */
function mutateDocument(text: string, random: Random): string {
  if (!/^\s*[[{]/.test(text) || random.chance(0.5)) return mutateText(text, random);
  return JSON.stringify(mutateValue(JSON.parse(text), random)) ?? "";
}

const captures = Object.values(exactForms).flatMap((form) => [form(encrypted), form(clear)]);

const journal = journalLines();

function journalLines(): string[] {
  const at = "2026-11-28T12:00:00.000Z";
  const outcome = { kind: "timed-out", phase: "connect", durationMs: 1 } as const;
  const next = { kind: "retry", atMs: 1, afterMs: 15_000, attempt: 2 } as never;
  const records: JournalRecord[] = [{ type: "opened", version: 1, run: 1, at }];
  for (const id of ["1-1", "1-2", "1-3"]) {
    const target = "http://127.0.0.1:1/webhook/event";
    records.push(
      { type: "accepted", id, at, channel: "webhook", target, event: sampleEvent },
      { type: "started", id, attempt: 1, at },
      { type: "failed", id, attempt: 1, outcome, next },
      { type: "started", id, attempt: 2, at },
    );
  }
  records.push({ type: "closed", id: "1-2", status: "succeeded", attempt: 2, outcome });
  return records.map(encodeRecord);
}

const frame = encodeFrame({
  seqId: 1n,
  logId: 2n ** 63n,
  service: 7,
  method: 1,
  headers: [
    { key: "type", value: "event" },
    { key: "message_id", value: "om_1" },
  ],
  payloadEncoding: "none",
  payloadType: "json",
  payload: Buffer.from(serializeEvent(sampleEvent)),
  logIdNew: "log",
});

const overrides = [
  ...knownPaths().map((path) => `${path}=1`),
  'event.approve_config.approvers=[{"user_id":{"open_id":"ou_1"}}]',
  "event.reserve_scope_config.allow_users[2].user_id.user_id=null",
];
const durations = ["250ms", "15s", "5 min", "1h30m", "2 days 3 hours", "0.5s", "20/s", "60x"];
const targets = [
  "http://127.0.0.1:3000/webhook/event?a=b#c",
  "https://user:secret@receiver.internal:8443/x",
  "http://[::1]:3000/",
  "http://[::ffff:192.168.0.1]/",
  "http://0x7f.1/",
  "localhost:3000",
  "https://open.feishu.cn/",
  "http://192.0.2.1/",
];
const witnesses = [
  "url:http://127.0.0.1:1/seen",
  "log:receiver.log",
  "command:cat seen",
  "comand:x",
];
const clocks = ["auto", "node", "faketime", "command:echo +{seconds}", "real", "virtual", "60x"];

/** Command lines that neither send nor write nor start anything, however they are mutated. */
const commandLines: readonly (readonly string[])[] = [
  ["generate", "--seed", "7", "--set", "event.time_config.max_duration=4", "--deterministic"],
  ["generate", "--unset", "event.time_config", "--grant", "vc:room", "--variant", "approval"],
  ["validate", "-"],
  ["sign", "--encrypt-key", "test key", "--timestamp", "1700000000", "--nonce", "123456789"],
  ["encrypt", "-", "--encrypt-key", "test key", "--seed", "3"],
  ["decrypt", "-", "--encrypt-key", "test key"],
  ["explain", "-", "--encrypt-key", "test key", "--verification-token", "v", "--json"],
  ["checks", "--only", "event/*", "--skip", "event/concurrent", "--json"],
  ["explain-check", "event/accepted"],
  ["schema", "event"],
  ["send", "http://127.0.0.1:1/", "--fault", "outage", "--rate", "20/s", "--print", "curl"],
  ["check", "http://127.0.0.1:1/", "--reporter", "pretty", "--wait-for", "20s", "--strict"],
  ["report", "merge", "-"],
  ["help", "send"],
];
/** What keeps a command short; a mutation of what stands before cannot take it away unnoticed. */
const tails: Readonly<Record<string, readonly string[]>> = {
  generate: ["--count", "1"],
  send: ["--count", "1"],
  check: ["--only", "no/such-check"],
};
const words = [...new Set([...commandLines.flat(), ...hostileTokens])];

interface CommandLine {
  readonly args: readonly string[];
  readonly stdin: string;
}

function mutateCommandLine(random: Random): CommandLine {
  const line = random.pick(commandLines);
  const change = (word: string): string =>
    random.chance(0.5) ? random.pick(words) : mutateWord(word, random);
  let args = [...line];
  for (let edits = random.integer(1, 3); edits > 0; edits--) args = editList(args, random, change);
  const stdin = mutateText(random.pick([json(sampleEvent), captures[0] ?? "", config]), random);
  return { args: [...args, ...(tails[line[0] ?? ""] ?? [])], stdin };
}

/** Without more digits: a count of a billion events is no mistake, and takes its time. */
function mutateWord(word: string, random: Random): string {
  const at = random.integer(0, word.length);
  return word.slice(0, at) + random.pick(hostileTokens).replace(/\d/g, "") + word.slice(at);
}

/** Throws what no user may see of a command, whatever it was given. */
function assertOrderly({ code, stdout, stderr }: Awaited<ReturnType<typeof runInProcess>>): void {
  if (![0, 1, 2, 3].includes(code)) throw new Error(`exit code ${code}: ${stderr.slice(0, 200)}`);
  if (/^ {4}at .*:\d+:\d+\)?$/m.test(stdout + stderr)) throw new Error(`a stack: ${stderr}`);
  if (printable(stderr) !== stderr) throw new Error("standard error is not printable");
  if (withoutWorkflowCommands(stderr) !== stderr) throw new Error("a workflow command got through");
}

const folder = emptyFolder();
const configFolder = emptyFolder();

/** Every way in which something from outside is read; the numbers of their inputs add up to 10,000. */
export const attacks: readonly Attack[] = [
  attack("event as a value", 1_300, {
    input: (random) => mutateValue(random.pick(events), random, { foreign: true }),
    run: (event) => {
      validateEvent(event);
      checkEvent(event);
      findUnknownFields(event);
    },
  }),
  attack("event that fits the schema", 300, {
    input: (random) => mutateValue(random.pick(events), random),
    run: (event) =>
      validateEvent(event).length === 0 ? checkEventRules(event as ReserveConfigEvent) : [],
  }),
  attack("event as text", 400, {
    input: (random) => mutateDocument(json(random.pick(events)), random),
    run: async (text) => {
      const source = await parseDocument(text, "event.json");
      for (const { path } of checkEvent(source.value)) source.locate(parsePath(path) ?? []);
    },
  }),
  attack("scenario", 1_000, {
    input: (random) => mutateText(random.pick(scenarios), random),
    run: (text) => parseScenario(text, "scenario.yaml", { env: {} }),
  }),
  attack("config file", 400, {
    input: (random) => mutateText(config, random),
    run: async (text) => {
      writeFileSync(join(configFolder, "mocklark.config.yaml"), text);
      assertOrderly(await runInProcess(["generate", "--count", "1"], { cwd: configFolder }));
      await checkDocument(await parseDocument(text, "mocklark.config.yaml"), "config");
    },
  }),
  attack("baseline", 400, {
    input: (random) => mutateDocument(json(baseline), random),
    run: (text) =>
      parseBaseline(
        text,
        "baseline.yaml",
        catalogue.map(({ id }) => id),
      ),
  }),
  attack("report", 700, {
    input: (random) => mutateDocument(json(report), random),
    run: async (text) => {
      const read = await readReport(text, "report.json");
      exitCodeOf(read);
      mergeReports([
        { name: "one", report: read },
        { name: "two", report },
      ]);
    },
  }),
  attack("JSON or YAML document", 500, {
    input: (random) => mutateDocument(random.pick([...scenarios, config, json(report)]), random),
    run: async (text) => {
      const source = await parseDocument(text, "document");
      for (const key of Object.keys(source.value ?? {})) {
        source.locate([key]);
        source.locateName([key, 0]);
      }
    },
  }),
  attack("strict JSON", 200, {
    input: (random) => mutateText(json(report), random),
    run: (text) => parseStrictJson(text, "report.json"),
  }),
  attack("captured request", 800, {
    input: (random) => mutateBytes(Buffer.from(random.pick(captures)), random),
    run: (bytes) => explainRequest(parseCapturedRequest(bytes), known),
  }),
  attack("override", 400, {
    input: (random) => mutateText(random.pick(overrides), random),
    run: (text) => applyOverrides(sampleEvent, { set: [parseOverride(text)] }),
  }),
  attack("unset and override by value", 200, {
    input: (random) => mutateValue({ set: sampleEvent, unset: overrides.slice(0, 3) }, random),
    run: (wish) => {
      const { set, unset } = Object(wish) as { set?: unknown; unset?: unknown };
      applyOverrides(sampleEvent, { set: Object(set) as object });
      if (Array.isArray(unset)) applyOverrides(sampleEvent, { unset: unset.map(String) });
    },
  }),
  attack("path", 100, {
    input: (random) => mutateText(random.pick(knownPaths()), random),
    run: (path) => valueAt(sampleEvent, parsePath(path) ?? []),
  }),
  attack("duration", 300, {
    input: (random) => mutateText(random.pick(durations), random),
    run: parseDuration,
  }),
  attack("target", 400, {
    input: (random) => mutateText(random.pick(targets), random),
    run: (target) => parseTarget(target, { allowHosts: ["192.0.2.1"] }),
  }),
  attack("witness", 200, {
    input: (random) => mutateText(random.pick(witnesses), random),
    run: parseWitness,
  }),
  attack("clock", 200, {
    input: (random) => mutateText(random.pick(clocks), random),
    run: (text) => {
      parseReceiverClock(text);
      parseClock(text);
      parseSpeed(text);
    },
  }),
  attack("frame", 700, {
    input: (random) => mutateBytes(frame, random),
    run: (bytes) => decodeFrame(bytes),
    alsoThrows: (error) => error instanceof ProtocolError,
  }),
  attack("encrypted body", 400, {
    input: (random) => {
      const { encryptKey, encrypt } = random.pick(wire.decrypt);
      const long = createEventCipher(encryptKey).encrypt(json(sampleEvent), createRandom(1));
      return { encryptKey, text: mutateText(random.pick([encrypt, long]), random) };
    },
    run: ({ encryptKey, text }) => createEventCipher(encryptKey).decrypt(text),
  }),
  attack("journal", 500, {
    input: (random) =>
      random.chance(0.5)
        ? Buffer.from(editList(editList(journal, random), random).join(""))
        : mutateBytes(Buffer.from(journal.join("")), random),
    run: (bytes) => readJournal(bytes, "journal.ndjson"),
  }),
  attack("answer to url_verification", 200, {
    input: (random) => ({
      status: random.pick([200, 201, 302, 500, 999]),
      body: mutateDocument('{"challenge":"ajls384kdjx98XX"}', random),
    }),
    run: (answer) =>
      judgeUrlVerification(
        { kind: "answered", durationMs: 1, ...answer },
        { challenge: "ajls384kdjx98XX" },
      ),
  }),
  attack("command line", 400, {
    input: mutateCommandLine,
    run: async ({ args, stdin }) => {
      const env = { MOCKLARK_DRY_RUN: "1" };
      assertOrderly(await runInProcess(args, { cwd: folder, stdin, env }));
    },
  }),
];
