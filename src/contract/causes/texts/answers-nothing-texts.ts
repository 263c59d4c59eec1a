import { createTexts } from "../../../base/text.js";

export const answersNothingTexts = createTexts("cause/answers-nothing", {
  sentence: {
    en: "It accepts connections at this URL and never answers.",
    zh: "接收端在这个请求地址接受连接，但从不响应。",
  },
  "seen-sentence": {
    en: ({ actual }: { actual: string }) =>
      `It accepts connections at this URL and never answers (${actual}).`,
    zh: ({ actual }) => `接收端在这个请求地址接受连接，但从不响应（${actual}）。`,
  },
  fix: {
    en: "See that the handler ends its answer on every way through, and that the path is the one it serves: adaptDefault of the Node SDK keeps silent about any other.",
    zh: "检查处理函数的每个分支是否都返回响应，并核对路径：Node SDK 的 adaptDefault 对其他路径不作任何响应。",
  },
});
