import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Language, languages } from "../../src/base/text.js";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import { exitCodeOf, type Report } from "../../src/contract/report/report.js";
import type { Verdict } from "../../src/contract/report/verdict.js";
import { rewordReport } from "../../src/contract/report/word-report.js";
import { limitTo } from "../contract/limit-to.js";
import { patientLimits } from "../contract/patient-limits.js";
import { leftoversOfReport } from "../contract/words-of-report.js";

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
  /** Words of the receiver's own that the report quotes. */
  readonly says?: readonly string[];
  /** Whether it is run in English, too; default: in Chinese alone, as the matrices run in English. */
  readonly inBoth?: boolean;
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
    inBoth: true,
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
    inBoth: true,
    says: ["Forbidden (403) CSRF verification failed. Request aborted", "CSRF cookie not set"],
  },
  {
    name: "aes-key-not-hashed",
    fails: ["challenge/echo", "event/accepted"],
    startsWith: /bad decrypt|not hashed|SHA-?256 (hash )?of the|raw key|key itself/i,
    leavesUndecided: true,
    says: ["Provider routines::bad decrypt"],
  },
  {
    name: "hmac-with-token",
    fails: ["event/accepted", "security/wrong-formula"],
    startsWith: /HMAC.*Verification Token/i,
    leavesUndecided: true,
    inBoth: true,
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
  {
    name: "late-background-error-kills",
    fails: ["event/accepted"],
    startsWith: /(ended|exit).*reserve_form|reserve_form.*(ended|exit)/i,
    never: /signature as|same keys|event\/concurrent/i,
    leavesUndecided: true,
  },
  { name: "answers-first-acts-after-3-s", fails: [] },
];

const app = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };

const inTurns = limitTo(3);

const idsOf = (report: Report, ...verdicts: Verdict[]): string[] =>
  report.checks.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id);

/** Without the name of the case, which tells its fault: what quotes the command proves nothing. */
async function judgeOnce(name: string, language: Language): Promise<Report> {
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  const exec = `${JSON.stringify(process.execPath)} ${name}.mjs`;
  const suiteLimits = patientLimits;
  const report = await checkReceiver({ exec, cwd, app, seed: 1, suiteLimits, language });
  return JSON.parse(JSON.stringify(report).replaceAll(`${name}.mjs`, "receiver.mjs")) as Report;
}

/** Feishu's 3 s are 3 s also on a machine that is busy with other tests: what is wrong is wrong twice. */
async function judge(known: FieldCase, language: Language): Promise<string[]> {
  const wrong = wrongAbout(await judgeOnce(known.name, language), known);
  return wrong.length === 0 ? [] : wrongAbout(await judgeOnce(known.name, language), known);
}

/** What is said is held in English, whatever the run was worded in. */
function wrongAbout(
  said: Report,
  { fails, may = [], startsWith, never, leavesUndecided = false, says }: FieldCase,
): string[] {
  const report = rewordReport(said, "en");
  const unwell = idsOf(report, "fail", "warn");
  const entries = report.startWith.map(({ check, text }) => `${check}: ${text}`);
  const first = entries[0] ?? "";
  const isRightStart = startsWith === undefined ? first === "" : startsWith.test(first);
  return [
    ...leftoversOfReport(said, says),
    ...(exitCodeOf(said) === (fails.length > 0 ? 1 : 0) ? [] : ["the exit code is another"]),
    ...fails.filter((id) => !unwell.includes(id)).map((id) => `${id} does not fail`),
    ...unwell.filter((id) => ![...fails, ...may].includes(id)).map((id) => `${id} is blamed`),
    ...idsOf(report, "error").map((id) => `${id} broke`),
    ...(leavesUndecided ? [] : idsOf(report, "inconclusive").map((id) => `${id} is undecided`)),
    ...(isRightStart ? [] : [`it starts with: ${first}`]),
    ...entries.filter((entry) => never?.test(entry)).map((entry) => `it says: ${entry}`),
  ];
}

describe("receivers with faults seen in the field", () => {
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
