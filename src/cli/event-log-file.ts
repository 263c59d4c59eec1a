import { open } from "node:fs/promises";
import { MocklarkError, messageOf } from "../base/errors.js";
import type { DeliveryObserver } from "../delivery/delivery.js";
import { eventLogEntries } from "../delivery/event-log.js";

export interface EventLogFile {
  readonly observer: DeliveryObserver;
  /** Resolves when everything is written. */
  close(): Promise<void>;
}

/**
 * Appends a row per attempt, in the words of the developer console's event log, as NDJSON.
 * @throws MocklarkError FILE
 */
export async function openEventLogFile(path: string): Promise<EventLogFile> {
  const file = await open(path, "a").catch((error: unknown) => {
    throw new MocklarkError("FILE", `Failed to write the event log ${path}: ${messageOf(error)}.`, {
      remedy: "Check the path after --event-log.",
      cause: error,
    });
  });
  const stream = file.createWriteStream();
  return {
    observer: {
      attemptEnded(delivery, record) {
        for (const entry of eventLogEntries({ ...delivery, attempts: [record] })) {
          stream.write(`${JSON.stringify(entry)}\n`);
        }
      },
    },
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}
