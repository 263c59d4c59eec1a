import { open } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { MocklarkError } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import { jsonText } from "../base/json-text.js";
import type { DeliveryObserver } from "../delivery/delivery.js";
import { eventLogEntries } from "../delivery/event-log.js";
import { flagTexts } from "./texts/flag-texts.js";
import { sendTexts } from "./texts/send-texts.js";

export interface EventLogFile {
  readonly observer: DeliveryObserver;
  /** Resolves when everything is written. @throws MocklarkError FILE when not everything could be */
  close(): Promise<void>;
}

/**
 * Appends a row per attempt, in the words of the developer console's event log, as NDJSON.
 * @throws MocklarkError FILE
 */
export async function openEventLogFile(path: string): Promise<EventLogFile> {
  const file = await open(path, "a").catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
  const stream = file.createWriteStream();
  // Deliveries go on without their log; that it is not whole is said at the end.
  stream.on("error", () => {});
  return {
    observer: {
      attemptEnded(delivery, record) {
        for (const entry of eventLogEntries({ ...delivery, attempts: [record] })) {
          stream.write(`${jsonText(entry)}\n`);
        }
      },
    },
    async close() {
      stream.end();
      await finished(stream).catch((error: unknown) => {
        throw cannotWrite(path, error);
      });
    },
  };
}

function cannotWrite(path: string, error: unknown): MocklarkError {
  return new MocklarkError("FILE", sendTexts("event-log", { path, why: fileProblemText(error) }), {
    remedy: flagTexts("check-path", { flag: "--event-log" }),
    cause: error,
  });
}
