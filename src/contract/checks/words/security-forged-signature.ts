import { createTexts } from "../../../base/text.js";

export const securityForgedSignatureTexts = createTexts("security/forged-signature", {
  title: {
    en: "An event with a wrong signature has no effect",
    zh: "",
  },
  clause: {
    en: "X-Lark-Signature is sha256(timestamp + nonce + Encrypt Key + raw body) in lower-case hex; a request where it differs is not from Feishu.",
    zh: "",
  },
  why: {
    en: "Whoever learns the URL could make the receiver act.",
    zh: "",
  },
  fix: {
    en: "Compare the signature before anything else and do nothing when it differs. The SDKs do so when the Encrypt Key is given to the dispatcher.",
    zh: "",
  },
});
