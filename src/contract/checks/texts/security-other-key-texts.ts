import { createTexts } from "../../../base/text.js";

export const securityOtherKeyTexts = createTexts("security/other-key", {
  title: {
    en: "An event made with another Encrypt Key has no effect, and the receiver survives it",
    zh: "用其他 Encrypt Key 生成的事件不会被处理，接收端不受影响",
  },
  clause: {
    en: "Events are encrypted and signed with the app's own Encrypt Key; what another key made is not for this app.",
    zh: "事件用应用自己的 Encrypt Key 加密和签名；用其他密钥生成的事件不属于该应用。",
  },
  why: {
    en: "Anyone can encrypt and sign with a key of their own. A receiver that decrypts first dies of it, and anyone can send it.",
    zh: "任何人都能用自己的密钥加密和签名。先解密再验签的接收端会因此崩溃，而这样的请求谁都能发送。",
  },
  fix: {
    en: "Verify the signature before you decrypt, and catch what decryption throws.",
    zh: "先验签再解密，并捕获解密时抛出的异常。",
  },
  event: { en: "an event encrypted and signed with another key", zh: "用其他密钥加密和签名的事件" },
  holds: {
    en: "The event made with another key was answered and had no effect.",
    zh: "用其他密钥生成的事件得到响应，且未被处理。",
  },
  broken: {
    en: "An event made with another key was acted on.",
    zh: "用其他密钥生成的事件被处理了。",
  },
});
