import { suggestion } from "../base/suggestions.js";
import { sentences, type Text } from "../base/text.js";

/** 'Did you mean "x"?', where something is near, and what is to be said anyway. */
export function withSuggestion(written: string, candidates: readonly string[], more: Text): Text {
  const meant = suggestion(written, candidates);
  return meant === undefined ? more : sentences(meant, more);
}
