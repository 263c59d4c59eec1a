import type { WallClock } from "../../base/clock.js";
import type { Text } from "../../base/text.js";
import type { Gateway } from "../../gateway/gateway.js";

/** Its process ended; `lastError` is what it wrote to stderr last. */
export interface ClientEnd {
  readonly kind: "ended";
  readonly exit: Text;
  readonly lastError?: string | undefined;
}

/** What became of a client whose connection was lost. */
export type Return =
  | { readonly kind: "back"; readonly afterMs: number }
  | ClientEnd
  /** It tries to connect with the URL of an earlier connection, which lets nobody in again. */
  | { readonly kind: "reuses-url" }
  /** `tries`: how often it asked or connected meanwhile. */
  | { readonly kind: "away"; readonly waitedMs: number; readonly tries: number };

/** How a client stood an outage. */
export interface Endured {
  readonly forMs: number;
  /** How often it tried in vain. */
  readonly tries: number;
  /** What became of it once the server was there again. */
  readonly after: Return;
}

export interface ReturnOptions {
  readonly gateway: Gateway;
  readonly wall: WallClock;
  readonly withinMs: number;
  /** How the client's process ended, if it is ours and did. */
  readonly ended: () => ClientEnd | undefined;
}

/** So many tries with a used ticket, and no question in between, are no chance. */
const provenReuse = 2;

const pollMs = 50;

/** Does something that costs the client its connection, and waits until it is back or cannot come any more. */
export function returnAfter(act: () => void, options: ReturnOptions): Promise<Return> {
  const { gateway, wall, withinMs, ended } = options;
  const startedAt = wall.elapsed();
  return new Promise((resolve) => {
    let tries = 0;
    let reused = 0;
    let timer = wall.setTimer(look, pollMs);
    const stop = gateway.observe({
      connectionReady: () => end({ kind: "back", afterMs: wall.elapsed() - startedAt }),
      triedInVain: () => void tries++,
      endpointAsked() {
        tries++;
        reused = 0;
      },
      handshakeRefused({ usedTicket }) {
        tries++;
        if (usedTicket === true) reused++;
      },
    });

    function end(result: Return): void {
      stop();
      timer.cancel();
      resolve(result);
    }

    function look(): void {
      const waitedMs = wall.elapsed() - startedAt;
      const exit = ended();
      if (exit) return end(exit);
      if (reused >= provenReuse) return end({ kind: "reuses-url" });
      if (waitedMs >= withinMs) return end({ kind: "away", waitedMs, tries });
      timer = wall.setTimer(look, Math.min(pollMs, withinMs - waitedMs));
    }

    act();
  });
}
