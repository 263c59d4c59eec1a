import { createTexts } from "../../../base/text.js";

export const securityForgedSignatureStatusTexts = createTexts("security/forged-signature-status", {
  title: {
    en: "An event with a wrong signature is not answered with 200",
    zh: "",
  },
  clause: {
    en: "Status 200 says that an event was received; a request whose signature differs is to be refused, for instance with 401.",
    zh: "",
  },
  why: {
    en: "With a wrong Encrypt Key every real event is dropped in silence while Feishu's event log shows SUCCESS and nothing is retried.",
    zh: "",
  },
  fix: {
    en: "Answer 401 when the signature differs. The Node SDK answers 200 with an empty body instead: verify the signature yourself before you hand the request to it.",
    zh: "",
  },
});
