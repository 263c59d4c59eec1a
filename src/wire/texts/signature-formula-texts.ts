import { createTexts } from "../../base/text.js";

/** Ways to compute X-Lark-Signature that are not the documented one, as what completes "computes the signature as". */
export const signatureFormulaTexts = createTexts("signature-formula", {
  "hmac-sha256-key": {
    en: "HMAC-SHA256 with the Encrypt Key",
    zh: "以 Encrypt Key 为密钥的 HMAC-SHA256",
  },
  "hmac-sha256-token": {
    en: "HMAC-SHA256 with the Verification Token",
    zh: "以 Verification Token 为密钥的 HMAC-SHA256",
  },
  "newline-joined": {
    en: "SHA-256 of the parts joined by newlines",
    zh: "各部分用换行连接的 SHA-256",
  },
  "base64-signature": {
    en: "SHA-256 in base64 instead of hex",
    zh: "写成 base64 而不是十六进制的 SHA-256",
  },
  "reserialised-body": {
    en: "SHA-256 over the body parsed and written again, instead of the raw body",
    zh: "对解析后重新序列化的 body 计算的 SHA-256，而不是原始 body",
  },
  "ciphertext-alone": {
    en: "SHA-256 over the value of encrypt alone, instead of the whole body",
    zh: "只对 encrypt 的值计算的 SHA-256，而不是整个请求体",
  },
  "token-as-key": {
    en: "SHA-256 with the Verification Token in the Encrypt Key's place",
    zh: "用 Verification Token 代替 Encrypt Key 的 SHA-256",
  },
  "sha1-card": {
    en: "SHA-1 with the Verification Token, as for card callbacks",
    zh: "使用 Verification Token 的 SHA-1，与卡片回调相同",
  },
  "key-left-out": {
    en: "SHA-256 without the Encrypt Key",
    zh: "没有加入 Encrypt Key 的 SHA-256",
  },
  "reserialised-as-php": {
    en: "SHA-256 over the body parsed and written again as PHP does, with / escaped as \\/, instead of the raw body",
    zh: "对解析后用 PHP 重新序列化的 body（/ 转义为 \\/）计算的 SHA-256，而不是原始 body",
  },
  "reserialised-indented": {
    en: "SHA-256 over the body parsed and written again with indents, instead of the raw body",
    zh: "对解析后带缩进重新序列化的 body 计算的 SHA-256，而不是原始 body",
  },
  "reserialised-deep-indented": {
    en: "SHA-256 over the body parsed and written again with deep indents, instead of the raw body",
    zh: "对解析后带更深缩进重新序列化的 body 计算的 SHA-256，而不是原始 body",
  },
  "newline-added": {
    en: "SHA-256 over the body with a newline after it, instead of the raw body",
    zh: "对末尾多了换行的 body 计算的 SHA-256，而不是原始 body",
  },
  decrypted: {
    en: "SHA-256 over the decrypted text, instead of the raw body",
    zh: "对解密后的明文计算的 SHA-256，而不是原始 body",
  },
  "decrypted-compact": {
    en: "SHA-256 over the decrypted text parsed and written again, instead of the raw body",
    zh: "对解密后重新序列化的明文计算的 SHA-256，而不是原始 body",
  },
  "decrypted-spaced": {
    en: "SHA-256 over the decrypted text parsed and written again as Python does, instead of the raw body",
    zh: "对解密后用 Python 重新序列化的明文计算的 SHA-256，而不是原始 body",
  },
  "object-as-body": {
    en: `SHA-256 over "[object Object]", which a parsed body becomes in a text, instead of the raw body`,
    zh: `对 "[object Object]"（解析后的 body 被转成了字符串）计算的 SHA-256，而不是原始 body`,
  },
  "undefined-as-body": {
    en: `SHA-256 over "undefined", as there was no body where it was looked for, instead of the raw body`,
    zh: `对 "undefined"（取 body 的位置没有 body）计算的 SHA-256，而不是原始 body`,
  },
  "none-as-body": {
    en: `SHA-256 over "None", as there was no body where it was looked for, instead of the raw body`,
    zh: `对 "None"（取 body 的位置没有 body）计算的 SHA-256，而不是原始 body`,
  },
  "empty-object-as-body": {
    en: `SHA-256 over "{}", which a parser leaves when it has read nothing, instead of the raw body`,
    zh: `对 "{}"（解析器没有读到内容）计算的 SHA-256，而不是原始 body`,
  },
  "python-bytes-as-body": {
    en: "SHA-256 over b'…', the str() of Python's bytes, instead of the raw body",
    zh: "对 b'…'（Python bytes 的 str() 结果）计算的 SHA-256，而不是原始 body",
  },
  "python-dict-as-body": {
    en: "SHA-256 over the str() of Python's dict, instead of the raw body",
    zh: "对 Python dict 的 str() 结果计算的 SHA-256，而不是原始 body",
  },
  "hmac-sha256-key-all": {
    en: "HMAC-SHA256 with the Encrypt Key over timestamp, nonce, key and body",
    zh: "以 Encrypt Key 为密钥、对时间戳、nonce、密钥和 body 计算的 HMAC-SHA256",
  },
  "hmac-sha256-key-body": {
    en: "HMAC-SHA256 with the Encrypt Key over the body alone",
    zh: "以 Encrypt Key 为密钥、只对 body 计算的 HMAC-SHA256",
  },
  "hmac-sha256-token-all": {
    en: "HMAC-SHA256 with the Verification Token over timestamp, nonce, token and body",
    zh: "以 Verification Token 为密钥、对时间戳、nonce、Token 和 body 计算的 HMAC-SHA256",
  },
  "hmac-sha256-token-body": {
    en: "HMAC-SHA256 with the Verification Token over the body alone",
    zh: "以 Verification Token 为密钥、只对 body 计算的 HMAC-SHA256",
  },
  "hmac-sha256-key-newlines": {
    en: "HMAC-SHA256 with the Encrypt Key over the parts joined by newlines",
    zh: "以 Encrypt Key 为密钥、对换行连接的各部分计算的 HMAC-SHA256",
  },
  "hmac-sha256-token-newlines": {
    en: "HMAC-SHA256 with the Verification Token over the parts joined by newlines",
    zh: "以 Verification Token 为密钥、对换行连接的各部分计算的 HMAC-SHA256",
  },
  "hmac-sha256-key-dots": {
    en: "HMAC-SHA256 with the Encrypt Key over timestamp and body joined by a full stop",
    zh: "以 Encrypt Key 为密钥、对用点连接的时间戳和 body 计算的 HMAC-SHA256",
  },
  "hmac-sha256-token-dots": {
    en: "HMAC-SHA256 with the Verification Token over timestamp and body joined by a full stop",
    zh: "以 Verification Token 为密钥、对用点连接的时间戳和 body 计算的 HMAC-SHA256",
  },
  "hmac-sha256-key-timestamp": {
    en: "HMAC-SHA256 with the Encrypt Key over timestamp and body",
    zh: "以 Encrypt Key 为密钥、对时间戳和 body 计算的 HMAC-SHA256",
  },
  "hmac-sha256-token-timestamp": {
    en: "HMAC-SHA256 with the Verification Token over timestamp and body",
    zh: "以 Verification Token 为密钥、对时间戳和 body 计算的 HMAC-SHA256",
  },
  "hmac-sha256-key-base64": {
    en: "HMAC-SHA256 with the Encrypt Key, in base64",
    zh: "以 Encrypt Key 为密钥、写成 base64 的 HMAC-SHA256",
  },
  "hmac-sha256-token-base64": {
    en: "HMAC-SHA256 with the Verification Token, in base64",
    zh: "以 Verification Token 为密钥、写成 base64 的 HMAC-SHA256",
  },
  "hmac-sha256-key-body-base64": {
    en: "HMAC-SHA256 with the Encrypt Key over the body alone, in base64",
    zh: "以 Encrypt Key 为密钥、只对 body 计算并写成 base64 的 HMAC-SHA256",
  },
  "hmac-sha256-token-body-base64": {
    en: "HMAC-SHA256 with the Verification Token over the body alone, in base64",
    zh: "以 Verification Token 为密钥、只对 body 计算并写成 base64 的 HMAC-SHA256",
  },
  "hmac-sha256-key-decrypted": {
    en: "HMAC-SHA256 with the Encrypt Key over the decrypted text, instead of the raw body",
    zh: "以 Encrypt Key 为密钥、对解密后的明文计算的 HMAC-SHA256，而不是原始 body",
  },
  "hmac-sha256-token-decrypted": {
    en: "HMAC-SHA256 with the Verification Token over the decrypted text, instead of the raw body",
    zh: "以 Verification Token 为密钥、对解密后的明文计算的 HMAC-SHA256，而不是原始 body",
  },
  "bot-key": {
    en: "HMAC-SHA256 with the Encrypt Key, as custom bots sign",
    zh: "以 Encrypt Key 为密钥的 HMAC-SHA256，即自定义机器人的签名算法",
  },
  "bot-token": {
    en: "HMAC-SHA256 with the Verification Token, as custom bots sign",
    zh: "以 Verification Token 为密钥的 HMAC-SHA256，即自定义机器人的签名算法",
  },
  "upper-case": {
    en: "SHA-256 in upper-case hex",
    zh: "写成大写十六进制的 SHA-256",
  },
  "nonce-first": {
    en: "SHA-256 with the nonce before the timestamp",
    zh: "nonce 在时间戳之前的 SHA-256",
  },
  "key-first": {
    en: "SHA-256 with the Encrypt Key before timestamp and nonce",
    zh: "Encrypt Key 在时间戳和 nonce 之前的 SHA-256",
  },
  "key-last": {
    en: "SHA-256 with the Encrypt Key after the body",
    zh: "Encrypt Key 在 body 之后的 SHA-256",
  },
  "nonce-left-out": {
    en: "SHA-256 without the nonce",
    zh: "缺少 nonce 的 SHA-256",
  },
  "timestamp-left-out": {
    en: "SHA-256 without the timestamp",
    zh: "缺少时间戳的 SHA-256",
  },
  "timestamp-and-nonce-left-out": {
    en: "SHA-256 without timestamp and nonce",
    zh: "缺少时间戳和 nonce 的 SHA-256",
  },
  "body-left-out": {
    en: "SHA-256 without the body",
    zh: "缺少 body 的 SHA-256",
  },
  milliseconds: {
    en: "SHA-256 with the timestamp in milliseconds instead of the header's seconds",
    zh: "时间戳用了毫秒（请求头中是秒）的 SHA-256",
  },
  "sha1-key": {
    en: "SHA-1 with the Encrypt Key",
    zh: "使用 Encrypt Key 的 SHA-1",
  },
  "sha1-sorted": {
    en: "SHA-1 over token, timestamp, nonce and encrypt in sorted order, as WeChat does",
    zh: "对排序后的 Token、时间戳、nonce 和 encrypt 计算的 SHA-1，与微信相同",
  },
  "md5-key": {
    en: "MD5 with the Encrypt Key",
    zh: "使用 Encrypt Key 的 MD5",
  },
  "md5-token": {
    en: "MD5 with the Verification Token",
    zh: "使用 Verification Token 的 MD5",
  },
  "sha512-key": {
    en: "SHA-512 with the Encrypt Key",
    zh: "使用 Encrypt Key 的 SHA-512",
  },
  "trimmed-key": {
    en: "SHA-256 with the Encrypt Key without the white space around it",
    zh: "使用去掉首尾空白的 Encrypt Key 的 SHA-256",
  },
  "key-with-newline": {
    en: "SHA-256 with the Encrypt Key and a newline after it",
    zh: "使用末尾带换行的 Encrypt Key 的 SHA-256",
  },
  "key-with-space": {
    en: "SHA-256 with the Encrypt Key and a space after it",
    zh: "使用末尾带空格的 Encrypt Key 的 SHA-256",
  },
  "key-with-cr-lf": {
    en: "SHA-256 with the Encrypt Key and CR and LF after it",
    zh: "使用末尾带 CR、LF 的 Encrypt Key 的 SHA-256",
  },
  "quoted-key": {
    en: "SHA-256 with the Encrypt Key and quotation marks around it",
    zh: "使用带双引号的 Encrypt Key 的 SHA-256",
  },
  "hashed-key": {
    en: "SHA-256 with the SHA-256 of the Encrypt Key in the key's place",
    zh: "用 Encrypt Key 的 SHA-256 代替密钥的 SHA-256",
  },
});
