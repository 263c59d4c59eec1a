import type { OutputCapture } from "../output-capture.js";
import { createIdCounter } from "./id-counter.js";
import type { Witness } from "./witness.js";

/** Reads what the receiver we started prints. Every sample in Feishu's documentation prints the event. */
export function createOutputWitness(output: OutputCapture): Witness {
  const counter = createIdCounter();
  const listeners = new Set<() => void>();
  const stop = output.onChunk((chunk) => {
    counter.add(chunk);
    for (const listener of listeners) listener();
  });
  return {
    kind: "output",
    look: (events) => Promise.resolve(events.map((ids) => counter.count(ids))),
    onNews(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: stop,
  };
}
