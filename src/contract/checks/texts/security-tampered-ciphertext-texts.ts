import { createTexts } from "../../../base/text.js";

export const securityTamperedCiphertextTexts = createTexts("security/tampered-ciphertext", {
  title: {
    en: "A ciphertext that does not open has no effect, and the receiver survives it",
    zh: "无法解密的密文不会被处理，接收端不受影响",
  },
  clause: {
    en: "The encrypt field is base64 of the IV and an AES-256-CBC ciphertext with PKCS#7 padding; one that does not open is not an event.",
    zh: "encrypt 字段是初始向量 iv 与 AES-256-CBC 密文（PKCS7Padding）的 base64 编码；无法解密的不是事件。",
  },
  why: {
    en: "One request could stop the service. The Node SDK with autoChallenge decrypts before it verifies, nothing catches what that throws, and the process ends.",
    zh: "否则一个请求就能使服务停止。Node SDK 开启 autoChallenge 时先解密再验签，解密抛出的异常没有捕获，进程会退出。",
  },
  fix: {
    en: "Verify the signature before you decrypt, catch what decryption throws, and answer 400 or 401. With the Node SDK: decrypt yourself and hand it the event in clear.",
    zh: "先验签再解密，捕获解密时抛出的异常，返回 400 或 401。使用 Node SDK 时，自行解密后再将明文事件交给它。",
  },
  event: {
    en: "a signed event with bits of the ciphertext flipped",
    zh: "密文被改动、签名正确的事件",
  },
  holds: {
    en: "The broken ciphertext was answered and had no effect.",
    zh: "无法解密的密文得到响应，且未被处理。",
  },
  broken: {
    en: "An event whose ciphertext does not open was acted on.",
    zh: "密文无法解密，事件仍被处理。",
  },
});
