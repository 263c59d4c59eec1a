import { createTexts } from "../../../base/text.js";

export const retryFreshSignatureTexts = createTexts("retry/fresh-signature", {
  title: {
    en: "A retry that is signed and encrypted anew is known by its event_id",
    zh: "",
  },
  clause: {
    en: "The event_id tells events apart; timestamp, nonce, signature and ciphertext may differ from attempt to attempt.",
    zh: "",
  },
  why: {
    en: "Feishu retries when the answer was lost, also after the receiver acted. Where repeats are told by nonce, signature or bytes, that event acts twice.",
    zh: "",
  },
  fix: {
    en: "Take header.event_id, read from the decrypted body, as the key of what was handled.",
    zh: "",
  },
});
