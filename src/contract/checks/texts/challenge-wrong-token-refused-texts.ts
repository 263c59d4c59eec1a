import { createTexts } from "../../../base/text.js";

export const challengeWrongTokenRefusedTexts = createTexts("challenge/wrong-token-refused", {
  title: {
    en: "A challenge with another Verification Token is not echoed",
    zh: "Verification Token 不符时，不返回 challenge",
  },
  clause: {
    en: "The url_verification request carries the app's Verification Token, by which the receiver can tell that it belongs to this app.",
    zh: "url_verification 请求携带应用的 Verification Token，接收端据此判断请求是否属于本应用。",
  },
  why: {
    en: "Anybody could save this URL as the request URL of an app of their own and have its events sent here.",
    zh: "否则任何人都能把这个地址保存为自己应用的请求地址，让飞书把那个应用的事件推送到这里。",
  },
  fix: {
    en: "Compare token with the app's Verification Token before the challenge is echoed. The Node SDK does not; check it ahead of the SDK.",
    zh: "先比对 token 与应用的 Verification Token，一致才返回 challenge。Node SDK 不做比对，须在调用 SDK 之前自行检查。",
  },
  "other-token": {
    en: "a challenge with another token",
    zh: "Verification Token 不符的 challenge 请求",
  },
});
