import { MocklarkError, textOf } from "./errors.js";
import { sentences, type Text } from "./text.js";

/** What an error says and what helps, where there is one line for both. */
export function messageWithRemedy(error: unknown): Text {
  const remedy = error instanceof MocklarkError ? error.remedyText : undefined;
  return remedy === undefined ? textOf(error) : sentences(textOf(error), remedy);
}
