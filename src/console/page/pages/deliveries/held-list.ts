import { useRef } from "preact/hooks";
import type { DeliverySummary } from "../../../console-state.js";

interface HeldList {
  readonly shown: readonly DeliverySummary[];
  /** How many newer ones are kept back. */
  readonly arrived: number;
  /** Shows them. */
  readonly release: () => void;
}

/**
 * While somebody looks at something, what arrives is kept back, so that nothing moves under their eyes.
 * @param all the newest first
 * @param chosenId is always shown, however new it is
 */
export function useHeldList(
  all: readonly DeliverySummary[],
  { isHeld, chosenId }: { readonly isHeld: boolean; readonly chosenId: string | undefined },
): HeldList {
  const head = useRef<number | undefined>(undefined);
  const lastChosen = useRef<string | undefined>(undefined);
  const newest = all[0]?.sequence ?? 0;
  if (!isHeld) head.current = undefined;
  else head.current ??= newest;
  if (lastChosen.current !== chosenId) {
    // One that was just sent may be chosen before it is heard of.
    const chosen = all.find(({ id }) => id === chosenId);
    if (chosen || chosenId === undefined) lastChosen.current = chosenId;
    if (chosen && head.current !== undefined && chosen.sequence > head.current) {
      head.current = newest;
    }
  }
  const from = head.current;
  const first = from === undefined ? 0 : all.findIndex(({ sequence }) => sequence <= from);
  // Everything that was held is forgotten by now: then there is nothing to keep still.
  const arrived = first === -1 ? 0 : first;
  return {
    shown: arrived === 0 ? all : all.slice(arrived),
    arrived,
    release: () => {
      head.current = newest;
    },
  };
}
