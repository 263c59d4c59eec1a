import { systemWallClock, type WallClock } from "../base/clock.js";
import { sleep } from "../base/sleep.js";
import type { AttemptInput, AttemptResult, Channel } from "./channel.js";
import { defaultLimits } from "./delivery-limits.js";
import { isNetworkFaultName, type NetworkFaultName } from "./fault.js";
import { failureTexts } from "./failure-texts.js";
import { ourReason } from "./outcome-reason.js";
import type { Outcome } from "./outcome.js";

export interface NetworkOptions {
  /** Milliseconds after which an answer is lost; default: Feishu's. */
  readonly limitMs?: number;
  readonly wall?: WallClock;
  /** Whether nothing gets through at present, whatever is planned; default: never. */
  readonly isDown?: () => boolean;
}

/** The channel behind a network that can fail: its faults happen here, on any transport. */
export function behindNetwork(
  channel: Channel,
  {
    limitMs = defaultLimits.totalMs,
    wall = systemWallClock,
    isDown = () => false,
  }: NetworkOptions = {},
): Channel {
  const plays: Readonly<Record<NetworkFaultName, Channel["attempt"]>> = {
    outage: () => Promise.resolve({ outcome: outage }),
    "lost-answer": loseAnswer,
    "concurrent-copies": sendCopies,
    "out-of-order": holdBack,
  };

  function attempt(input: AttemptInput): Promise<AttemptResult> {
    if (isDown()) return Promise.resolve({ outcome: outage });
    const name = input.fault?.name;
    return name !== undefined && isNetworkFaultName(name)
      ? plays[name](input)
      : channel.attempt(input);
  }

  async function loseAnswer(input: AttemptInput): Promise<AttemptResult> {
    const result = await channel.attempt({ ...input, fault: undefined });
    return { ...result, outcome: afterLimit(result.outcome, limitMs) };
  }

  async function sendCopies(input: AttemptInput): Promise<AttemptResult> {
    const copy = { ...input, fault: undefined };
    const first = channel.attempt(copy);
    await Promise.all([first, channel.attempt(copy), channel.attempt(copy)]);
    return first;
  }

  async function holdBack(input: AttemptInput): Promise<AttemptResult> {
    await sleep(wall, input.fault?.pauseMs ?? 500);
    return channel.attempt({ ...input, fault: undefined });
  }

  return { kind: channel.kind, target: channel.target, attempt, close: () => channel.close() };
}

const outage: Outcome = {
  kind: "unreachable",
  ...ourReason(failureTexts("outage")),
  durationMs: 0,
};

/** The answer was there, but for Feishu the limit had passed: what it sees is a time-out. */
function afterLimit(outcome: Outcome, limitMs: number): Outcome {
  if (outcome.kind !== "answered" && outcome.kind !== "acknowledged") return outcome;
  return {
    kind: "timed-out",
    phase: outcome.kind === "answered" ? "response-headers" : "ack",
    durationMs: limitMs,
  };
}
