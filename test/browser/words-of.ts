import { en } from "../../src/console/page/words/en.js";
import type { Words } from "../../src/console/page/words/words.js";
import { zh } from "../../src/console/page/words/zh.js";

export const locales = ["zh-CN", "en-US"] as const;

export type Locale = (typeof locales)[number];

/** The page's own texts: what a control is called is not what these tests are about. */
export const wordsOf = (locale: Locale): Words => (locale === "zh-CN" ? zh : en);
