import { MocklarkError, messageOf } from "../../base/errors.js";
import type { EnvironmentAddition, ManagedReceiver } from "../managed-receiver.js";
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
      reason: "The receiver's Node is too old to load a preload: it knows no --import.",
      remedy: "Run the receiver on Node 18.18 or newer.",
    };
  }
  return {
    kind: "not-moved",
    reason: `The receiver does not come up when its clock is to be moved. ${messageOf(error)}`,
    remedy:
      'Add --receiver-clock off to leave its clock alone, or --receiver-clock "command:… {seconds}" to move it in a way of your own.',
  };
}
