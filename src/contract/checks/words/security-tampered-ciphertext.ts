import { createTexts } from "../../../base/text.js";

export const securityTamperedCiphertextTexts = createTexts("security/tampered-ciphertext", {
  title: {
    en: "A ciphertext that does not open has no effect, and the receiver survives it",
    zh: "",
  },
  clause: {
    en: "The encrypt field is base64 of the IV and an AES-256-CBC ciphertext with PKCS#7 padding; one that does not open is not an event.",
    zh: "",
  },
  why: {
    en: "One request could stop the service. The Node SDK with autoChallenge decrypts before it verifies, nothing catches what that throws, and the process ends.",
    zh: "",
  },
  fix: {
    en: "Verify the signature before you decrypt, catch what decryption throws, and answer 400 or 401. With the Node SDK: decrypt yourself and hand it the event in clear.",
    zh: "",
  },
});
