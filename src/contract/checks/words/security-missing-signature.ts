import { createTexts } from "../../../base/text.js";

export const securityMissingSignatureTexts = createTexts("security/missing-signature", {
  title: {
    en: "An event without a signature has no effect",
    zh: "",
  },
  clause: {
    en: "Every event carries X-Lark-Request-Timestamp, X-Lark-Request-Nonce and X-Lark-Signature; only the url_verification request comes without them.",
    zh: "",
  },
  why: {
    en: "Where a missing header counts as a good one, leaving it out is all a forgery takes.",
    zh: "",
  },
  fix: {
    en: 'Treat a missing header as a wrong signature. Let only a body with type "url_verification" through unsigned, and do nothing about it but echo the challenge.',
    zh: "",
  },
});
