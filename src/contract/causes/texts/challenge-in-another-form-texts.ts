import { createTexts } from "../../../base/text.js";

export const challengeInAnotherFormTexts = createTexts("cause/challenge-in-another-form", {
  sentence: {
    en: ({ form }: { form: string }) => `It sends the challenge back ${form}.`,
    zh: ({ form }) => `接收端返回了 challenge，但${form}。`,
  },
  fix: {
    en: 'Answer status 200 with the JSON object {"challenge": <the one received>}.',
    zh: '返回 200 状态码，响应体为 JSON 对象 {"challenge": <收到的 challenge>}。',
  },
  "other-status": {
    en: ({ status }: { status: number }) => `with status ${status} instead of 200`,
    zh: ({ status }) => `状态码是 ${status}，应为 200`,
  },
  "json-string": {
    en: "as a JSON string instead of a JSON object",
    zh: "响应体是 JSON 字符串，应为 JSON 对象",
  },
  elsewhere: {
    en: ({ said }: { said: string }) =>
      `in JSON, but not as \`challenge\` of the object itself: ${said}`,
    zh: ({ said }) => `它不是 JSON 对象顶层的 challenge 字段：${said}`,
  },
  "bare-text": {
    en: "as bare text instead of a JSON object",
    zh: "响应体是纯文本，应为 JSON 对象",
  },
  "no-object": {
    en: ({ said }: { said: string }) => `in what is no JSON object: ${said}`,
    zh: ({ said }) => `响应体不是 JSON 对象：${said}`,
  },
});
