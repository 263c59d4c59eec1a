import { createTexts } from "../../../base/text.js";

interface Undecrypted {
  /** What such a receiver does. */
  readonly mistake: string;
  readonly answer: string;
}

export const wrongDecryptionTexts = createTexts("cause/wrong-decryption", {
  sentence: {
    en: ({ mistake, answer }: Undecrypted) =>
      `It cannot decrypt: it ${mistake}. What is encrypted as documented gets ${answer}.`,
    zh: ({ mistake, answer }) =>
      `接收端的解密方式不对：${mistake}。按文档加密的内容无法解密（${answer}）。`,
  },
  "sentence-with-error": {
    en: ({ mistake, answer, error }: Undecrypted & { error: string }) =>
      `It cannot decrypt: it ${mistake}. What is encrypted as documented gets ${answer} (stderr: ${error}).`,
    zh: ({ mistake, answer, error }) =>
      `接收端的解密方式不对：${mistake}。按文档加密的内容无法解密（${answer}；stderr：${error}）。`,
  },
  "ordinary-challenge": {
    en: "the challenge, encrypted as documented",
    zh: "按文档加密的 url_verification 请求",
  },
  "ordinary-event": {
    en: "a good event, encrypted as documented",
    zh: "按文档加密的正常事件",
  },
  variant: {
    en: ({ mistake }: { mistake: string }) => `encrypted for a receiver that ${mistake}`,
    zh: ({ mistake }) => `按这种错误方式加密：${mistake}`,
  },
});
