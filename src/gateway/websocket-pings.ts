import type { Timer, WallClock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import { gatewayTexts } from "./gateway-texts.js";

/**
 * Feishu's server sends pings of the WebSocket itself (opcode 9) beside the answers to those of the
 * client; some clients take a connection without them for dead after 120 s.
 */
export const defaultWebSocketPingMs = 30_000;

/** A timer fires at once beyond it. */
const longestMs = 2_147_483_647;

/** @throws MocklarkError USAGE for anything but whole milliseconds */
export function checkWebSocketPingMs(everyMs: number): number {
  if (Number.isInteger(everyMs) && everyMs >= 0 && everyMs <= longestMs) return everyMs;
  throw new MocklarkError("USAGE", gatewayTexts("no-ping-time", { everyMs }), {
    remedy: gatewayTexts("which-ping-times", { longestMs }),
  });
}

/** Calls `ping` every so many real milliseconds until it is cancelled; 0 is for never. */
export function startWebSocketPings(options: {
  readonly wall: WallClock;
  readonly everyMs: number;
  readonly ping: () => void;
}): Timer {
  const { wall, everyMs, ping } = options;
  if (everyMs === 0) return { cancel() {} };
  // The open connection keeps the process alive, not its pings.
  const arm = (): Timer => wall.setTimer(tick, everyMs, { unref: true });
  let timer = arm();

  function tick(): void {
    timer = arm();
    ping();
  }

  return { cancel: () => timer.cancel() };
}
