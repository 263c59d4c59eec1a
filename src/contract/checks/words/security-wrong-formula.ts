import { createTexts } from "../../../base/text.js";

/** How the documented signature is made. */
export const documentedFormula =
  "sha256(timestamp + nonce + Encrypt Key + raw body) in lower-case hex";

export const securityWrongFormulaTexts = createTexts("security/wrong-formula", {
  title: {
    en: "A signature by any other formula than the documented one has no effect",
    zh: "",
  },
  clause: {
    en: `X-Lark-Signature is ${documentedFormula}: a plain SHA-256, not an HMAC, and never without the key.`,
    zh: "",
  },
  why: {
    en: "A signature that needs no secret can be made by anyone; one by another formula refuses every real event.",
    zh: "",
  },
  fix: {
    en: "Compute sha256(timestamp + nonce + Encrypt Key + raw body) with the headers as they came and the bytes before any parsing, and accept nothing else.",
    zh: "",
  },
});
