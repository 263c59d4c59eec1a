import { type Language, languages } from "./text.js";

/**
 * The language of a person at this process: MOCKLARK_LANG, or that of the locale.
 * Anything that is not Chinese is English.
 */
export function readLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const { MOCKLARK_LANG: chosen, LC_ALL, LC_MESSAGES, LANG } = env;
  const locale = [chosen, LC_ALL, LC_MESSAGES, LANG].find((one) => one !== undefined && one !== "");
  // The cheapest of Intl to ask: its formatters take 25 ms to make, which every start would wait for.
  return languageOf(locale ?? new Intl.PluralRules().resolvedOptions().locale);
}

/** What somebody asks for by its name ("zh"), in a query for instance; anything else is English. */
export const languageNamed = (name: unknown): Language =>
  languages.find((language) => language === name) ?? "en";

const languageOf = (locale: string): Language => (/^zh\b|^zh[_-]/i.test(locale) ? "zh" : "en");
