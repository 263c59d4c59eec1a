import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { heardAt, state } from "../live.js";

/** Simulated Unix milliseconds, as far as the page can tell between two words of the server. */
export function simulatedNow(): number {
  const known = state.value;
  return known ? known.nowMs + (performance.now() - heardAt.value) * known.speed : 0;
}

const tick = signal(0);
let users = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** Simulated now; whoever calls it is drawn again every half second while `isOn`. */
export function useSimulatedNow(isOn = true): number {
  useEffect(() => {
    if (!isOn) return undefined;
    users++;
    timer ??= setInterval(() => {
      tick.value++;
    }, 500);
    return () => {
      users--;
      if (users > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  }, [isOn]);
  if (isOn) void tick.value;
  return simulatedNow();
}
