import { isRecord } from "../base/json-path.js";
import { jsonText } from "../base/json-text.js";
import { printableLine } from "../base/printable.js";
import { lines, type Text } from "../base/text.js";
import type { ConnectionInfo } from "../gateway/connection-info.js";
import { type GatewayAct, gatewayCommandTexts } from "./texts/gateway-command-texts.js";

/** What a command does to connections. */
export interface GatewayAction {
  readonly act: GatewayAct;
  /** As the control API calls it: "kick". */
  readonly name: string;
  readonly body: { readonly delayMs?: number };
}

/** "Kicked 2 connections of cli_…: connection-1, connection-2." One line per app; none without connections. */
export function actionText(
  { act, body: { delayMs = 0 } }: GatewayAction,
  connections: readonly ConnectionInfo[],
): Text {
  const appIds = [...new Set(connections.map(({ appId }) => appId))];
  return lines(
    ...appIds.map((appId) => {
      const own = connections.filter((each) => each.appId === appId);
      const ids = own.map(({ id }) => printableLine(id));
      return gatewayCommandTexts("done", { act, ids, appId: printableLine(appId), delayMs });
    }),
  );
}

/** One JSON object per connection: what was done to which. */
export const actionJson = (
  { name, body }: GatewayAction,
  connections: readonly ConnectionInfo[],
): string =>
  connections
    .map(({ id, appId }) => `${jsonText({ action: name, connection: id, appId, ...body })}\n`)
    .join("");

/** What the control API answers to an outage. */
export function outageText(result: unknown): Text {
  const { outage, closed = 0 } = isRecord(result) ? result : {};
  switch (outage) {
    case "unreachable":
      return gatewayCommandTexts("outage-unreachable", { closed: Number(closed) });
    case "silent-endpoint":
      return gatewayCommandTexts("outage-silent");
    default:
      return gatewayCommandTexts("outage-none");
  }
}
