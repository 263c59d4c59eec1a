import type { Emission } from "./tenant-record.js";
import { keyOf } from "./tenant-state.js";

/** Hands events over to whom delivers them, each once as long as it is taken. */
export interface Outbox {
  /** From now on to this one; first what nobody has taken yet. */
  readonly onEmission: (emit: (emission: Emission) => Promise<void>) => void;
  /** Events that are kept by now. */
  readonly deliver: (emissions?: readonly Emission[]) => void;
}

export function createOutbox({
  pending,
  emitted,
}: {
  /** Those that are kept and not emitted, oldest first. */
  readonly pending: () => readonly Emission[];
  /** Takes note that the event reached the deliveries. */
  readonly emitted: (emission: Emission) => Promise<void>;
}): Outbox {
  const inHand = new Set<string>();
  let emit: ((emission: Emission) => Promise<void>) | undefined;

  async function handOver(
    emission: Emission,
    take: (emission: Emission) => Promise<void>,
  ): Promise<void> {
    const key = keyOf(emission);
    if (inHand.has(key)) return;
    inHand.add(key);
    try {
      await take(emission);
      await emitted(emission);
    } catch {
      // It stays pending: whoever delivers next, or the next process, gets it.
    } finally {
      inHand.delete(key);
    }
  }
  function deliver(emissions: readonly Emission[] = []): void {
    if (!emit) return;
    for (const emission of emissions) void handOver(emission, emit);
  }
  return {
    deliver,
    onEmission(next) {
      emit = next;
      deliver(pending());
    },
  };
}
