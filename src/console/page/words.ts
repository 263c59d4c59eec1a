import { computed, effect, signal } from "@preact/signals";
import { en } from "./words/en.js";
import { zh } from "./words/zh.js";
import type { Language } from "../../base/text.js";
import type { Words } from "./words/words.js";

export const languages = [
  { code: "zh", name: "中文" },
  { code: "en", name: "English" },
] as const satisfies readonly { readonly code: Language; readonly name: string }[];

const chosen = "mocklark-language";

/** The one that was chosen here, or else the browser's. */
export const language = signal<Language>(firstLanguage());

function firstLanguage(): Language {
  const kept = localStorage.getItem(chosen);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

effect(() => {
  document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
  if (language.value !== firstLanguage()) localStorage.setItem(chosen, language.value);
});

/** The path of a question to the server, whose answer is to be in the chosen language. */
export const inLanguage = (path: string): string =>
  `${path}${path.includes("?") ? "&" : "?"}lang=${language.value}`;

/** Between two sentences: in Chinese the full stop makes room enough. */
export const sentenceGap = computed(() => (language.value === "zh" ? "" : " "));

/** Every text of the page, in the chosen language. */
export const words = computed<Words>(() => (language.value === "zh" ? zh : en));
