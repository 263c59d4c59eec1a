/** Things that go wrong between Feishu and a receiver; by name in scenarios, flags and `push`. */
export const faultNames = [
  "body-in-pieces",
  "slow-body",
  "cut-in-body",
  "reset",
  "half-close",
  "wrong-content-length",
  "pipelined",
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

/** A fault of either transport; each channel refuses the other's as misuse. */
export interface Fault {
  readonly name: FaultName | ConnectionFaultName;
  /** `body-in-pieces`, `cut-in-body`: byte offsets to cut at; default: inside the first multi-byte character, else the middle. */
  readonly cutAt?: readonly number[];
  /**
   * Real milliseconds. `slow-body`: between pieces, default 100. `delay`: before the push, default 500.
   * Fragments: between fragments, default 50, for `fragments-slow` 1000.
   */
  readonly pauseMs?: number;
}

export function isConnectionFaultName(name: string): name is ConnectionFaultName {
  return (connectionFaultNames as readonly string[]).includes(name);
}
