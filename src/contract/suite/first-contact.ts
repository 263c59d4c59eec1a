import type { Outcome } from "../../delivery/outcome.js";
import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import type { Exchange } from "../report/exchange.js";

/**
 * How the receiver takes a good plain event. `flaky`: not alike twice. `late`: it answers, but not within 3 s.
 * `silent`: neither the event nor the challenge is answered at all. `hangs-up`: it closes the connection.
 */
export type Reception = "accepted" | "refused" | "flaky" | "late" | "silent" | "hangs-up";

/** What the first requests of a run have shown: what every later answer is held against. */
export interface FirstContact {
  readonly reception: Reception;
  /** The good plain events, at most two, in the order they were sent. */
  readonly good: readonly GoodTrial[];
  /** The url_verification request, in the receiver's own mode, after the receiver was warm. */
  readonly challenge: { readonly outcome: Outcome; readonly verified: boolean };
}

export interface GoodTrial {
  readonly event: ReserveConfigEvent;
  readonly exchange: Exchange;
  readonly outcome: Outcome;
}
