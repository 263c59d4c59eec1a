import { createTexts } from "../../../base/text.js";

export const challengeEchoTexts = createTexts("challenge/echo", {
  title: {
    en: "The url_verification request is answered with its challenge",
    zh: "收到 url_verification 请求时，原样返回 challenge",
  },
  clause: {
    en: "The url_verification request, encrypted when the app has an Encrypt Key and without X-Lark headers, is answered with status 200 and a JSON object that holds the same challenge.",
    zh: "url_verification 请求不带 X-Lark-* 请求头，配置了 Encrypt Key 时会加密。须返回 200 状态码，响应体为包含同一 challenge 的 JSON 对象。",
  },
  why: {
    en: "Without it the request URL cannot be saved in the developer console, and no event ever comes.",
    zh: "否则开发者后台无法保存请求地址，应用收不到任何事件。",
  },
  fix: {
    en: 'Decrypt the body when an Encrypt Key is set; when type is "url_verification", answer {"challenge": <the one received>} before any signature check. With the Node SDK: autoChallenge: true and the encryptKey.',
    zh: '先解密请求体（配置了 Encrypt Key 时）；type 为 url_verification 时，在签名校验之前返回 {"challenge": <收到的值>}。使用 Node SDK 时，设置 autoChallenge: true 并传入 encryptKey。',
  },
  expected: {
    en: ({ challenge }: { challenge: string }) => `status 200 with {"challenge":"${challenge}"}`,
    zh: ({ challenge }) => `状态码 200，响应体为 {"challenge":"${challenge}"}`,
  },
  "no-answer": { en: "There was no answer.", zh: "没有返回响应。" },
  holds: { en: "The challenge came back.", zh: "challenge 已原样返回。" },
});
