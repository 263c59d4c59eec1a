import type { CheckView } from "../../../console-state.js";
import { state } from "../../live.js";
import { checks } from "./contract-data.js";

/** The checks for the receiver that there is: of a webhook, or of a client of the long connection. */
export function fittingChecks(): readonly CheckView[] {
  const kind = state.value?.receiver.kind === "long-connection" ? "long-connection" : "webhook";
  return (checks.value ?? []).filter(({ appliesTo }) => appliesTo === kind);
}
