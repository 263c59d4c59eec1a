import type { Text } from "../../base/text.js";
import type { CheckResult } from "../report/report.js";

/** What a client does first comes first: what goes wrong there spoils what follows. */
const order = [
  "connection/opens",
  "connection/empty-token",
  "connection/acks-event",
  "connection/pings",
  "connection/reconnects",
];

/** Where a failure of the long connection stands among the others; a process that ends comes before all but no connection. */
export function connectionRank({ id, reason }: CheckResult<Text>): number {
  const index = order.indexOf(id);
  if (index === 0) return 0;
  if (saysExit(reason)) return 1;
  return index === -1 ? order.length + 1 : index + 1;
}

/** Whether it says how the client's process ended. */
const saysExit = (reason: Text): boolean => "exit" in reason.toJSON();

/** What is only the consequence of another failure: events that are refused for their token are not acknowledged. */
export const isConsequence = (
  { id }: CheckResult<Text>,
  failures: readonly CheckResult<Text>[],
): boolean =>
  id === "connection/acks-event" &&
  failures.some((failure) => failure.id === "connection/empty-token");
