import type { AttemptInput, AttemptResult, Channel } from "./channel.js";
import { defaultLimits } from "./delivery-limits.js";
import type { Outcome } from "./outcome.js";

/** The channel behind a network that can fail: `outage` and `lost-answer` happen here, on any transport. */
export function behindNetwork(channel: Channel, { limitMs = defaultLimits.totalMs } = {}): Channel {
  async function attempt(input: AttemptInput): Promise<AttemptResult> {
    if (input.fault?.name === "outage") return { outcome: outage };
    if (input.fault?.name !== "lost-answer") return channel.attempt(input);
    const result = await channel.attempt({ ...input, fault: undefined });
    return { ...result, outcome: afterLimit(result.outcome, limitMs) };
  }

  return { kind: channel.kind, target: channel.target, attempt, close: () => channel.close() };
}

const outage: Outcome = {
  kind: "unreachable",
  reason: "the network is down (fault outage)",
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
