import { createTexts } from "../../../base/text.js";

export const securityForgedSignatureStatusTexts = createTexts("security/forged-signature-status", {
  title: {
    en: "An event with a wrong signature is not answered with 200",
    zh: "对签名错误的事件不返回 200",
  },
  clause: {
    en: "Status 200 says that an event was received; a request whose signature differs is to be refused, for instance with 401.",
    zh: "200 状态码表示已收到事件；签名不一致的请求须拒绝，例如返回 401。",
  },
  why: {
    en: "With a wrong Encrypt Key every real event is dropped in silence while Feishu's event log shows SUCCESS and nothing is retried.",
    zh: "Encrypt Key 配错时，真实事件会被悄悄丢弃，飞书的事件日志却显示 SUCCESS，也不会重试。",
  },
  fix: {
    en: "Answer 401 when the signature differs. The Node SDK answers 200 with an empty body instead: verify the signature yourself before you hand the request to it.",
    zh: "返回 401，拒绝签名不一致的请求。Node SDK 会返回 200 和空响应体，须先自行验签，再将请求交给它。",
  },
  event: { en: "an event with a wrong signature", zh: "签名错误的事件" },
  holds: {
    en: ({ outcome }: { outcome: string }) =>
      `The forged event was not answered with 200: ${outcome}.`,
    zh: ({ outcome }) => `接收端未对伪造事件返回 200：${outcome}。`,
  },
  broken: {
    en: "The forged event was answered as if it had been received.",
    zh: "接收端对伪造事件返回了 200，与正常收到时相同。",
  },
  refusal: { en: "a status other than 200, such as 401", zh: "200 以外的状态码，例如 401" },
});
