import { createTexts } from "../../../base/text.js";

export const challengeWrongTokenRefusedTexts = createTexts("challenge/wrong-token-refused", {
  title: {
    en: "A challenge with another Verification Token is not echoed",
    zh: "",
  },
  clause: {
    en: "The url_verification request carries the app's Verification Token, by which the receiver can tell that it belongs to this app.",
    zh: "",
  },
  why: {
    en: "Anybody could save this URL as the request URL of an app of their own and have its events sent here.",
    zh: "",
  },
  fix: {
    en: "Compare token with the app's Verification Token before the challenge is echoed. The Node SDK does not; check it ahead of the SDK.",
    zh: "",
  },
});
