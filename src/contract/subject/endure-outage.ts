import type { WallClock } from "../../base/clock.js";
import { sleep } from "../../base/sleep.js";
import type { ClientLine } from "./client-line.js";
import type { Endured } from "./client-return.js";

/** Takes the server away from the client for a while, and waits for it to come back once it is there again. */
export async function endureOutage(
  client: ClientLine,
  options: {
    readonly wall: WallClock;
    readonly forMs: number;
    /** How long the client may take afterwards; default: as long as after any loss. */
    readonly withinMs?: number;
    readonly signal: AbortSignal;
  },
): Promise<Endured> {
  const { gateway } = client;
  const { wall, forMs, withinMs, signal } = options;
  const { returnMs } = client.facts;
  let tries = 0;
  const stop = gateway.observe({ triedInVain: () => void tries++ });
  try {
    gateway.setOutage("unreachable");
    await sleep(wall, forMs);
    signal.throwIfAborted();
  } finally {
    stop();
    if (signal.aborted) gateway.setOutage(undefined);
  }
  const after = await client.returnAfter(() => gateway.setOutage(undefined), withinMs);
  // The tries may be further apart by then, which says nothing about the next loss.
  if (returnMs !== undefined) client.facts.returnMs = returnMs;
  return { forMs, tries, after };
}
