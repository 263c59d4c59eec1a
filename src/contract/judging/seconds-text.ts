import { createTexts, type Text } from "../../base/text.js";

const inMilliseconds = ({ ms }: { ms: number }): string => `${ms} ms`;

const texts = createTexts("seconds", {
  measured: {
    en: ({ ms }: { ms: number }) => `${(ms / 1_000).toFixed(1)} s`,
    zh: ({ ms }) => `${(ms / 1_000).toFixed(1)} 秒`,
  },
  milliseconds: { en: inMilliseconds, zh: inMilliseconds },
});

/** What was measured, inside a sentence: "30.0 s", "30.0 秒". */
export const secondsText = (ms: number): Text => texts("measured", { ms });

/** The same in whole milliseconds: "1204 ms". */
export const millisecondsText = (ms: number): Text => texts("milliseconds", { ms: Math.round(ms) });
