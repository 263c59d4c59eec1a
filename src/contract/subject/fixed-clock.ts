import { MocklarkError } from "../../base/errors.js";
import type { Text } from "../../base/text.js";
import type { CheckReceiverOptions } from "../check-receiver-options.js";
import { subjectTexts as texts } from "./subject-texts.js";

/** @throws MocklarkError USAGE for a way that needs a process of ours where there is none */
export function refuseClockOfNoProcess({ receiverClock, exec }: CheckReceiverOptions): void {
  if (exec !== undefined || (receiverClock !== "node" && receiverClock !== "faketime")) return;
  throw new MocklarkError("USAGE", texts("clock-of-no-process", { setting: receiverClock }), {
    remedy: texts("clock-of-no-process-remedy"),
  });
}

/** Why the receiver's clock is left as it is; undefined where it may be moved. */
export function whyClockIsFixed({ target, receiverClock }: CheckReceiverOptions): Text | undefined {
  if (receiverClock === "off") {
    return texts("clock-off");
  }
  const isInProcess =
    target !== undefined && typeof target !== "string" && !(target instanceof URL);
  if (!isInProcess) return undefined;
  return texts("clock-in-process");
}
