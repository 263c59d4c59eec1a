import {
  listOf,
  numberFrom,
  oneOf,
  type OptionTable,
  probability,
  trueOrFalse,
  wholeNumberFrom,
} from "../base/option-check.js";

/**
 * How deliveries are made. The defaults are what Feishu documents or what was seen of it; where nobody
 * knows what the platform does, the field says so, and the default is the choice that is safer for a
 * receiver to be tested with.
 * @see https://open.feishu.cn/document/server-docs/event-subscription-guide/overview
 */
export interface DeliveryPolicy {
  /**
   * Simulated milliseconds between a failed attempt and the next. Documented: 15 s, 5 min, 1 h, 6 h,
   * so five attempts in all.
   */
  readonly waitsMs: readonly number[];
  /** Documented: only HTTP 200 counts. Unknown whether another 2xx would do; strict finds more. */
  readonly successStatuses: readonly number[];
  /** How many redirects are followed. Unknown; 0, because the documentation asks for a 200 itself. */
  readonly followRedirects: number;
  /**
   * Whether every attempt gets its own timestamp, nonce and signature. Unknown; true, because a receiver
   * that refuses old timestamps could otherwise never accept a retry.
   */
  readonly resign: boolean;
  /** Whether every attempt is encrypted under a new IV. Unknown; true, as it follows from signing afresh. */
  readonly reencrypt: boolean;
  /**
   * Which clock `X-Lark-Request-Timestamp` shows. "wall", because the receiver lives in real time and its
   * replay window must not refuse a retry of a fast-forwarded ladder; "simulated" to test just that.
   */
  readonly timestamps: "wall" | "simulated";
  /**
   * Head of line: an event is held until the one before it, to the same target, has ended. False, because
   * this event is not among those the documentation calls ordered. What the platform does once the
   * event in front is given up is unknown; here the next one then goes out.
   */
  readonly ordered: boolean;
  /**
   * How likely (0..1) an event that succeeded is sent once more. Documented only as "at least once";
   * 0, so that duplicates come when they are asked for.
   */
  readonly duplicateProbability: number;
  /** Simulated milliseconds between the success and its duplicate. Unknown; one second. */
  readonly duplicateDelayMs: number;
}

export const defaultDeliveryPolicy: DeliveryPolicy = {
  waitsMs: [15_000, 300_000, 3_600_000, 21_600_000],
  successStatuses: [200],
  followRedirects: 0,
  resign: true,
  reencrypt: true,
  timestamps: "wall",
  ordered: false,
  duplicateProbability: 0,
  duplicateDelayMs: 1_000,
};

export const policyOptions: OptionTable<DeliveryPolicy> = {
  waitsMs: listOf(numberFrom(0)),
  successStatuses: listOf(wholeNumberFrom(100)),
  followRedirects: wholeNumberFrom(0),
  resign: trueOrFalse,
  reencrypt: trueOrFalse,
  timestamps: oneOf(["wall", "simulated"]),
  ordered: trueOrFalse,
  duplicateProbability: probability,
  duplicateDelayMs: numberFrom(0),
};
