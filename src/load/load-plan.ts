/** How much is to arrive at the receiver, and for how long. */
export interface LoadPlan {
  readonly arrivals: Arrivals;
  /** Real milliseconds from the first arrival to the last, the ramp included. */
  readonly durationMs: number;
  /** Milliseconds over which the load grows evenly from nothing; 0: all of it at once. */
  readonly rampMs: number;
}

/**
 * "rate" is the open model: events arrive on time, whatever the receiver does with those before. "concurrency"
 * is the closed one: so many senders, each of which waits for its answer before it sends again.
 */
export type Arrivals =
  | { readonly kind: "rate"; readonly perSecond: number }
  | { readonly kind: "concurrency"; readonly senders: number };
