import { createTexts } from "../../../base/text.js";

export const wantsContentTypeTexts = createTexts("cause/wants-content-type", {
  sentence: {
    en: ({ wanted, sent, answer }: { wanted: string; sent: string; answer: string }) =>
      `It wants the Content-Type "${wanted}", and answers ${answer} to "${sent}", which is what Feishu sends.`,
    zh: ({ wanted, sent, answer }) =>
      `接收端要求 Content-Type 为 "${wanted}"，拒绝飞书实际发送的 "${sent}"（${answer}）。`,
  },
  fix: {
    en: "Look only at what stands before the semicolon, in any case, or do not look at the Content-Type at all.",
    zh: "只比对分号之前的部分且不区分大小写，或不检查 Content-Type。",
  },
});
