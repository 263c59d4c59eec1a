import { createTexts } from "../../../base/text.js";

interface Paths {
  readonly right: string;
  readonly given: string;
}

export const wrongPathTexts = createTexts("cause/wrong-path", {
  sentence: {
    en: ({ right, given }: Paths) =>
      `It serves another path: at ${right} the challenge comes back, at ${given} it does not.`,
    zh: ({ right, given }) =>
      `接收端用的是另一个路径：${right} 会原样返回 challenge，${given} 不会。`,
  },
  fix: {
    en: ({ right }: Pick<Paths, "right">) =>
      `Give the URL it serves events at, which ends in ${right}.`,
    zh: ({ right }) => `填写接收端接收事件的地址，路径为 ${right}。`,
  },
});
