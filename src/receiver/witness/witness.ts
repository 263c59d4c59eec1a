/** The ids by which one event can be recognised in what a receiver leaves behind. */
export interface EventIds {
  readonly eventId: string;
  readonly scopeId: string;
}

/** How often each id of one event shows so far. */
export interface Sightings {
  readonly eventId: number;
  readonly scopeId: number;
}

/**
 * Sees what a receiver does, as opposed to what it answers. It counts occurrences of ids; how many of
 * them make one effect is found out by calibration.
 */
export interface Witness {
  readonly kind: "output" | "log" | "url" | "command" | "function";
  /**
   * Counts for all these events in one look, in their order.
   * @throws MocklarkError ENVIRONMENT when the witness itself does not work
   */
  look(events: readonly EventIds[]): Promise<readonly Sightings[]>;
  /** Calls back when there may be something new; witnesses without it are looked at again and again. */
  onNews?(listener: () => void): () => void;
  close(): void;
}
