import { createTexts } from "../../base/text.js";

export const demoTexts = createTexts("cli/demo", {
  about: {
    en: "deliver an event to small receivers, then run the contract suite on one of them",
    zh: "向几个小型接收端推送事件，再对其中一个运行契约测试",
  },
  seed: { en: "the same seed makes the same event", zh: "种子相同，生成的事件相同" },
  express: { en: "the reference receiver, Express", zh: "参考接收端（Express）" },
  sdk: { en: "the official Node SDK", zh: "官方 Node SDK" },
  event: { en: "the event, in clear:", zh: "事件（明文）：" },
  "left-out": {
    en: ({ needs }: { needs: string }) => `left out: ${needs} is not installed here`,
    zh: ({ needs }) => `略过：未安装 ${needs}`,
  },
  printed: { en: "the receiver printed:", zh: "接收端的输出：" },
  "but-not": {
    en: ({ eventId }: { eventId: string }) => `… but nothing of the event ${eventId}`,
    zh: ({ eventId }) => `…… 其中没有事件 ${eventId}`,
  },
  verified: {
    en: ({ result }: { result: string }) => `url_verification: ${result}`,
    zh: ({ result }) => `url_verification：${result}`,
  },
  sent: { en: "sent, byte for byte:", zh: "实际发送的内容：" },
  answered: {
    en: ({ status, body }: { status: number; body: string }) => `answered: ${status} ${body}`,
    zh: ({ status, body }) => `响应：${status} ${body}`,
  },
  suite: {
    en: ({ receiver }: { receiver: string }) => `the contract suite on ${receiver}`,
    zh: ({ receiver }) => `对${receiver}运行契约测试`,
  },
});
