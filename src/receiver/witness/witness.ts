/** The ids by which one event can be recognised in what a receiver leaves behind. */
export interface EventIds {
  readonly eventId: string;
  readonly subjectId: string;
}

/** How often each id of one event shows so far. */
export interface Sightings {
  readonly eventId: number;
  readonly subjectId: number;
  /**
   * The same by what stands around the ids, where that tells an effect from a line that only mentions the
   * event ("duplicate … ignored"): with witnesses that read what a receiver writes as it goes.
   */
  readonly wordings?: { readonly eventId: Wordings; readonly subjectId: Wordings };
}

/** How often an id shows in each wording, as `wordingAt` numbers them. */
export type Wordings = ReadonlyMap<number, number>;

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
