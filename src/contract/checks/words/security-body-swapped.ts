import { createTexts } from "../../../base/text.js";

export const securityBodySwappedTexts = createTexts("security/body-swapped", {
  title: {
    en: "An event under the signature of another event has no effect",
    zh: "",
  },
  clause: {
    en: "The signature covers the bytes of the body: it is good for that one body only.",
    zh: "",
  },
  why: {
    en: "Where the body is left out of the comparison, the signature of one recorded request opens the door to any other.",
    zh: "",
  },
  fix: {
    en: "Hash timestamp, nonce and Encrypt Key together with the raw body of the very request, and compare all 64 digits.",
    zh: "",
  },
});
