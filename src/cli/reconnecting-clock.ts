import type { Gateway } from "../gateway/gateway.js";
import type { ReceiverClock } from "../receiver/clock/receiver-clock.js";

/** The longest a client may take to come back, in real milliseconds; then it is offline, as any other. */
const comesBackMs = 10_000;

/**
 * The clock of a client of the long connection. A client that finds hours without a pong behind it opens a new
 * connection; what was waited for must not meet the gap that only our jump has made.
 */
export function createReconnectingClock(
  clock: ReceiverClock,
  gateway: Gateway,
  appId: () => string,
): ReceiverClock {
  return {
    ...clock,
    async advance(ms) {
      const wasConnected = gateway.connections().length > 0;
      const advance = await clock.advance(ms);
      if (wasConnected) {
        await gateway.whenAnswering(appId(), { timeoutMs: comesBackMs }).catch(() => undefined);
      }
      return advance;
    },
  };
}
