import { createTexts } from "../../../base/text.js";

export const challengeEchoTexts = createTexts("challenge/echo", {
  title: {
    en: "The url_verification request is answered with its challenge",
    zh: "",
  },
  clause: {
    en: "The url_verification request, encrypted when the app has an Encrypt Key and without X-Lark headers, is answered with status 200 and a JSON object that holds the same challenge.",
    zh: "",
  },
  why: {
    en: "Without it the request URL cannot be saved in the developer console, and no event ever comes.",
    zh: "",
  },
  fix: {
    en: 'Decrypt the body when an Encrypt Key is set; when type is "url_verification", answer {"challenge": <the one received>} before any signature check. With the Node SDK: autoChallenge: true and the encryptKey.',
    zh: "",
  },
});
