import { MocklarkError } from "../../base/errors.js";
import { withSuggestion } from "../../base/suggestions.js";
import { reporterProblemTexts } from "./reporter-problem-texts.js";

/**
 * "kind" or "kind=path", as the --reporter flag has it; the path is empty where none is given.
 * @throws MocklarkError USAGE
 */
export function parseReporter<Kind extends string>(
  text: string,
  kinds: readonly Kind[],
): { readonly kind: Kind; readonly path: string } {
  const [name = "", ...rest] = text.split("=");
  const path = rest.join("=");
  const kind = kinds.find((one) => one === name);
  if (kind === undefined) throw unknownKind(name, kinds);
  if (rest.length > 0 && path.trim() === "") {
    throw new MocklarkError("USAGE", reporterProblemTexts("empty-path", { text }), {
      remedy: reporterProblemTexts("with-a-path", { name }),
    });
  }
  return { kind, path };
}

function unknownKind(name: string, kinds: readonly string[]): MocklarkError {
  return new MocklarkError("USAGE", reporterProblemTexts("unknown", { name }), {
    remedy: withSuggestion(name, kinds, reporterProblemTexts("known", { kinds })),
  });
}
