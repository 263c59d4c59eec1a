import { createTexts } from "../../../base/text.js";

export const securityWrongTokenTexts = createTexts("security/wrong-token", {
  title: {
    en: "An event with another Verification Token, or with none, has no effect",
    zh: "",
  },
  clause: {
    en: "Every event carries the app's Verification Token in header.token; an event with another one is not for this app.",
    zh: "",
  },
  why: {
    en: "Without an Encrypt Key the token is the only thing that others do not know. With one, it still tells the events of two apps with the same key apart.",
    zh: "",
  },
  fix: {
    en: "Compare header.token with the Verification Token in constant time and refuse the event when it differs. The SDKs do not do it, or not for an event without a token: do it yourself.",
    zh: "",
  },
});
