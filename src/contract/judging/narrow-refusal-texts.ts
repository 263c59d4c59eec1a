import { createTexts } from "../../base/text.js";

interface Field {
  readonly field: string;
  /** JSON, cut. */
  readonly refused: string;
}

export const narrowRefusalTexts = createTexts("narrow-refusal", {
  refuses: {
    en: ({ differences }: { differences: readonly string[] }) =>
      `it refuses ${differences.join(" together with ")}`,
    zh: ({ differences }) =>
      differences.length === 1 ? differences.join() : `同时满足：${differences.join("；")}`,
  },
  between: { en: "an event between it and a plain one", zh: "内容介于该事件与普通事件之间的事件" },
  without: {
    en: ({ field }: { field: string }) => `an event without ${field}`,
    zh: ({ field }) => `缺少 ${field}`,
  },
  added: {
    en: ({ field, refused }: Field) => `${field} ${refused}, takes an event without it`,
    zh: ({ field, refused }) => `${field} 为 ${refused}（没有该字段时可接受）`,
  },
  changed: {
    en: ({ field, refused, accepted }: Field & { accepted: string }) =>
      `${field} ${refused}, takes ${accepted}`,
    zh: ({ field, refused, accepted }) => `${field} 为 ${refused}（为 ${accepted} 时可接受）`,
  },
});
