import { createTexts, sentences, type Text } from "../../base/text.js";
import type { FirstContact } from "../suite/first-contact.js";
import type { StartWith } from "../report/report.js";
import type { CheckId } from "../report/check-id.js";
import { openFailures, type CheckResult } from "../report/report.js";
import { allCauses } from "./all-causes.js";
import type { Cause, ProbeContext, Symptoms, Trouble } from "./cause.js";
import { checkEntries } from "./check-entries.js";
import { deathEntries } from "./death-entries.js";
import { challengeTrouble, diesOf, effectTrouble, eventTrouble, failureOf } from "./troubles.js";
import { whatWasSeen } from "./what-was-seen.js";

/** What probes work with, the same for all of them. */
export interface FindCausesOptions extends Omit<ProbeContext, "symptoms" | "check" | "signal"> {
  /** Ends the search: what was found by then is returned. */
  readonly signal?: AbortSignal;
  /** Real milliseconds after which no more is tried; default 10,000. */
  readonly budgetMs?: number;
  /** Default: all that are known. */
  readonly causes?: readonly Cause[];
}

const texts = createTexts("cause", {
  "run-again": {
    en: "Then run the suite again: most other results follow from this.",
    zh: "然后重新运行整套检查：其余结果大多由此引起。",
  },
});

const mostEntries = 3;

/** What Feishu sends before anything else. */
const firstChecks: ReadonlySet<CheckId> = new Set(["challenge/echo", "event/accepted"]);

/**
 * What to mend first, each with its proof where a probe found one, and else with what was seen.
 * @param options left out where nothing more may be sent: then only what the report itself tells is said
 */
export async function findCauses(
  symptoms: Symptoms,
  options?: FindCausesOptions,
): Promise<readonly StartWith<Text>[]> {
  if (!isUnwell(symptoms)) return [];
  const deaths = deathEntries(symptoms);
  // What dies of an attack only still has to take what Feishu sends.
  const atOnce = deaths.filter(({ check }) => firstChecks.has(check));
  const genuine = deaths.filter(
    ({ check }) => !firstChecks.has(check) && !check.startsWith("security/"),
  );
  const hostile = deaths.filter(({ check }) => check.startsWith("security/"));
  const troubles = options
    ? troublesOf(symptoms, options.contact)
    : new Map<Trouble, CheckResult<Text>>();
  const proved = options && troubles.size > 0 ? await probeAll(symptoms, troubles, options) : [];
  const explained = new Set(proved.flatMap(({ explains }) => explains));
  const left = [...troubles].filter(
    ([trouble, { id }]) =>
      !explained.has(trouble) &&
      !deaths.some(({ check }) => check === id) &&
      !(genuine.length > 0 && options !== undefined && diesOf(options.contact)),
  );
  const seen = options
    ? whatWasSeen(left, { ...options, symptoms, proved: proved.map(({ entry }) => entry.cause) })
    : [];
  const known = proved.map(({ entry }) => entry);
  const causes = [...known, ...atOnce, ...seen, ...genuine, ...hostile];
  const followed = troubles.has("event");
  const others = followed
    ? []
    : checkEntries(symptoms, causes, { skipChallenge: troubles.has("challenge") });
  const entries = [...causes, ...others].slice(0, mostEntries);
  return followed ? withRunAgain(entries, symptoms) : entries;
}

const isUnwell = (symptoms: Symptoms): boolean =>
  openFailures(symptoms).length > 0 ||
  symptoms.findings.length > 0 ||
  symptoms.checks.some(({ verdict }) => verdict === "warn");

function troublesOf(symptoms: Symptoms, contact: FirstContact): Map<Trouble, CheckResult<Text>> {
  const found: readonly (readonly [Trouble, CheckResult<Text> | undefined])[] = [
    ["challenge", challengeTrouble(symptoms, contact)],
    ["flaky", failureOf(symptoms, "event/flaky")],
    ["event", eventTrouble(symptoms, contact)],
    ["no-effect", effectTrouble(symptoms, contact)],
  ];
  return new Map(found.flatMap(([trouble, check]) => (check ? [[trouble, check]] : [])));
}

interface Proved {
  readonly entry: StartWith<Text>;
  readonly explains: readonly Trouble[];
}

/** Tries cause after cause, until all that is wrong is explained or the time is over. */
async function probeAll(
  symptoms: Symptoms,
  troubles: ReadonlyMap<Trouble, CheckResult<Text>>,
  options: FindCausesOptions,
): Promise<readonly Proved[]> {
  const { wall, signal, budgetMs = 10_000, causes = allCauses } = options;
  const over = new AbortController();
  const timer = wall.setTimer(() => over.abort(), budgetMs);
  const both = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  const proved: Proved[] = [];
  const open = new Set(troubles.keys());
  try {
    for (const cause of causesToTry(causes, symptoms, options.contact)) {
      if (both.aborted || open.size === 0) break;
      const explains = cause.explains.filter((trouble) => open.has(trouble));
      const check = explains.length > 0 ? cause.looksAt(symptoms, options.contact) : undefined;
      if (!check) continue;
      const proof = await cause.probe({ ...options, symptoms, check, signal: both });
      if (!proof) continue;
      for (const trouble of explains) open.delete(trouble);
      const { sentence, fix, evidence } = proof;
      proved.push({
        entry: { cause: cause.id, check: check.id, text: sentences(sentence, fix), evidence },
        explains,
      });
    }
  } finally {
    timer.cancel();
  }
  return proved;
}

/**
 * A receiver that hangs up has mostly died of decrypting, or of what it found then. That is all that is tried
 * where its exception is known: each other trial would cost a restart.
 */
function causesToTry(causes: readonly Cause[], { findings }: Symptoms, contact: FirstContact) {
  if (!diesOf(contact)) return causes;
  const isLikely = ({ id }: Cause): boolean =>
    id === "wrong-decryption" || id === "refuses-content";
  const isKnown = findings.some(
    (finding) => finding.kind === "receiver-died" && finding.lastOutput !== undefined,
  );
  return [
    ...causes.filter(isLikely),
    ...(isKnown ? [] : causes.filter((cause) => !isLikely(cause))),
  ];
}

function withRunAgain(
  entries: readonly StartWith<Text>[],
  symptoms: Symptoms,
): readonly StartWith<Text>[] {
  const [first] = entries;
  if (!first || openFailures(symptoms).length < 2) return entries;
  const again: StartWith<Text> = {
    cause: "run-again",
    check: first.check,
    text: texts("run-again"),
    evidence: [],
  };
  return [...entries, again];
}
