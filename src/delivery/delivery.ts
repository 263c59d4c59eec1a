import type { FeishuEvent } from "../event/feishu-event.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import type { Channel } from "./channel.js";
import type { Outcome } from "./outcome.js";

/**
 * Pending: attempts are still to come, if need be in the next process. Cancelled: stopped on our side,
 * so whether the receiver has the event is told by the attempts made until then.
 */
export type DeliveryStatus = "pending" | "succeeded" | "given-up" | "cancelled";

/** What was decided after an attempt. Times are simulated Unix milliseconds. */
export type NextStep =
  | { readonly kind: "succeeded" }
  | { readonly kind: "retry"; readonly waitMs: number; readonly dueAtMs: number }
  | { readonly kind: "given-up" }
  | { readonly kind: "cancelled" };

export interface AttemptRecord {
  /** 1 for the first; duplicates go on counting. */
  readonly attempt: number;
  /** Simulated Unix milliseconds. */
  readonly startedAtMs: number;
  /** `X-Lark-Request-Timestamp` as sent: seconds, on whichever clock the policy says. */
  readonly timestamp?: string;
  /**
   * `broken-off` with fault "cancelled" or "process-ended" stands for an attempt that was cut short on
   * our side: whether the receiver got it is not known.
   */
  readonly outcome: Outcome;
  /** For a duplicate only "succeeded" or "given-up": nothing follows it. */
  readonly next: NextStep;
  /** Sent again after a success, as an at-least-once platform may. Never changes the status. */
  readonly duplicate?: true;
}

/** The life of one event at one receiver. The object grows while the delivery is pending. */
export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
  /** A URL or an app id. */
  readonly target: string;
  readonly channel: Channel["kind"];
  /** When the dispatcher took the event on, simulated Unix milliseconds. */
  readonly acceptedAtMs: number;
  readonly status: DeliveryStatus;
  readonly attempts: readonly AttemptRecord[];
}

/** Watches deliveries. An observer that throws is reported once and no longer called. */
export interface DeliveryObserver {
  /** The dispatcher took it on; one of an earlier process may have attempts already. */
  deliveryAccepted?(delivery: Delivery, event: FeishuEvent): void;
  attemptStarted?(delivery: Delivery, started: AttemptStart): void;
  /** @param request what was put on the wire, if anything; absent on the long connection */
  attemptEnded?(delivery: Delivery, record: AttemptRecord, request?: WebhookRequest): void;
  retryPlanned?(delivery: Delivery, retry: PlannedRetry): void;
  deliveryEnded?(delivery: Delivery): void;
}

export interface AttemptStart {
  readonly attempt: number;
  readonly startedAtMs: number;
  readonly duplicate?: true;
}

export interface PlannedRetry {
  /** The number of the attempt that is to come. */
  readonly attempt: number;
  readonly waitMs: number;
  readonly dueAtMs: number;
}
