import { suggest } from "../base/suggestions.js";
import { createTexts, type Text } from "../base/text.js";

const texts = createTexts("event-meant", {
  "did-you-mean": {
    en: ({ name }: { name: string }) => `Did you mean "${name}"?`,
    zh: ({ name }) => `是否想写 "${name}"？`,
  },
});

/** The name that was probably meant, as a question; undefined where none is near. */
export function meantText(written: string, candidates: readonly string[]): Text | undefined {
  const name = suggest(written, candidates);
  return name === undefined ? undefined : texts("did-you-mean", { name });
}

/** The same where it is known what was meant. */
export const didYouMeanText = (name: string): Text => texts("did-you-mean", { name });
