import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import type { Report } from "../../src/contract/report/report.js";
import type { Verdict } from "../../src/contract/report/verdict.js";
import { limitTo } from "../contract/limit-to.js";

/** A receiver with a fault that people have reported in public, and what the suite has to say of it. */
interface FieldCase {
  readonly name: string;
  /** Checks that fail. */
  readonly fails: readonly string[];
  /** Checks that may fail besides: true consequences that depend on when an event comes. */
  readonly may?: readonly string[];
  /** The first entry of "Start with this", its check and its text; undefined when all is well. */
  readonly startsWith?: RegExp;
  /** What no entry may say, because it is not true. */
  readonly never?: RegExp;
  /** Whether the fault leaves other checks undecided: those of what the receiver never gets to. */
  readonly leavesUndecided?: boolean;
}

const cases: readonly FieldCase[] = [
  {
    name: "answers-after-work",
    fails: ["event/accepted", "event/within-3s"],
    startsWith: /answer (200 )?(first|at once)|queue/i,
    never: /signature|same keys/i,
    leavesUndecided: true,
  },
  {
    name: "answers-201",
    fails: ["event/accepted", "event/status-200"],
    startsWith: /\b200\b/,
    never: /keys|signature/i,
    leavesUndecided: true,
  },
  {
    name: "sets-no-answer-404",
    fails: ["event/accepted"],
    startsWith: /no answer|sets no (status|answer)|handler/i,
    never: /path included|keys|signature/i,
    leavesUndecided: true,
  },
  {
    name: "csrf-403",
    fails: ["challenge/echo", "event/accepted"],
    startsWith: /CSRF/,
    never: /path included/i,
    leavesUndecided: true,
  },
  {
    name: "aes-key-not-hashed",
    fails: ["challenge/echo", "event/accepted"],
    startsWith: /bad decrypt|not hashed|SHA-?256 (hash )?of the|raw key|key itself/i,
    leavesUndecided: true,
  },
  {
    name: "hmac-with-token",
    fails: ["event/accepted", "security/wrong-formula"],
    startsWith: /HMAC.*Verification Token/i,
    leavesUndecided: true,
  },
  {
    name: "reserialised-as-php-does",
    fails: ["event/accepted", "security/wrong-formula"],
    startsWith: /written again|re-?serial|raw bytes|parsed|escap/i,
    leavesUndecided: true,
  },
  {
    name: "meeting-duration-as-int",
    fails: ["event/boundary-values"],
    startsWith: /meeting_duration|decimal|integer/i,
    never: /HMAC|newline|formula|scope_id begins|header names/i,
  },
  {
    name: "noted-before-failing-work",
    fails: ["event/flaky", "retry/own-failure"],
    may: ["event/concurrent", "event/keep-alive"],
    startsWith: /database is locked|now and then|every so often|after the work/i,
    never: /signature|decimal|HMAC|UTF-8/i,
  },
  {
    name: "frozen-after-answer",
    fails: ["event/accepted"],
    startsWith: /next (call|request|event)|frozen|no effect|not acted|another (request|event)/i,
    never: /signature|same keys/i,
    leavesUndecided: true,
  },
  {
    name: "first-version-only",
    fails: ["event/accepted"],
    startsWith: /no effect|not acted|schema|2\.0|did nothing|event_type/i,
    never: /same keys|signature as/i,
    leavesUndecided: true,
  },
  {
    name: "background-error-kills",
    fails: ["event/accepted"],
    startsWith: /(ended|exit).*reserve_form|reserve_form.*(ended|exit)/i,
    never: /signature as|same keys/i,
    leavesUndecided: true,
  },
  { name: "answers-first-acts-after-3-s", fails: [] },
];

const app = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };

const inTurns = limitTo(3);

const idsOf = (report: Report, ...verdicts: Verdict[]): string[] =>
  report.checks.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id);

/** Without the name of the case, which tells its fault: what quotes the command proves nothing. */
async function judge(name: string): Promise<Report> {
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  const report = await inTurns(() =>
    checkReceiver({ exec: `${JSON.stringify(process.execPath)} ${name}.mjs`, cwd, app, seed: 1 }),
  );
  return JSON.parse(JSON.stringify(report).replaceAll(name, "receiver")) as Report;
}

describe("receivers with faults seen in the field", () => {
  const running = cases.map((fieldCase) => {
    const report = judge(fieldCase.name);
    report.catch(() => {});
    return [fieldCase.name, fieldCase, report] as const;
  });

  it.each(running)("%s is judged rightly", { timeout: 120_000 }, async (_name, known, judged) => {
    const report = await judged;
    const { may = [], startsWith, never, leavesUndecided = false } = known;
    const entries = report.startWith.map(({ check, text }) => `${check}: ${text}`);
    const undecided = report.checks.filter(({ verdict }) => verdict === "inconclusive");
    expect(idsOf(report, "fail", "warn").filter((id) => !may.includes(id))).toEqual(known.fails);
    expect(idsOf(report, "error")).toEqual([]);
    expect(leavesUndecided ? [] : undecided.map(({ id, reason }) => `${id}: ${reason}`)).toEqual(
      [],
    );
    expect(entries[0] ?? "").toMatch(startsWith ?? /^$/);
    expect(entries.filter((entry) => never?.test(entry))).toEqual([]);
  });
});
