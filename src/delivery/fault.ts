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

export interface Fault {
  readonly name: FaultName;
  /** `body-in-pieces`, `cut-in-body`: byte offsets to cut at; default: inside the first multi-byte character, else the middle. */
  readonly cutAt?: readonly number[];
  /** `slow-body`: real milliseconds between pieces; default 100. */
  readonly pauseMs?: number;
}
