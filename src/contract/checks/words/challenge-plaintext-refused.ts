import { createTexts } from "../../../base/text.js";

export const challengePlaintextRefusedTexts = createTexts("challenge/plaintext-refused", {
  title: {
    en: "A receiver with an Encrypt Key does not echo a challenge sent in clear",
    zh: "",
  },
  clause: {
    en: "Once the app has an Encrypt Key everything comes encrypted, the url_verification request too.",
    zh: "",
  },
  why: {
    en: "What comes in clear was not sent by Feishu; a receiver that takes a challenge in clear often takes events in clear as well.",
    zh: "",
  },
  fix: {
    en: "When an Encrypt Key is set, refuse every body that is not an object with a string in encrypt. The Node and Python SDKs do not; check it ahead of the SDK.",
    zh: "",
  },
});
