import { createTexts } from "../../../base/text.js";

export const securityPlaintextDowngradeTexts = createTexts("security/plaintext-downgrade", {
  title: {
    en: "An event in clear has no effect once the app has an Encrypt Key",
    zh: "",
  },
  clause: {
    en: "Once an Encrypt Key is set, every event comes encrypted.",
    zh: "",
  },
  why: {
    en: "Without a key the signature holds no secret. Who may fall back to that can forge every event.",
    zh: "",
  },
  fix: {
    en: "With an Encrypt Key set, refuse every body without an encrypt field, and always sign with the key.",
    zh: "",
  },
});
