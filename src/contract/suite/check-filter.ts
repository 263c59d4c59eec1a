import { MocklarkError } from "../../base/errors.js";
import { withSuggestion } from "../../base/suggestions.js";
import type { Text } from "../../base/text.js";
import type { Check } from "./check.js";
import { suiteTexts as texts } from "./suite-texts.js";

export interface CheckFilter {
  /** Globs of check ids ("idempotency/*"), or whole groups ("idempotency"); default: all. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}

/**
 * The checks to run, in their order.
 * @throws MocklarkError USAGE when a glob fits no check at all, or all that was chosen is left out again
 */
export function filterChecks(
  checks: readonly Check[],
  { only = [], skip = [] }: CheckFilter,
): readonly Check[] {
  const ids = checks.map(({ id }) => id);
  const wanted = only.map((glob) => matcher(glob, ids));
  const unwanted = skip.map((glob) => matcher(glob, ids));
  const chosen = checks.filter(
    ({ id }) =>
      (wanted.length === 0 || wanted.some((fits) => fits(id))) &&
      !unwanted.some((fits) => fits(id)),
  );
  if (chosen.length > 0) return chosen;
  throw new MocklarkError("USAGE", texts("none-left"), {
    remedy: texts("skip-less"),
  });
}

/** The chosen checks and those whose requests they look back on, in the order of `all`; none that is to be skipped. */
export function bringAlong(
  chosen: readonly Check[],
  all: readonly Check[],
  { skip = [] }: CheckFilter = {},
): readonly Check[] {
  const ids = all.map(({ id }) => id);
  const unwanted = skip.map((glob) => matcher(glob, ids));
  const looksBack = chosen.flatMap(({ looksBackOn = [] }) => looksBackOn).map(expressionOf);
  const candidates = all.filter(({ id }) => !unwanted.some((fits) => fits(id)));
  return candidates.filter(
    (check) =>
      chosen.includes(check) ||
      (check.phase !== "review" && looksBack.some((glob) => glob.test(check.id))),
  );
}

function expressionOf(glob: string): RegExp {
  const pattern = glob
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}(?:/.*)?$`);
}

function matcher(glob: string, ids: readonly string[]): (id: string) => boolean {
  const expression = expressionOf(glob);
  if (!ids.some((id) => expression.test(id))) throw fitsNothing(glob, ids);
  return (id) => expression.test(id);
}

/** What to write in place of an id that there is not. */
export const idRemedy = (written: string, ids: readonly string[]): Text =>
  withSuggestion(written, ids, texts("see-all-ids"));

function fitsNothing(glob: string, ids: readonly string[]): MocklarkError {
  return new MocklarkError("USAGE", texts("fits-none", { glob }), {
    remedy: idRemedy(glob, ids),
  });
}
