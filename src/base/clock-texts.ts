import { createTexts } from "./text.js";

export const clockTexts = createTexts("clock", {
  "create-real": { en: "create the real clock", zh: "创建真实时间的时钟" },
  "create-scaled": { en: "create the scaled clock", zh: "创建变速时钟" },
  "create-virtual": { en: "create the virtual clock", zh: "创建虚拟时钟" },
  "not-a-speed": {
    en: ({ speed }: { speed: string }) => `Failed to set the clock's speed to ${speed}.`,
    zh: ({ speed }) => `无法将时钟的速度设为 ${speed}。`,
  },
  "give-a-speed": {
    en: 'Give a positive factor, for example "60x".',
    zh: "填写大于 0 的倍数，例如 60x。",
  },
});
