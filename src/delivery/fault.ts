import {
  listOf,
  numberFrom,
  oneOf,
  type OptionTable,
  wholeNumberFrom,
} from "../base/option-check.js";

/**
 * Things that go wrong between Feishu and a webhook; by name in scenarios, flags and `push`.
 *
 * - `body-in-pieces`: the body comes in several TCP writes, cut at `cutAt`
 * - `slow-body`: the body comes in ten pieces, `pauseMs` apart
 * - `cut-in-body`: the connection is closed in the middle of the body
 * - `reset`: the connection is reset in the middle of the body
 * - `half-close`: our side of the connection ends behind the request; the answer is still read
 * - `wrong-content-length`: Content-Length announces `lengthOffset` bytes more than come
 * - `pipelined`: the request twice, back to back on one connection; the outcome is the second's
 * - `clock-skew`: X-Lark-Request-Timestamp is `skewMs` off, and the signature is made over it
 */
export const faultNames = [
  "body-in-pieces",
  "slow-body",
  "cut-in-body",
  "reset",
  "half-close",
  "wrong-content-length",
  "pipelined",
  "clock-skew",
] as const;

export type FaultName = (typeof faultNames)[number];

/**
 * Things that go wrong on one attempt over a long connection.
 *
 * - `kill-connection`: the chosen connection's TCP is destroyed instead of the push
 * - `kill-after-push`: the event is pushed, then the TCP connection is destroyed
 * - `close-connection`: the chosen connection is closed cleanly instead of the push
 * - `silence`: the chosen connection goes half-open: open, but nothing is sent or read any more
 * - `delay`: the push comes `pauseMs` late
 * - `fragments`, `-out-of-order`, `-missing`, `-slow`: the event in three pieces
 * - `duplicate-push`: the event is pushed twice, under two message ids
 * - `garbage-frame`: a frame that cannot be decoded comes before the event
 * - `lost-ack`: the client's acknowledgement is ignored
 */
export const connectionFaultNames = [
  "kill-connection",
  "kill-after-push",
  "close-connection",
  "silence",
  "delay",
  "fragments",
  "fragments-out-of-order",
  "fragments-missing",
  "fragments-slow",
  "duplicate-push",
  "garbage-frame",
  "lost-ack",
] as const;

export type ConnectionFaultName = (typeof connectionFaultNames)[number];

/**
 * Things that go wrong between Feishu and a receiver whatever the transport.
 *
 * - `outage`: nothing gets through, the attempt reaches nobody
 * - `lost-answer`: the receiver gets the event and answers, but the answer comes too late to count
 * - `concurrent-copies`: the event three times at once; the outcome is the first copy's
 * - `out-of-order`: the attempt is held back for `pauseMs`, and what is sent meanwhile overtakes it
 */
export const networkFaultNames = [
  "outage",
  "lost-answer",
  "concurrent-copies",
  "out-of-order",
] as const;

export type NetworkFaultName = (typeof networkFaultNames)[number];

/** A fault of the network or of one transport; each channel refuses the other's as misuse. */
export interface Fault {
  readonly name: NetworkFaultName | FaultName | ConnectionFaultName;
  /** `body-in-pieces`, `cut-in-body`, `reset`: byte offsets to cut at; default: inside the first multi-byte character, else the middle. */
  readonly cutAt?: readonly number[];
  /**
   * Real milliseconds. `slow-body`: between pieces, default 100; `body-in-pieces` likewise, default 5;
   * `cut-in-body`, `reset`: before the end, default 5. `delay`, `out-of-order`: before the sending, default 500.
   * Fragments: between fragments, default 50, for `fragments-slow` 1000.
   */
  readonly pauseMs?: number;
  /** `wrong-content-length`: bytes announced beyond the body's own; negative announces fewer. Default 16. */
  readonly lengthOffset?: number;
  /** `clock-skew`: milliseconds the platform's clock is ahead; negative is behind. Default 60,000. */
  readonly skewMs?: number;
}

export const faultOptions: OptionTable<Fault> = {
  name: oneOf([...networkFaultNames, ...faultNames, ...connectionFaultNames]),
  cutAt: listOf(wholeNumberFrom(0)),
  pauseMs: numberFrom(0),
  lengthOffset: wholeNumberFrom(Number.MIN_SAFE_INTEGER),
  skewMs: numberFrom(Number.MIN_SAFE_INTEGER),
};

/** A fault of the webhook's side. */
export type WebhookFault = Fault & { readonly name: FaultName };

export function isWebhookFault(fault: Fault): fault is WebhookFault {
  return (faultNames as readonly string[]).includes(fault.name);
}

export function isConnectionFaultName(name: string): name is ConnectionFaultName {
  return (connectionFaultNames as readonly string[]).includes(name);
}

export function isNetworkFaultName(name: string): name is NetworkFaultName {
  return (networkFaultNames as readonly string[]).includes(name);
}
