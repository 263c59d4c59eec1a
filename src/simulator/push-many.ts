import type { Delivery } from "../delivery/delivery.js";
import type { PushOptions, Simulator } from "./simulator.js";

export interface PushManyOptions extends Omit<PushOptions, "event"> {
  readonly count: number;
  /** Events a second; default: as fast as the receiver answers. */
  readonly ratePerSecond?: number;
  /** Called as each delivery ends. */
  readonly onEnded?: (delivery: Delivery, summary: PushSummary) => void;
}

/** What came of a number of deliveries. Every started one is counted exactly once when all is over. */
export interface PushSummary {
  started: number;
  succeeded: number;
  givenUp: number;
  cancelled: number;
  attempts: number;
  /** Deliveries none of whose attempts reached anybody. */
  unreachable: number;
}

/**
 * Delivers `count` generated events, as many at once as the simulator's `maxInFlight` allows, keeping
 * nothing of an ended delivery but its count. Aborting the signal starts no more and cancels what waits.
 * @throws MocklarkError when an event cannot be sent at all; the deliveries under way end first
 */
export async function pushMany(
  simulator: Simulator,
  { count, ratePerSecond, onEnded, ...wish }: PushManyOptions,
): Promise<PushSummary> {
  const summary: PushSummary = {
    started: 0,
    succeeded: 0,
    givenUp: 0,
    cancelled: 0,
    attempts: 0,
    unreachable: 0,
  };
  let misuse: { readonly error: unknown } | undefined;
  const { wall } = simulator.clock;
  const startedAt = wall.elapsed();

  let underWay = 0;
  let awaitEnd: (() => void) | undefined;

  async function deliverOne(): Promise<void> {
    underWay++;
    try {
      const delivery = await simulator.push(wish);
      tally(summary, delivery);
      onEnded?.(delivery, summary);
    } catch (error) {
      misuse ??= { error };
    } finally {
      underWay--;
      if (underWay === 0) awaitEnd?.();
    }
  }

  while (summary.started < count && !misuse && wish.signal?.aborted !== true) {
    await simulator.room();
    if (ratePerSecond !== undefined) {
      // The rate is the receiver's: real time, also when retries run in simulated time.
      const aheadMs = startedAt + (summary.started * 1000) / ratePerSecond - wall.elapsed();
      // A timer cannot wait for less than a millisecond: what is due within one goes out together.
      if (aheadMs >= 1) await new Promise<void>((resolve) => wall.setTimer(resolve, aheadMs));
    }
    summary.started++;
    void deliverOne();
  }
  if (underWay > 0) await new Promise<void>((resolve) => (awaitEnd = resolve));
  if (misuse) throw misuse.error;
  return summary;
}

function tally(summary: PushSummary, { status, attempts }: Delivery): void {
  summary.attempts += attempts.length;
  if (status === "succeeded") summary.succeeded++;
  else if (status === "given-up") summary.givenUp++;
  else summary.cancelled++;
  if (attempts.length > 0 && attempts.every(({ outcome }) => isUnreachable(outcome.kind))) {
    summary.unreachable++;
  }
}

/** True for outcomes that say nobody was there, rather than that somebody answered badly. */
export function isUnreachable(kind: Delivery["attempts"][number]["outcome"]["kind"]): boolean {
  return kind === "refused" || kind === "unreachable" || kind === "dns-failed";
}
