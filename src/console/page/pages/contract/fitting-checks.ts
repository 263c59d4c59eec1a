import type { CheckView } from "../../../console-state.js";
import { state } from "../../live.js";
import { checks } from "./contract-data.js";

/** The checks for the receiver that there is: of a webhook, or of a client of the long connection. */
export function fittingChecks(): readonly CheckView[] {
  const transport = isClient() ? "long-connection" : "webhook";
  return (checks.value ?? []).filter(({ appliesTo }) => appliesTo === transport);
}

/** What a command starts is a client, too, where the app has no URL. */
function isClient(): boolean {
  const { receiver, apps = [] } = state.value ?? {};
  if (receiver?.kind === "command") return apps[0]?.requestUrl === undefined;
  return receiver?.kind === "long-connection";
}
