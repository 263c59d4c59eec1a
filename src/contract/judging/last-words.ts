import { createTexts, type Text, verbatim } from "../../base/text.js";
import type { ClientEnd } from "../subject/client-return.js";

const texts = createTexts("last-words", {
  none: {
    en: ({ exit }: { exit: string }) => `${exit}, and nothing on stderr`,
    zh: ({ exit }) => `${exit}，stderr 无输出`,
  },
});

/** What a process said last; where it said nothing, how it ended. */
export const lastWords = ({ exit, lastError }: Pick<ClientEnd, "exit" | "lastError">): Text =>
  lastError === undefined ? texts("none", { exit }) : verbatim(lastError);
