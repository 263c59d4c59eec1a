import {
  abortSignal,
  createOptionCheck,
  functionToCall,
  listOf,
  numberFrom,
  text,
  wholeNumberFrom,
} from "../base/option-check.js";
import { sleepUnlessAborted } from "../base/sleep.js";
import type { Delivery } from "../delivery/delivery.js";
import { simulatorTexts } from "./simulator-texts.js";
import type { Simulator } from "./simulator.js";
import { type PushOptions, pushOptions } from "./simulator-options.js";

export interface PushManyOptions extends Omit<PushOptions, "event"> {
  readonly count: number;
  /** Event types to be taken in turn, in place of `type`. */
  readonly types?: readonly string[];
  /** Events a second; default: as fast as the receiver answers. */
  readonly ratePerSecond?: number;
  /** Aborted: starts no more, and lets what is under way end or, with a journal, be left for the next process. */
  readonly stop?: AbortSignal;
  /** Called as each delivery ends. */
  readonly onEnded?: (delivery: Delivery, summary: PushSummary) => void;
}

const checkOptions = createOptionCheck<PushManyOptions>(simulatorTexts("push-events"), {
  ...pushOptions,
  count: wholeNumberFrom(0),
  types: listOf(text),
  ratePerSecond: numberFrom(Number.MIN_VALUE),
  stop: abortSignal,
  onEnded: functionToCall,
});

/** What came of a number of deliveries. Every started one is counted exactly once when all is over. */
export interface PushSummary {
  started: number;
  succeeded: number;
  givenUp: number;
  cancelled: number;
  /** Still owed: the journal's next process goes on with them. */
  left: number;
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
  options: PushManyOptions,
): Promise<PushSummary> {
  checkOptions(options);
  const { count, types = [], ratePerSecond, onEnded, stop, ...wish } = options;
  const summary: PushSummary = {
    started: 0,
    succeeded: 0,
    givenUp: 0,
    cancelled: 0,
    left: 0,
    attempts: 0,
    unreachable: 0,
  };
  let misuse: { readonly error: unknown } | undefined;
  const { wall } = simulator.clock;
  const startedAt = wall.elapsed();

  let underWay = 0;
  let awaitEnd: (() => void) | undefined;

  async function deliverOne(index: number): Promise<void> {
    underWay++;
    try {
      const delivery = await simulator.push({ ...wish, ...typeInTurn(types, index) });
      tally(summary, delivery);
      onEnded?.(delivery, summary);
    } catch (error) {
      // Told to stop between taking the event on and sending it: it never started.
      if (stop?.aborted === true) summary.started--;
      else misuse ??= { error };
    } finally {
      underWay--;
      if (underWay === 0) awaitEnd?.();
    }
  }

  const isOver = (): boolean =>
    misuse !== undefined || wish.signal?.aborted === true || stop?.aborted === true;

  while (summary.started < count && !isOver()) {
    await simulator.room();
    if (isOver()) break;
    if (ratePerSecond !== undefined) {
      // The rate is the receiver's: real time, also when retries run in simulated time.
      const aheadMs = startedAt + (summary.started * 1000) / ratePerSecond - wall.elapsed();
      // A timer cannot wait for less than a millisecond: what is due within one goes out together.
      if (aheadMs >= 1) await sleepUnlessAborted(wall, aheadMs, [wish.signal, stop]);
    }
    if (isOver()) break;
    void deliverOne(summary.started++);
  }
  if (underWay > 0) await new Promise<void>((resolve) => (awaitEnd = resolve));
  if (misuse) throw misuse.error;
  return summary;
}

/** The type of the event with this number, the first being 0; nothing where there are no types. */
export function typeInTurn(types: readonly string[], index: number): { readonly type?: string } {
  const type = types[index % types.length];
  return type === undefined ? {} : { type };
}

function tally(summary: PushSummary, { status, attempts }: Delivery): void {
  summary.attempts += attempts.length;
  if (status === "succeeded") summary.succeeded++;
  else if (status === "given-up") summary.givenUp++;
  else if (status === "pending") summary.left++;
  else summary.cancelled++;
  if (attempts.length > 0 && attempts.every(({ outcome }) => isUnreachable(outcome.kind))) {
    summary.unreachable++;
  }
}

/** True for outcomes that say nobody was there, rather than that somebody answered badly. */
export function isUnreachable(kind: Delivery["attempts"][number]["outcome"]["kind"]): boolean {
  return kind === "refused" || kind === "unreachable" || kind === "dns-failed";
}
