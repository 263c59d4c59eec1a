import { MocklarkError } from "../../base/errors.js";
import type { CheckReceiverOptions } from "../check-receiver-options.js";

/** @throws MocklarkError USAGE for a way that needs a process of ours where there is none */
export function refuseClockOfNoProcess({ receiverClock, exec }: CheckReceiverOptions): void {
  if (exec !== undefined || (receiverClock !== "node" && receiverClock !== "faketime")) return;
  throw new MocklarkError(
    "USAGE",
    `Failed to move the receiver's clock by "${receiverClock}": that is done to a process we start.`,
    {
      remedy:
        'Start the receiver with --exec "node server.js", or move its clock with --receiver-clock "command:… {seconds}".',
    },
  );
}

/** Why the receiver's clock is left as it is; undefined where it may be moved. */
export function whyClockIsFixed({
  target,
  receiverClock,
}: CheckReceiverOptions): string | undefined {
  if (receiverClock === "off") {
    return "The receiver's clock is left as it is, with --receiver-clock off.";
  }
  const isInProcess =
    target !== undefined && typeof target !== "string" && !(target instanceof URL);
  if (!isInProcess) return undefined;
  return "The receiver runs in this process, whose clock is not moved: start it with exec to have that judged.";
}
