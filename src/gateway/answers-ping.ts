import type { WebSocket } from "ws";
import type { WallClock } from "../base/clock.js";

let asked = 0;

/**
 * Whether a client answers a WebSocket ping, which every library does by itself: false when the connection
 * ended first, or so many real milliseconds have passed.
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-5.5.2
 */
export function answersPing(
  webSocket: WebSocket,
  { wall, withinMs }: { readonly wall: WallClock; readonly withinMs: number },
): Promise<boolean> {
  if (webSocket.readyState === webSocket.CLOSED) return Promise.resolve(false);
  // A pong to an earlier ping says nothing of now.
  const question = Buffer.from(`now ${++asked}`);
  return new Promise((resolve) => {
    const end = (answered: boolean): void => {
      timer.cancel();
      webSocket.off("pong", onPong);
      webSocket.off("close", onClose);
      resolve(answered);
    };
    const onPong = (data: Buffer): void => {
      if (data.equals(question)) end(true);
    };
    const onClose = (): void => end(false);
    const timer = wall.setTimer(onClose, withinMs, { unref: true });
    webSocket.on("pong", onPong);
    webSocket.on("close", onClose);
    // One that is closing is waited for: whoever looks for another must not find it again at once.
    if (webSocket.readyState === webSocket.OPEN) webSocket.ping(question);
  });
}
