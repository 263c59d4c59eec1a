import { createTexts } from "../../../base/text.js";

/** What receivers have taken for their Verification Token. */
export const tokenTexts = createTexts("cause/token", {
  empty: { en: "the empty string", zh: "空字符串" },
  "encrypt-key": { en: "the Encrypt Key", zh: "Encrypt Key" },
  "with-newline": {
    en: "the Verification Token with a newline after it",
    zh: "Verification Token 加一个换行符",
  },
  trimmed: {
    en: "the Verification Token without the white space around it",
    zh: "去掉首尾空白的 Verification Token",
  },
});
