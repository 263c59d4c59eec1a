import { createTexts, type Text } from "../../base/text.js";

const texts = createTexts("seconds", {
  measured: {
    en: ({ ms }: { ms: number }) => `${(ms / 1_000).toFixed(1)} s`,
    zh: ({ ms }) => `${(ms / 1_000).toFixed(1)} 秒`,
  },
});

/** What was measured, inside a sentence: "30.0 s", "30.0 秒". */
export const secondsText = (ms: number): Text => texts("measured", { ms });
