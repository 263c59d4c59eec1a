import type { ForgeryName } from "../../../wire/forgery.js";

/** The ways to forge a request by their names in Chinese; the server says what each one is. */
export const forgeriesZh: Readonly<Record<ForgeryName, string>> = {
  "wrong-signature": "签名错误",
  "missing-signature": "没有签名",
  "body-swapped": "替换请求体",
  "tampered-ciphertext": "篡改密文",
  "other-key": "其他 Encrypt Key",
  "plaintext-downgrade": "降级为明文",
  "wrong-token": "其他 Verification Token",
  "empty-token": "Token 为空字符串",
  "null-token": "Token 为 null",
  "missing-token": "没有 Token",
  "empty-key-signature": "空密钥",
  "key-left-out": "签名不含密钥",
  "stale-timestamp": "过期的时间戳",
  "hmac-sha256-key": "用 Encrypt Key 的 HMAC",
  "hmac-sha256-token": "用 Token 的 HMAC",
  "newline-joined": "用换行连接",
  "base64-signature": "base64 签名",
  "reserialised-body": "重新序列化的 body",
  "ciphertext-alone": "只对密文签名",
  "token-as-key": "Token 当作密钥",
  "sha1-card": "卡片回调的 SHA-1",
};
