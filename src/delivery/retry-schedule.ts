import type { DeliveryPolicy } from "./delivery-policy.js";
import type { Outcome } from "./outcome.js";

/** What follows an attempt. `waitMs` is simulated time, counted from the failure. */
export type Next =
  | { readonly kind: "succeeded" }
  | { readonly kind: "retry"; readonly waitMs: number }
  | { readonly kind: "given-up" };

type Ladder = Pick<DeliveryPolicy, "waitsMs" | "successStatuses">;

/**
 * Whether an attempt succeeded, and if not, whether and when it is repeated.
 * @see https://open.feishu.cn/document/server-docs/event-subscription-guide/overview
 */
export function decideNext({
  attempt,
  outcome,
  policy,
}: {
  /** 1 for the first. */
  readonly attempt: number;
  readonly outcome: Outcome;
  readonly policy: Ladder;
}): Next {
  if (isSuccess(outcome, policy)) return { kind: "succeeded" };
  // A failed push is repeated 15 s, 5 min, 1 h and 6 h after the failure before it, then no more.
  const waitMs = policy.waitsMs[attempt - 1];
  return waitMs === undefined ? { kind: "given-up" } : { kind: "retry", waitMs };
}

/** A push succeeds by HTTP 200 in time, whatever the body says; on the long connection by code 200. */
export function isSuccess(outcome: Outcome, policy: Pick<Ladder, "successStatuses">): boolean {
  if (outcome.kind === "answered") return policy.successStatuses.includes(outcome.status);
  return outcome.kind === "acknowledged" && outcome.code === 200;
}
