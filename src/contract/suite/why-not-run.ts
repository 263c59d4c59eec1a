import type { Text } from "../../base/text.js";
import type { App } from "../../event/app.js";
import type { EventTypes } from "../../event/event-types.js";
import type { CheckId } from "../report/check-id.js";
import type { Judgement } from "../report/verdict.js";
import { unmetNeed, type Check, type Phase } from "./check.js";
import { mostDeaths } from "./deaths.js";
import type { FirstContact } from "./first-contact.js";
import type { RunRecord } from "./run-record.js";
import { suiteTexts as texts } from "./suite-texts.js";

/** How a run stands when a check is due. */
export interface RunState {
  readonly app: App;
  readonly types: EventTypes;
  readonly managed: boolean;
  /** Why the receiver's clock is left as it is; undefined where it may be moved. */
  readonly fixedClock: Text | undefined;
  /** False once the receiver died and did not come back. */
  readonly usable: boolean;
  readonly contact: FirstContact | undefined;
  readonly record: RunRecord;
  readonly deaths: number;
  /** The first failure, where the run is to stop at it. */
  readonly failedFirst: CheckId | undefined;
  /** Why the run is over. */
  readonly over: Text | undefined;
}

/** As many requests in vain show that none will be answered. */
const enoughSilence = 6;

/** Phases whose requests a receiver may die of. */
const attackPhases: ReadonlySet<Phase> = new Set(["hostile", "destructive"]);

/** Whether the check sends what is not to be taken. */
export const isAttack = ({ phase = "together" }: Check): boolean => attackPhases.has(phase);

/** What to say of a check in place of trying it; undefined when there is no reason not to. */
export function whyNotRun(check: Check, state: RunState): Judgement | undefined {
  const { app, types, managed, fixedClock, failedFirst, over, contact, deaths } = state;
  const need = unmetNeed(check, { app, types, managed, fixedClock });
  if (need !== undefined) return { kind: "not-applicable", reason: need };
  if (failedFirst !== undefined) {
    return { kind: "not-applicable", reason: texts("failed-before", { check: failedFirst }) };
  }
  if (over !== undefined) return undecided(over);
  const proven = contact && provenBy(contact, check);
  if (proven !== undefined) return undecided(proven);
  if (check.phase !== "review" && answersNothing(state.record)) {
    return undecided(texts("nothing-answered"));
  }
  if (deaths >= mostDeaths && isAttack(check)) {
    return undecided(texts("died-before", { deaths }));
  }
  if (!state.usable) return undecided(texts("not-back"));
  return undefined;
}

/** What the first requests have proved is not waited for again. */
function provenBy({ reception, frozenAfterAnswer }: FirstContact, check: Check): Text | undefined {
  if (reception === "silent" && check.judgesRefusal !== true) {
    return texts("answers-nothing");
  }
  if (check.judgesAnswers !== true) return undefined;
  if (frozenAfterAnswer) {
    return texts("waits-for-next");
  }
  if (reception === "late") {
    return texts("answers-late");
  }
  if (reception === "dies" || reception === "hangs-up") {
    return texts("ends-at-events");
  }
  return undefined;
}

/** More of the same would take three seconds each, and tell no more. */
function answersNothing({ exchanges }: RunRecord): boolean {
  const kinds = exchanges.map(({ exchange }) => exchange.outcome.kind);
  // What we broke off ourselves says nothing.
  const waited = kinds.filter((kind) => kind !== "broken-off");
  return waited.length >= enoughSilence && waited.every((kind) => kind === "timed-out");
}

const undecided = (reason: Text): Judgement => ({ kind: "undecided", reason });
