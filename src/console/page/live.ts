import { signal } from "@preact/signals";
import type { Language } from "../../base/text.js";
import { inLanguage, language } from "./words.js";
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

let source: EventSource | undefined;

/** What the stream was asked to be in. */
let spoken: Language | undefined;

/**
 * Takes the server's messages from now on, while the page is seen: a browser opens six connections to a server
 * at most, and those of pages in the background would leave none to the next.
 */
export function listen(): void {
  const follow = (): void => {
    if (document.visibilityState === "hidden") leave();
    else if (!source) connect();
  };
  document.addEventListener("visibilitychange", follow);
  follow();
  language.subscribe(speakAnew);
}

/** The server words what it says for each stream. */
function speakAnew(now: Language): void {
  if (now === spoken || !source) return;
  leave();
  connect();
}

function leave(): void {
  source?.close();
  source = undefined;
}

const connectAgainMs = 2_000;

/** The browser connects again by itself, except where it was refused. */
function connect(): void {
  spoken = language.value;
  const opened = new EventSource(inLanguage("/console/live"));
  source = opened;
  opened.addEventListener("message", ({ data }: MessageEvent<string>) =>
    take(JSON.parse(data) as LiveMessage),
  );
  opened.addEventListener("error", () => {
    isConnected.value = false;
    if (opened.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      if (source === opened) connect();
    }, connectAgainMs);
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
