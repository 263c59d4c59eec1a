import { MocklarkError } from "../base/errors.js";
import { printable } from "../base/printable.js";
import { verbatim } from "../base/text.js";
import {
  parseReceiverClock,
  type ReceiverClockSetting,
} from "../receiver/clock/parse-receiver-clock.js";
import type { ClockTrouble, ReceiverClock } from "../receiver/clock/receiver-clock.js";
import type { ScenarioResult } from "../scenario/run-scenario.js";
import type { Scenario } from "../scenario/scenario.js";
import { runTexts } from "./texts/run-texts.js";

/** What a run does about the receiver's own clock. */
export type ClockPlan =
  | { readonly kind: "left-alone" }
  | {
      readonly kind: "moved";
      readonly how: ReceiverClockSetting;
      /**
       * When it cannot be moved: "fail" ends the run, "unchecked" plays on, "skip" leaves out what needs it
       * and plays the rest as if nobody had asked.
       */
      readonly otherwise: "fail" | "unchecked" | "skip";
    };

/**
 * A way that is named must work; "auto" must not make a pass of what was not tested; and a scenario that
 * requires a moved clock gets one without a flag. Only simulated time that jumps can take another clock along.
 * @throws MocklarkError USAGE
 */
export function planReceiverClock(
  scenarios: readonly Scenario[],
  asked: { readonly clock: string; readonly receiverClock?: string | undefined },
): ClockPlan {
  const { clock, receiverClock } = asked;
  const how = receiverClock === undefined ? undefined : parseReceiverClock(receiverClock);
  if (how === "off") return { kind: "left-alone" };
  if (how === undefined) {
    const isNeeded = scenarios.some(({ requires }) => requires.includes("receiver-clock"));
    return isNeeded && clock === "virtual"
      ? { kind: "moved", how: "auto", otherwise: "skip" }
      : { kind: "left-alone" };
  }
  // On the real clock the receiver waits as long as we do, so there is nothing to move.
  if (how === "auto" && clock === "real") return { kind: "left-alone" };
  if (clock !== "virtual") throw notOnThisClock(how, clock);
  return { kind: "moved", how, otherwise: how === "auto" ? "unchecked" : "fail" };
}

/** What a scenario is played with; undefined: the receiver's clock is nobody's business. */
export function clockForScenario(
  { requires }: Scenario,
  plan: ClockPlan,
  opened: ReceiverClock | ClockTrouble | undefined,
): ReceiverClock | ClockTrouble | undefined {
  if (plan.kind === "left-alone" || opened?.kind !== "not-moved") return opened;
  if (plan.otherwise === "fail") throw notMoved(opened);
  const isUnasked = plan.otherwise === "skip" && !requires.includes("receiver-clock");
  return isUnasked ? undefined : opened;
}

/**
 * A clock that stopped moving half way says nothing of the receiver, unless that failed by itself.
 * @throws MocklarkError ENVIRONMENT
 */
export function assertMoved({ verdict, receiverClock }: ScenarioResult, plan: ClockPlan): void {
  if (plan.kind === "left-alone" || plan.otherwise !== "fail" || verdict === "failed") return;
  const { reason, remedy } = receiverClock ?? {};
  if (reason !== undefined)
    throw notMoved({ reason: verbatim(reason), remedy: verbatim(remedy ?? "") });
}

const notMoved = ({ reason, remedy }: Pick<ClockTrouble, "reason" | "remedy">): MocklarkError =>
  new MocklarkError("ENVIRONMENT", runTexts("clock-not-moved", { reason }), { remedy });

const notOnThisClock = (how: ReceiverClockSetting, clock: string): MocklarkError =>
  new MocklarkError("USAGE", runTexts("clock-does-not-jump", { how: printable(how), clock }), {
    remedy: runTexts("clock-does-not-jump-remedy"),
  });
