import { createTexts } from "../../../base/text.js";

export const firstSchemaOnlyTexts = createTexts("cause/first-schema-only", {
  sentence: {
    en: ({ answer }: { answer: string }) =>
      `It handles events of schema 1.0 (type "event_callback", uuid): a good event of schema 2.0 gets ${answer} and is not acted on.`,
    zh: ({ answer }) =>
      `接收端只认 1.0 版本的事件（type 为 "event_callback"，带 uuid）：2.0 版本的正常事件没有处理（${answer}）。`,
  },
  fix: {
    en: "Read schema 2.0: event_id, event_type and token stand in `header`, the content in `event`.",
    zh: "按 2.0 版本读取：event_id、event_type、token 在 header 中，事件内容在 event 中。",
  },
  ordinary: { en: "a good event (schema 2.0)", zh: "正常事件（2.0 版本）" },
  variant: { en: "the same content in schema 1.0", zh: "同样的内容，改为 1.0 版本" },
  "variant-with-header": {
    en: "the same content in schema 1.0, with the header of 2.0 in it",
    zh: "同样的内容，改为 1.0 版本，并带上 2.0 版本的 header",
  },
});
