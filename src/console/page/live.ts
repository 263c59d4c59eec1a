import { signal } from "@preact/signals";
import type { ConsoleState, DeliverySummary, LiveMessage } from "../console-state.js";

/** What the server said last; undefined until it has said something. */
export const state = signal<ConsoleState | undefined>(undefined);

/** Whether the server is reached at present. */
export const isConnected = signal(false);

/** When `state.nowMs` was true, by this browser's `performance.now()`. */
export const heardAt = signal(0);

/** The newest first. */
export const deliveries = signal<readonly DeliverySummary[]>([]);

const known = new Map<string, DeliverySummary>();

/** Takes the server's messages from now on; the browser connects again by itself. */
export function listen(): void {
  const source = new EventSource("/console/live");
  source.addEventListener("message", ({ data }: MessageEvent<string>) =>
    take(JSON.parse(data) as LiveMessage),
  );
  source.addEventListener("error", () => {
    isConnected.value = false;
  });
}

let isListPlanned = false;

function take({ isWhole, state: changes, deliveries: changed = [], forgotten = [] }: LiveMessage) {
  if (isWhole) known.clear();
  isConnected.value = true;
  if (changes) {
    state.value = { ...(state.value as ConsoleState), ...changes };
    if (changes.nowMs !== undefined) heardAt.value = performance.now();
  }
  for (const summary of changed) known.set(summary.id, summary);
  for (const id of forgotten) known.delete(id);
  if (isWhole || changed.length > 0 || forgotten.length > 0) planList();
}

/** Once a frame at most: sorting ten thousand for each of two hundred a second would be felt. */
function planList(): void {
  if (isListPlanned) return;
  isListPlanned = true;
  requestAnimationFrame(() => {
    isListPlanned = false;
    deliveries.value = [...known.values()].sort((one, other) => other.sequence - one.sequence);
  });
}
