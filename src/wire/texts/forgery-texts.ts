import { createTexts } from "../../base/text.js";

/** What is wrong with each forged request. */
export const forgeryTexts = createTexts("forgery", {
  "wrong-signature": {
    en: "The signature is 64 random hex digits.",
    zh: "签名是 64 位随机的十六进制字符。",
  },
  "missing-signature": {
    en: "The three X-Lark headers are missing.",
    zh: "缺少 3 个 X-Lark-* 请求头。",
  },
  "body-swapped": {
    en: "Timestamp, nonce and signature are good, but belong to another event's body.",
    zh: "时间戳、nonce 和签名都有效，但属于另一个事件的请求体。",
  },
  "tampered-ciphertext": {
    en: "A bit at each end of the ciphertext is flipped so that it opens to nothing; the signature is right.",
    zh: "密文首尾各翻转一位，无法解密；签名正确。",
  },
  "other-key": {
    en: "Encrypted and signed, both correctly, with another Encrypt Key.",
    zh: "用另一个 Encrypt Key 加密和签名，两者都正确。",
  },
  "plaintext-downgrade": {
    en: "The event is in clear and signed with the empty key, as for an app without a key.",
    zh: "明文推送，用空密钥签名，如同应用没有设置 Encrypt Key。",
  },
  "wrong-token": {
    en: "Everything is right but header.token, which is another Verification Token.",
    zh: "只有 header.token 不对：是另一个 Verification Token。",
  },
  "empty-token": {
    en: "Everything is right but header.token, which is the empty string.",
    zh: "只有 header.token 不对：是空字符串。",
  },
  "null-token": {
    en: "Everything is right but header.token, which is null.",
    zh: "只有 header.token 不对：是 null。",
  },
  "missing-token": {
    en: "Everything is right but that header has no token.",
    zh: "其他都正确，但事件头中没有 token。",
  },
  "empty-key-signature": {
    en: "Encrypted and signed with the empty string as Encrypt Key: nothing secret is in it.",
    zh: "用空字符串作为 Encrypt Key 加密和签名，不含任何密钥信息。",
  },
  "key-left-out": {
    en: "A good ciphertext, signed with SHA-256 over timestamp, nonce and body without the key.",
    zh: "密文有效，签名是对时间戳、nonce 和 body 的 SHA-256，不含 Encrypt Key。",
  },
  "stale-timestamp": {
    en: "Everything is right, but it was signed seven days ago.",
    zh: "其他都正确，但签名时间是 7 天前。",
  },
  "hmac-sha256-key": {
    en: "The signature is an HMAC-SHA256 with the Encrypt Key instead of a plain SHA-256.",
    zh: "签名是以 Encrypt Key 为密钥的 HMAC-SHA256，而不是 SHA-256。",
  },
  "hmac-sha256-token": {
    en: "The signature is an HMAC-SHA256 with the Verification Token.",
    zh: "签名是以 Verification Token 为密钥的 HMAC-SHA256。",
  },
  "newline-joined": {
    en: "The signed parts are joined by newlines.",
    zh: "签名的各部分之间用换行连接。",
  },
  "base64-signature": {
    en: "The signature's bytes are right but written in base64 instead of hex.",
    zh: "签名的字节正确，但写成 base64 而不是十六进制。",
  },
  "reserialised-body": {
    en: "The signature is over the body as a JSON writer that puts spaces in would write it.",
    zh: "签名所用的 body 经过重新序列化，多了空格。",
  },
  "ciphertext-alone": {
    en: "The signature is over the value of `encrypt` alone instead of the whole body.",
    zh: "只对 `encrypt` 的值签名，而不是整个请求体。",
  },
  "token-as-key": {
    en: "The signature has the Verification Token in the Encrypt Key's place.",
    zh: "签名时用 Verification Token 代替 Encrypt Key。",
  },
  "sha1-card": {
    en: "The signature is a SHA-1 with the Verification Token, as for card callbacks.",
    zh: "签名是使用 Verification Token 的 SHA-1，与卡片回调相同。",
  },
  "needs-key": {
    en: ({ name }: { name: string }) => `Failed to forge "${name}": the app has no Encrypt Key.`,
    zh: ({ name }) => `无法伪造 ${name}：应用没有 Encrypt Key。`,
  },
  "set-key": {
    en: "Set an Encrypt Key, or choose a forgery that needs none.",
    zh: "设置 Encrypt Key，或选择不需要它的伪造方式。",
  },
});
