import { createTexts, type Text } from "../../base/text.js";

const texts = createTexts("seen", {
  of: {
    en: ({ what, seen }: { what: string; seen: string }) => `${what}: ${seen}`,
    zh: ({ what, seen }) => `${what}：${seen}`,
  },
  each: {
    en: ({ parts }: { parts: readonly string[] }) => parts.join("; "),
    zh: ({ parts }) => parts.join("；"),
  },
});

/** What one of several things came to: "an empty body: status 500". */
export const seenOf = (what: string | Text, seen: string | Text): Text =>
  texts("of", { what, seen });

/** What each of several came to: "an empty body: status 500; a GET request: status 404". */
export const seenEach = (parts: readonly (string | Text)[]): Text => texts("each", { parts });
