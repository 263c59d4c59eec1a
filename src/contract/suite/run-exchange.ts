import type { Text } from "../../base/text.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { CheckId } from "../report/check-id.js";
import type { Exchange } from "../report/exchange.js";

/** One exchange of a run, and what it counts for. */
export interface RunExchange {
  readonly check: CheckId;
  /** Which try of the check sent it, from 0. */
  readonly repeats: number;
  /** Counts the check's requests in the order they were sent; answers come in any. */
  readonly order: number;
  readonly exchange: Exchange<Text>;
  /** An event of the type the receiver is for, sent by `deliver` without a fault: what Feishu could have sent. */
  readonly genuine: boolean;
  /** The event, when it had the one plain content. */
  readonly plain?: FeishuEvent;
}

/** A check that failed, and did not when the same was sent again. */
export interface Flip {
  readonly check: CheckId;
  /** The exchange that failed, or whose event was not acted on. */
  readonly exchange: Exchange<Text>;
}

/** Many at once are another matter: there may be too much to do, and of copies any may come first. */
const sendAtOnce: ReadonlySet<CheckId> = new Set([
  "event/concurrent",
  "idempotency/concurrent-duplicates",
]);

/** The plain content, which others get 200 for, was answered with something else, and not for lack of time. */
export function isRefusedByChance({ plain, check, exchange: { outcome } }: RunExchange): boolean {
  if (plain === undefined || outcome.kind !== "answered" || outcome.status === 200) return false;
  return outcome.status !== 429 && outcome.status !== 503 && !sendAtOnce.has(check);
}
