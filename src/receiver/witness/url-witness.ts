import { MocklarkError, textOf } from "../../base/errors.js";
import { fetchGuarded } from "../../network/fetch-guarded.js";
import type { Text } from "../../base/text.js";
import type { GuardedLookupOptions } from "../../network/guarded-lookup.js";
import { countIds } from "./id-counter.js";
import type { Witness } from "./witness.js";
import { witnessTexts as texts } from "./witness-texts.js";

export interface UrlWitnessOptions extends Omit<GuardedLookupOptions, "role"> {
  /** Milliseconds for one look; default 3,000. */
  readonly timeoutMs?: number;
}

const mostRedirects = 5;

/** Searches the answer to a GET for the ids. Reads at most 16 MiB, and follows redirects. */
export function createUrlWitness(
  url: string,
  { timeoutMs = 3_000, ...options }: UrlWitnessOptions = {},
): Witness {
  return {
    kind: "url",
    async look(events) {
      const { status, body } = await fetchGuarded(url, {
        ...options,
        role: "witness",
        limitMs: timeoutMs,
        redirects: mostRedirects,
      }).catch((error: unknown) => {
        if (error instanceof MocklarkError) throw error;
        throw doesNotWork(url, textOf(error), error);
      });
      if (status < 200 || status > 299)
        throw doesNotWork(url, texts("answered-status", { status }));
      return countIds(body, events);
    },
    close: () => {},
  };
}

function doesNotWork(url: string, reason: Text, cause?: unknown): MocklarkError {
  return new MocklarkError("ENVIRONMENT", texts("not-asked", { witness: url, reason }), {
    remedy: texts("url-remedy"),
    cause,
  });
}
