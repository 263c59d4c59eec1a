import { MocklarkError, messageOf } from "../../base/errors.js";
import { timeLimit } from "../../base/time-limit.js";
import { countIds } from "./id-counter.js";
import type { Witness } from "./witness.js";

const mostBytes = 16 << 20;

/** Searches the answer to a GET for the ids. Reads at most 16 MiB within `timeoutMs` (default 3,000). */
export function createUrlWitness(url: string, { timeoutMs = 3_000 } = {}): Witness {
  return {
    kind: "url",
    async look(events) {
      const response = await fetch(url, { signal: timeLimit(timeoutMs) }).catch(
        (error: unknown) => {
          throw doesNotWork(url, causeOf(error), error);
        },
      );
      if (!response.ok) {
        await response.body?.cancel();
        throw doesNotWork(url, `it answered ${response.status}`);
      }
      return countIds(await readBounded(response, url), events);
    },
    close: () => {},
  };
}

async function readBounded(response: Response, url: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
    // A cut answer would hide effects, and a hidden effect would pass a bad receiver.
    if (bytes > mostBytes) throw doesNotWork(url, "it answered more than 16 MiB");
  }
  return Buffer.concat(chunks);
}

/** fetch says "fetch failed" and keeps the reason in the cause. */
function causeOf(error: unknown): string {
  return error instanceof Error && error.cause !== undefined
    ? messageOf(error.cause)
    : messageOf(error);
}

function doesNotWork(url: string, reason: string, cause?: unknown): MocklarkError {
  return new MocklarkError("ENVIRONMENT", `Failed to ask the witness ${url}: ${reason}.`, {
    remedy: "Give a URL whose answer lists the ids of handled events: --witness url:http://….",
    cause,
  });
}
