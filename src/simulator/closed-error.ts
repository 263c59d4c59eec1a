import { MocklarkError } from "../base/errors.js";
import { simulatorTexts } from "./simulator-texts.js";

/** For what a closed simulator would open and never close. */
export const closedError = (
  purpose: "use-receiver" | "deliver-event" | "open-gateway",
): MocklarkError =>
  new MocklarkError("USAGE", simulatorTexts("closed", { purpose: simulatorTexts(purpose) }), {
    remedy: simulatorTexts("before-closing"),
  });
