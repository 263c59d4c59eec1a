import { isRecord } from "../base/json-path.js";
import { jsonText } from "../base/json-text.js";
import { printableLine } from "../base/printable.js";
import type { ConnectionInfo } from "../gateway/connection-info.js";

/** What a command does to connections, and the words that say so. */
export interface GatewayAction {
  /** As the control API calls it: "kick". */
  readonly name: string;
  readonly body: object;
  /** "Kicked" */
  readonly done: string;
  /** "kick" */
  readonly verb: string;
}

/** "Kicked 2 connections of cli_…: connection-1, connection-2." One line per app; empty without connections. */
export function describeAction(
  { done }: GatewayAction,
  connections: readonly ConnectionInfo[],
): string {
  const appIds = [...new Set(connections.map(({ appId }) => appId))];
  return appIds
    .map((appId) => {
      const own = connections.filter((each) => each.appId === appId);
      const ids = own.map(({ id }) => printableLine(id)).join(", ");
      return `${done} ${countOf(own.length)} of ${printableLine(appId)}: ${ids}.\n`;
    })
    .join("");
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
export function describeOutage(result: unknown): string {
  const { outage, closed = 0 } = isRecord(result) ? result : {};
  switch (outage) {
    case "unreachable":
      return `The gateway is unreachable now: closed ${countOf(Number(closed))}. "mocklark gateway outage none" ends it.`;
    case "silent-endpoint":
      return 'The endpoint accepts requests now and answers none. "mocklark gateway outage none" ends it.';
    default:
      return "There is no outage any more.";
  }
}

/** What the control API answers to a planned refusal. */
export const describeRefusal = (plan: {
  readonly refusal: string;
  readonly count: number;
}): string =>
  plan.count === 0
    ? `No client is turned away with ${plan.refusal} any more.`
    : `The next ${plan.count === 1 ? "client" : `${plan.count} clients`} will be turned away with ${plan.refusal}.`;

const countOf = (count: number): string => `${count} ${count === 1 ? "connection" : "connections"}`;
