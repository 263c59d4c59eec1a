import type { Clock } from "../base/clock.js";
import type { AttemptInput, AttemptResult, Channel } from "../delivery/channel.js";
import type { AppConnections } from "./app-connections.js";
import type { Pusher } from "./pusher.js";

export interface LongConnectionChannelOptions {
  readonly line: AppConnections;
  readonly push: Pusher;
  /** Its simulated time stands still while an attempt is on its way. */
  readonly clock: Clock;
  /** How many real milliseconds a client may take to come back. */
  readonly returnMs: () => number;
}

/** Reaches an app over its long connections, behind the seam that webhooks have, too. */
export function createLongConnectionChannel(options: LongConnectionChannelOptions): Channel {
  const { line, push, clock, returnMs } = options;

  async function attempt(input: AttemptInput): Promise<AttemptResult> {
    const outcome = await clock.track(push(input));
    // The client returns in real time. A simulated retry comes at once and would find nobody.
    const comingBack = outcome.kind === "acknowledged" ? undefined : line.comingBack(returnMs());
    if (comingBack) void clock.track(comingBack);
    return { outcome };
  }

  return {
    kind: "long-connection",
    target: line.app.appId,
    attempt,
    close: () => Promise.resolve(),
  };
}
