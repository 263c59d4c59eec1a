import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Language, languages } from "../../src/base/text.js";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import { exitCodeOf, type Report } from "../../src/contract/report/report.js";
import { rewordReport } from "../../src/contract/report/word-report.js";
import { limitTo } from "../contract/limit-to.js";
import { leftoversOfReport } from "../contract/words-of-report.js";

/** A client of the long connection with a fault that people have reported in public, and what is to be said of it. */
interface ClientCase {
  readonly name: string;
  /** Checks that fail or warn. */
  readonly fails: readonly string[];
  /** Checks that may do so besides: true consequences. */
  readonly may?: readonly string[];
  /** The first entry of "Start with this". */
  readonly startsWith?: RegExp;
  /** What no entry may say, because it is not true. */
  readonly never?: RegExp;
  /** Whether the fault leaves other checks undecided. */
  readonly leavesUndecided?: boolean;
  /** Words of the client's own that the report quotes. */
  readonly says?: readonly string[];
  /** Whether it is run in English, too; default: in Chinese alone, as the matrices run in English. */
  readonly inBoth?: boolean;
}

const cases: readonly ClientCase[] = [
  {
    name: "acks-after-4-s",
    fails: ["connection/acks-event"],
    startsWith: /too late.*queue/i,
    never: /token alone|reconnecting on/,
    leavesUndecided: true,
  },
  {
    name: "ack-without-code",
    fails: ["connection/acks-event"],
    startsWith: /empty payload/,
    never: /token alone|reconnecting on|pong/,
    leavesUndecided: true,
    inBoth: true,
  },
  {
    name: "acks-without-id",
    fails: ["connection/acks-event"],
    startsWith: /message_id/,
    never: /token alone|reconnecting on/,
    leavesUndecided: true,
    inBoth: true,
  },
  {
    name: "error-in-background-kills",
    fails: ["connection/acks-event"],
    startsWith: /exit code 1.*reserve_form/,
    never: /PingInterval|fragment|no frame/,
    leavesUndecided: true,
    says: ["cannot read reserve_form"],
  },
  {
    name: "second-connection-without-handler",
    fails: ["connection/acks-event"],
    startsWith: /2 connections.*connection-\d: 0 of/,
    never: /token alone|reconnecting on|pong/,
    leavesUndecided: true,
  },
  {
    name: "exits-when-connection-drops",
    fails: ["connection/reconnects"],
    startsWith: /ended with exit code 1/,
    never: /reconnecting on/,
    leavesUndecided: true,
    says: ["A frame that is none: frame cut short"],
  },
  {
    name: "reuses-first-url",
    fails: ["connection/reconnects"],
    startsWith: /URL of an earlier connection/,
    never: /did not come back/,
    leavesUndecided: true,
    says: ["Error: Unexpected server response"],
  },
  {
    name: "bad-frame-kills",
    fails: ["connection/bad-frame"],
    startsWith: /exit code 1.*no frame/,
    says: ["Error: frame cut short"],
  },
  {
    name: "one-try-then-deaf",
    fails: ["connection/outage"],
    may: ["connection/reconnect-count"],
    startsWith: /gave up in an outage/,
  },
  {
    name: "websocket-pings",
    fails: ["connection/pings"],
    may: ["connection/half-open"],
    startsWith: /WebSocket's own pings/,
  },
  {
    name: "zero-fields-left-out",
    fails: ["connection/pings"],
    startsWith: /required fields whose value is zero/,
    never: /no ping came|pings stopped|PingInterval from/i,
    leavesUndecided: true,
  },
  {
    name: "blocked-loop",
    fails: [],
    may: ["connection/pings", "connection/acks-event", "connection/half-open"],
    never: /PingInterval from/,
  },
  { name: "deaf-for-a-second", fails: [] },
  { name: "back-off-of-5-s", fails: [] },
];

/** Shorter where waiting longer would show no more of these clients. */
const clientTiming = {
  returnWithinMs: 8_000,
  noticeWithinMs: 8_000,
  askAgainWithinMs: 15_000,
};

/** They mostly wait. */
const inTurns = limitTo(7);

/** Without the name of the case, which tells its fault: what quotes the command proves nothing. */
async function judgeOnce(name: string, language: Language): Promise<Report> {
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  const exec = `${JSON.stringify(process.execPath)} client-${name}.mjs`;
  const options = { longConnection: true, exec, cwd, seed: 1, clientTiming, language };
  const report = await checkReceiver(options);
  return JSON.parse(
    JSON.stringify(report).replaceAll(`client-${name}.mjs`, "client.mjs"),
  ) as Report;
}

/** Feishu's 3 s are 3 s also on a machine that is busy with other tests: what is wrong is wrong twice. */
async function judge(known: ClientCase, language: Language): Promise<string[]> {
  const wrong = wrongAbout(await judgeOnce(known.name, language), known);
  return wrong.length === 0 ? [] : wrongAbout(await judgeOnce(known.name, language), known);
}

/** What is said is held in English, whatever the run was worded in. */
function wrongAbout(
  said: Report,
  { fails, may = [], startsWith, never, leavesUndecided = false, says }: ClientCase,
): string[] {
  const { checks, startWith } = rewordReport(said, "en");
  const unwell = checks.filter(({ verdict }) => verdict === "fail" || verdict === "warn");
  const ids = unwell.map(({ id }) => id as string);
  const entries = startWith.map(({ text }) => text);
  const [first = ""] = entries;
  const stray = unwell.filter(({ id }) => ![...fails, ...may].includes(id));
  const open = checks.filter(({ verdict }) => verdict === "inconclusive");
  return [
    ...leftoversOfReport(said, says),
    ...(fails.length > 0 && exitCodeOf(said) !== 1 ? ["the exit code is not 1"] : []),
    ...fails.filter((id) => !ids.includes(id)).map((id) => `${id} does not fail`),
    ...stray.map(({ id, reason, actual }) => `${id} is blamed: ${reason} (${actual})`),
    ...checks.filter(({ verdict }) => verdict === "error").map(({ id }) => `${id} broke`),
    ...(leavesUndecided ? [] : open.map(({ id, reason }) => `${id} is undecided: ${reason}`)),
    ...(startsWith && !startsWith.test(first) ? [`it starts with: ${first}`] : []),
    ...entries.filter((entry) => never?.test(entry)).map((entry) => `it says: ${entry}`),
  ];
}

describe("clients of the long connection with faults seen in the field", () => {
  const running = cases.flatMap((known) =>
    (known.inBoth === true ? languages : (["zh"] as const)).map((language) => {
      const wrong = inTurns(() => judge(known, language));
      wrong.catch(() => {});
      return [known.name, language, wrong] as const;
    }),
  );

  it.each(running)("%s is judged rightly in %s", async (_name, _language, wrong) => {
    expect(await wrong).toEqual([]);
  });
});
