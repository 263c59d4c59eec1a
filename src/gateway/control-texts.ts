import { createTexts } from "../base/text.js";

/** What the control API, and every other API of ours, refuses. */
export const controlTexts = createTexts("gateway/control", {
  "this-machine-only": {
    en: "The control API answers this machine only.",
    zh: "控制 API 仅响应本机的请求。",
  },
  "wrong-number": {
    en: ({ name, value }: { name: string; value: string }) =>
      `Failed to read "${name}": it is ${value}.`,
    zh: ({ name, value }) => `无法读取「${name}」：值无效（${value}）。`,
  },
  missing: { en: "missing", zh: "未填写" },
  "whole-number": {
    en: "Give a whole number, 0 or more.",
    zh: "填写不小于 0 的整数。",
  },
  "no-refusal": {
    en: ({ value }: { value: string }) => `Failed to plan a refusal: ${value} is not one.`,
    zh: ({ value }) => `无法安排拒绝：没有这种拒绝（${value}）。`,
  },
  none: { en: "none", zh: "未填写" },
  "choose-one": {
    en: ({ names }: { names: readonly string[] }) => `Choose one of ${names.join(", ")}.`,
    zh: ({ names }) => `从中选择：${names.join("、")}。`,
  },
  "no-message": {
    en: "Failed to read the message: there is none.",
    zh: "无法读取消息：没有给出消息。",
  },
  "how-to-give-it": {
    en: 'Give it as { "text": "…" } or, for a binary one, as { "base64": "…" }.',
    zh: '写成 { "text": "…" }，二进制消息写成 { "base64": "…" }。',
  },
  "no-outage": {
    en: ({ value }: { value: string }) => `Failed to begin an outage: ${value} is not one.`,
    zh: ({ value }) => `无法开始中断：没有这种中断（${value}）。`,
  },
  "choose-an-outage": {
    en: ({ names }: { names: readonly string[] }) =>
      `Choose one of ${names.join(", ")}, or none to end it.`,
    zh: ({ names }) => `从中选择：${names.join("、")}；填写 none 即结束中断。`,
  },
  "unreadable-body": {
    en: ({ why }: { why: string }) => `Failed to read the request's body: ${why}.`,
    zh: ({ why }) => `无法读取请求体：${why}。`,
  },
  "not-answered": {
    en: ({ why }: { why: string }) => `Failed to answer the request: ${why}.`,
    zh: ({ why }) => `无法响应请求：${why}。`,
  },
});
