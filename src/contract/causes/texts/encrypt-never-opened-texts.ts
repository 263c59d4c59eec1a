import { createTexts } from "../../../base/text.js";

const requests = {
  challenge: { en: "the url_verification request", zh: "url_verification 请求" },
  event: { en: "a good event", zh: "正常事件" },
} as const;

interface NotOpened {
  readonly request: keyof typeof requests;
  readonly answer: string;
}

export const encryptNeverOpenedTexts = createTexts("cause/encrypt-never-opened", {
  sentence: {
    en: ({ request, answer }: NotOpened) =>
      `It does not decrypt: ${requests[request].en} is understood in clear, and encrypted it gets ${answer}.`,
    zh: ({ request, answer }) =>
      `接收端没有解密：${requests[request].zh}用明文发送可以处理，加密后则不行（${answer}）。`,
  },
  "sentence-with-error": {
    en: ({ request, answer, error }: NotOpened & { error: string }) =>
      `It does not decrypt: ${requests[request].en} is understood in clear, and encrypted it gets ${answer} (stderr: ${error}).`,
    zh: ({ request, answer, error }) =>
      `接收端没有解密：${requests[request].zh}用明文发送可以处理，加密后则不行（${answer}；stderr：${error}）。`,
  },
  fix: {
    en: "Decrypt the value of `encrypt` first, with AES-256-CBC and the SHA-256 of this app's Encrypt Key, and read and check what comes out.",
    zh: "先解密 encrypt 的值：算法为 AES-256-CBC，密钥为本应用 Encrypt Key 的 SHA-256；再读取并校验解密后的内容。",
  },
  "challenge-encrypted": {
    en: "the challenge, encrypted",
    zh: "url_verification 请求，加密",
  },
  "challenge-in-clear": { en: "the challenge in clear", zh: "url_verification 请求，明文" },
  "event-encrypted": { en: "a good event, encrypted", zh: "正常事件，加密" },
  "event-in-clear": { en: "a good event in clear", zh: "正常事件，明文" },
  "event-in-clear-without-key": {
    en: "a good event in clear, signed with no key",
    zh: "正常事件，明文，签名不含密钥",
  },
});
