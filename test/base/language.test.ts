import { expect, test } from "vitest";
import { readLanguage } from "../../src/base/language.js";

test.each([
  ["zh", { MOCKLARK_LANG: "zh", LANG: "en_US.UTF-8" }],
  ["en", { MOCKLARK_LANG: "en", LANG: "zh_CN.UTF-8" }],
  ["zh", { LANG: "zh_CN.UTF-8" }],
  ["zh", { LANG: "en_US.UTF-8", LC_MESSAGES: "zh_TW" }],
  ["en", { LANG: "zh_CN.UTF-8", LC_MESSAGES: "en_GB.UTF-8" }],
  ["zh", { LANG: "en_US.UTF-8", LC_MESSAGES: "en_US.UTF-8", LC_ALL: "zh-Hans-CN" }],
  ["zh", { LC_ALL: "", LANG: "zh" }],
  ["en", { LANG: "C.UTF-8" }],
  ["en", { LANG: "zhuang" }],
  ["en", { LANG: "de_DE.UTF-8" }],
])("reads %s from %j", (language, env) => {
  expect(readLanguage(env)).toBe(language);
});

test("takes that of the machine where nothing says a language", () => {
  const { locale } = Intl.DateTimeFormat().resolvedOptions();
  expect(readLanguage({})).toBe(/^zh\b/.test(locale) ? "zh" : "en");
});
