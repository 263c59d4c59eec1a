import type { Text } from "../../base/text.js";

/**
 * A receiver's own clock, moved together with Feishu's. Feishu's retries span 7 h 5 min; whether a receiver
 * still knows an event then shows only when its clock has moved as far.
 */
export interface ReceiverClock {
  readonly kind: "node" | "faketime" | "command";
  /**
   * What does not move with it, as one sentence for whoever concludes something from a move; undefined when
   * nothing is known that stays behind.
   */
  readonly limits: Text | undefined;
  /** How far it has been moved so far, milliseconds. */
  movedMs(): number;
  /**
   * Where its processes have connected to so far, the first first: "127.0.0.1:6379", or a socket's path. Left out
   * where nobody sees it.
   */
  contacts?(): readonly string[];
  /**
   * Moves it forward by so many milliseconds, and resolves when what fell due on the way has run. A process
   * that starts later starts with the moved time.
   */
  advance(ms: number): Promise<Advance>;
  /**
   * Leaves nothing behind, and does not stop the receiver. Close it after the receiver's stop: without its
   * clock a receiver may fall back to the machine's time.
   */
  close(): Promise<void>;
}

/** What came of one move. */
export type Advance =
  | {
      readonly kind: "moved";
      /** Unix milliseconds by the receiver's clock after the move, where the receiver can tell. */
      readonly saysMs?: number;
    }
  | ClockTrouble;

/** The receiver's clock could not be moved, so nothing may be concluded from it. */
export interface ClockTrouble {
  readonly kind: "not-moved";
  /** One sentence. */
  readonly reason: Text;
  /** What to install or add. */
  readonly remedy: Text;
}

/** A clock that can be moved, or why there is none. */
export type OpenedClock =
  { readonly kind: "movable"; readonly clock: ReceiverClock } | ClockTrouble;
