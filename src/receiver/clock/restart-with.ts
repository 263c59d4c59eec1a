import { MocklarkError, textOf } from "../../base/errors.js";
import type { EnvironmentAddition, ManagedReceiver } from "../managed-receiver.js";
import { receiverClockTexts as texts } from "./receiver-clock-texts.js";
import type { ClockTrouble } from "./receiver-clock.js";

/**
 * Restarts a receiver with something added to its environment. If it does not come up with that, it is started
 * without, and what is wrong is returned.
 * @throws MocklarkError ENVIRONMENT when it does not come up without either
 */
export async function restartWith(
  managed: ManagedReceiver,
  addition: EnvironmentAddition,
): Promise<ClockTrouble | undefined> {
  managed.addEnvironment(addition);
  try {
    await managed.restart();
    return undefined;
  } catch (error) {
    managed.addEnvironment(undefined);
    await managed.start();
    return didNotComeUp(error);
  }
}

function didNotComeUp(error: unknown): ClockTrouble {
  const frame = error instanceof MocklarkError ? (error.frame ?? "") : "";
  if (/--import(?:=\S*)? is not allowed in NODE_OPTIONS/.test(frame)) {
    return {
      kind: "not-moved",
      reason: texts("node-too-old"),
      remedy: texts("node-too-old-remedy"),
    };
  }
  return {
    kind: "not-moved",
    reason: texts("does-not-come-up", { problem: textOf(error) }),
    remedy: texts("does-not-come-up-remedy"),
  };
}
