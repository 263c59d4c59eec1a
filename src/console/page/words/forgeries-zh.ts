import type { ForgeryName } from "../../../wire/forgery.js";

interface ForgeryZh {
  readonly title: string;
  readonly text: string;
}

/** The ways to forge a request, in Chinese; in English the server describes them. */
export const forgeriesZh: Readonly<Record<ForgeryName, ForgeryZh>> = {
  "wrong-signature": { title: "签名错误", text: "签名是 64 位随机的十六进制字符。" },
  "missing-signature": { title: "没有签名", text: "缺少 3 个 X-Lark-* 请求头。" },
  "body-swapped": {
    title: "替换请求体",
    text: "时间戳、nonce 和签名都有效，但属于另一个事件的请求体。",
  },
  "tampered-ciphertext": {
    title: "篡改密文",
    text: "密文首尾各翻转一位，无法解密；签名正确。",
  },
  "other-key": { title: "其他 Encrypt Key", text: "用另一个 Encrypt Key 加密和签名，两者都正确。" },
  "plaintext-downgrade": {
    title: "降级为明文",
    text: "明文推送，用空密钥签名，如同应用没有设置 Encrypt Key。",
  },
  "wrong-token": {
    title: "其他 Verification Token",
    text: "只有 header.token 不对：是另一个 Verification Token。",
  },
  "empty-token": { title: "Token 为空字符串", text: "只有 header.token 不对：是空字符串。" },
  "null-token": { title: "Token 为 null", text: "只有 header.token 不对：是 null。" },
  "missing-token": { title: "没有 Token", text: "其他都正确，但事件头中没有 token。" },
  "empty-key-signature": {
    title: "空密钥",
    text: "用空字符串作为 Encrypt Key 加密和签名，其中没有任何秘密。",
  },
  "key-left-out": {
    title: "签名不含密钥",
    text: "密文有效，签名是对时间戳、nonce 和 body 的 SHA-256，不含 Encrypt Key。",
  },
  "stale-timestamp": { title: "过期的时间戳", text: "其他都正确，但签名于 7 天前。" },
  "hmac-sha256-key": {
    title: "用 Encrypt Key 的 HMAC",
    text: "签名是以 Encrypt Key 为密钥的 HMAC-SHA256，而不是 SHA-256。",
  },
  "hmac-sha256-token": {
    title: "用 Token 的 HMAC",
    text: "签名是以 Verification Token 为密钥的 HMAC-SHA256。",
  },
  "newline-joined": { title: "用换行连接", text: "签名的各部分之间用换行连接。" },
  "base64-signature": {
    title: "base64 签名",
    text: "签名的字节正确，但写成 base64 而不是十六进制。",
  },
  "reserialised-body": {
    title: "重新序列化的 body",
    text: "签名所用的 body 经过重新序列化，多了空格。",
  },
  "ciphertext-alone": {
    title: "只对密文签名",
    text: "只对 `encrypt` 的值签名，而不是整个请求体。",
  },
  "token-as-key": {
    title: "Token 当作密钥",
    text: "签名时用 Verification Token 代替 Encrypt Key。",
  },
  "sha1-card": {
    title: "卡片回调的 SHA-1",
    text: "签名是使用 Verification Token 的 SHA-1，与卡片回调相同。",
  },
};
