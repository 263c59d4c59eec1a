import { createTexts } from "../../../base/text.js";

export const securityOtherKeyTexts = createTexts("security/other-key", {
  title: {
    en: "An event made with another Encrypt Key has no effect, and the receiver survives it",
    zh: "",
  },
  clause: {
    en: "Events are encrypted and signed with the app's own Encrypt Key; what another key made is not for this app.",
    zh: "",
  },
  why: {
    en: "Anyone can encrypt and sign with a key of their own. A receiver that decrypts first dies of it, and anyone can send it.",
    zh: "",
  },
  fix: {
    en: "Verify the signature before you decrypt, and catch what decryption throws.",
    zh: "",
  },
});
