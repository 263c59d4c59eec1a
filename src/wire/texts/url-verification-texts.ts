import { createTexts } from "../../base/text.js";

/** Why a request URL verifies or does not. */
export const urlVerificationTexts = createTexts("url-verification", {
  unreachable: {
    en: ({ reason }: { reason: string }) => `The URL could not be reached: ${reason}.`,
    zh: ({ reason }) => `请求地址无法访问：${reason}。`,
  },
  late: {
    en: ({ limitMs }: { limitMs: number }) => `No answer within ${limitMs} ms.`,
    zh: ({ limitMs }) => `${limitMs} 毫秒内没有响应。`,
  },
  "too-slow": {
    en: ({ tookMs, limitMs }: { tookMs: number; limitMs: number }) =>
      `The answer took ${tookMs} ms; the limit is ${limitMs} ms.`,
    zh: ({ tookMs, limitMs }) => `响应耗时 ${tookMs} 毫秒，超过上限 ${limitMs} 毫秒。`,
  },
  "not-json": {
    en: ({ status, body }: { status: number; body: string }) =>
      `Status ${status}, and the body is not JSON: ${body || "it is empty"}.`,
    zh: ({ status, body }) =>
      `返回 ${status} 状态码，响应体不是 JSON：${body === "" ? "内容为空" : body}。`,
  },
  "wrong-status": {
    en: ({ status }: { status: number }) => `The status is ${status} instead of 200.`,
    zh: ({ status }) => `状态码为 ${status}，应为 200。`,
  },
  "not-object": {
    en: ({ body }: { body: string }) => `The answer is JSON but not an object: ${body}.`,
    zh: ({ body }) => `响应体是 JSON，但不是对象：${body}。`,
  },
  right: {
    en: "The challenge came back with status 200 in time.",
    zh: "已按时返回 200 状态码和 challenge。",
  },
  "no-challenge": {
    en: "The answer has no `challenge`.",
    zh: "响应体中没有 challenge。",
  },
  "other-challenge": {
    en: ({ seen, challenge }: { seen: string; challenge: string }) =>
      `\`challenge\` is ${seen} instead of "${challenge}".`,
    zh: ({ seen, challenge }) => `challenge 为 ${seen}，应为 "${challenge}"。`,
  },
});
