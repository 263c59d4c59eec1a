import type { Text } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { Exchange } from "../report/exchange.js";
import type { ChallengeTrial } from "../subject/challenge-trial.js";

/**
 * How the receiver takes a good plain event. `flaky`: once so and once otherwise. `late`: it answers others,
 * but not this within 3 s. `silent`: neither the event nor the challenge is answered. `hangs-up`: it closes
 * the connection, or is gone. `dies`: it answers with 200 and ends.
 */
export type Reception = "accepted" | "flaky" | "refused" | "late" | "silent" | "hangs-up" | "dies";

/** What the first requests of a run have shown: what every later answer is held against. */
export interface FirstContact {
  readonly reception: Reception;
  /** The good plain events, in the order they were sent. */
  readonly good: readonly GoodTrial[];
  /** The url_verification request in the receiver's own mode. */
  readonly challenge: ChallengeTrial;
  /** What the receiver wrote to stderr at that. */
  readonly challengeStderr: readonly string[];
  /** The same as the very first request after the start. */
  readonly coldChallenge: ChallengeTrial;
  /** What it does after an answer shows only when the next request comes, as where an instance is frozen. */
  readonly frozenAfterAnswer: boolean;
}

export interface GoodTrial {
  readonly event: FeishuEvent;
  readonly exchange: Exchange<Text>;
  readonly outcome: Outcome;
  /** What the receiver wrote to stderr meanwhile. */
  readonly stderr: readonly string[];
}

/** Whether good events are answered with 200 in time, though perhaps not each of them. */
export const takesGoodEvents = ({ reception }: FirstContact): boolean =>
  reception === "accepted" || reception === "flaky";
