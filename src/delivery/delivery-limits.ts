import { numberFrom, type OptionTable, wholeNumberFrom } from "../base/option-check.js";

/** How long Feishu waits for a receiver, in real time, and how much of an answer is kept. */
export interface DeliveryLimits {
  /** Name resolution and TCP connect together. */
  readonly connectMs: number;
  /** The whole attempt, from the start of connecting to the last byte of the answer's body. */
  readonly totalMs: number;
  /** In place of `totalMs` for a url_verification request. */
  readonly challengeMs: number;
  /** What is kept of an answer's body; the rest is read and thrown away. */
  readonly maxResponseBytes: number;
}

/**
 * Feishu's own limits: 2 s to connect, 3 s overall, 1 s for the challenge.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/choose-a-subscription-mode/send-notifications-to-developers-server
 */
export const defaultLimits: DeliveryLimits = {
  connectMs: 2_000,
  totalMs: 3_000,
  challengeMs: 1_000,
  maxResponseBytes: 65_536,
};

export const limitOptions: OptionTable<DeliveryLimits> = {
  connectMs: numberFrom(1),
  totalMs: numberFrom(1),
  challengeMs: numberFrom(1),
  maxResponseBytes: wholeNumberFrom(0),
};
