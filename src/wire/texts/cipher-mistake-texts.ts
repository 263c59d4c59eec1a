import { createTexts } from "../../base/text.js";

/** How an `encrypt` field was made that Feishu would not make so, as what completes "It was encrypted". */
export const cipherMistakeTexts = createTexts("cipher-mistake", {
  all: {
    en: ({ mistakes }: { mistakes: readonly string[] }) => mistakes.join(", "),
    zh: ({ mistakes }) => mistakes.join("，"),
  },
  "all-fixes": {
    en: ({ fixes }: { fixes: readonly string[] }) => fixes.join(" "),
    zh: ({ fixes }) => fixes.join(""),
  },
  "key-itself": {
    en: "with the Encrypt Key itself instead of the SHA-256 of it",
    zh: "密钥用了 Encrypt Key 本身，而不是它的 SHA-256",
  },
  "key-md5": {
    en: "with the MD5 of the Encrypt Key instead of the SHA-256 of it",
    zh: "密钥用了 Encrypt Key 的 MD5，而不是它的 SHA-256",
  },
  "key-hex": {
    en: "with the hex digits of the SHA-256 of the Encrypt Key instead of its bytes",
    zh: "密钥用了 Encrypt Key 的 SHA-256 十六进制字符，而不是它的字节",
  },
  "take-sha256": {
    en: "Take the 32 bytes of the SHA-256 of the Encrypt Key as the AES key.",
    zh: "用 Encrypt Key 的 SHA-256（32 字节）作为 AES 密钥。",
  },
  ecb: { en: "in ECB mode instead of CBC", zh: "用了 ECB 模式，而不是 CBC" },
  "use-cbc": { en: "Use AES-256-CBC.", zh: "改用 AES-256-CBC。" },
  "no-iv": { en: "without an IV in front", zh: "密文前没有 iv" },
  "zero-iv": {
    en: "with an IV of zeros that is not in front of the ciphertext",
    zh: "iv 全为 0，且没有拼在密文前",
  },
  "iv-of-key": {
    en: "with the first bytes of the AES key as the IV, which is not in front of the ciphertext",
    zh: "iv 用了 AES 密钥的前 16 字节，且没有拼在密文前",
  },
  "iv-of-text-key": {
    en: "with the first characters of the Encrypt Key as the IV, which is not in front of the ciphertext",
    zh: "iv 用了 Encrypt Key 的前 16 个字符，且没有拼在密文前",
  },
  "draw-iv": {
    en: "Draw a random IV of 16 bytes, and put it in front of the ciphertext before the base64 step.",
    zh: "随机生成 16 字节的 iv，拼在密文前面，再做 base64 编码。",
  },
  "blocks-of-32": {
    en: "padded to blocks of 32 bytes, as WeCom does",
    zh: "按 32 字节分组填充（企业微信的做法）",
  },
  "no-padding": { en: "without padding", zh: "没有填充" },
  "padded-with": {
    en: ({ filling }: { filling: "zeros" | "spaces" }) =>
      `padded with ${filling} instead of PKCS#7`,
    zh: ({ filling }) => `用${filling === "zeros" ? " 0 " : "空格"}填充，而不是 PKCS#7`,
  },
  "pad-by-pkcs7": {
    en: "Pad by PKCS#7 to blocks of 16 bytes: n bytes of the value n.",
    zh: "按 PKCS#7 填充到 16 字节的整数倍：填充 n 个值为 n 的字节。",
  },
  // What is done to base64 on the way.
  "url-alphabet": {
    en: "base64 in the alphabet for URLs (- and _)",
    zh: "URL 安全字符集（- 和 _）的 base64",
  },
  "spaces-for-plus": { en: "base64 whose + became spaces", zh: "+ 变成空格的 base64" },
  "in-lines": { en: "base64 in lines", zh: "分成多行的 base64" },
  percent: { en: "base64 in percent encoding", zh: "经过百分号编码的 base64" },
  hex: { en: "hex instead of base64", zh: "十六进制，而不是 base64" },
  unpadded: { en: "base64 without its padding", zh: "缺少填充的 base64" },
});

/** What a receiver does that cannot decrypt, as what completes "The receiver", and what it has to do. */
export const wrongEncryptionTexts = createTexts("wrong-encryption", {
  "key-padded": {
    en: ({ filling }: { filling: KeyFilling }) =>
      `takes the Encrypt Key itself, cut or padded to 32 bytes with ${fillings[filling]}, as AES key, not the SHA-256 of the key`,
    zh: ({ filling }) =>
      `把 Encrypt Key 本身截断或用${fillingsZh[filling]}补到 32 字节当作 AES 密钥，而不是取它的 SHA-256`,
  },
  "aes-128": {
    en: "takes the first 16 bytes of the Encrypt Key itself as AES-128 key, not the SHA-256 of the key",
    zh: "把 Encrypt Key 的前 16 字节当作 AES-128 密钥，而不是取它的 SHA-256",
  },
  "hex-decoded": {
    en: "decodes the Encrypt Key from hex and takes that as AES key, not the SHA-256 of the key",
    zh: "把 Encrypt Key 按十六进制解码后当作 AES 密钥，而不是取它的 SHA-256",
  },
  "base64-decoded": {
    en: "decodes the Encrypt Key from base64 and takes that as AES key, not the SHA-256 of the key",
    zh: "把 Encrypt Key 按 base64 解码后当作 AES 密钥，而不是取它的 SHA-256",
  },
  md5: {
    en: "takes the MD5 of the Encrypt Key as AES key, not its SHA-256",
    zh: "把 Encrypt Key 的 MD5 当作 AES 密钥，而不是它的 SHA-256",
  },
  "md5-hex": {
    en: "takes the MD5 of the Encrypt Key in hex as AES key, not the bytes of its SHA-256",
    zh: "把 Encrypt Key 的 MD5 十六进制值当作 AES 密钥，而不是它的 SHA-256 字节",
  },
  "sha256-hex": {
    en: "takes the first 32 hex digits of the Encrypt Key's SHA-256 as AES key, not its 32 bytes",
    zh: "把 Encrypt Key 的 SHA-256 前 32 位十六进制字符当作 AES 密钥，而不是它的 32 字节",
  },
  "half-sha256": {
    en: "takes the first half of the Encrypt Key's SHA-256 as AES-128 key, not all of it",
    zh: "把 Encrypt Key 的 SHA-256 前一半当作 AES-128 密钥，而不是全部",
  },
  "zero-iv": {
    en: "decrypts with an IV of zeros and takes the IV in front for text",
    zh: "用全 0 的 iv 解密，并把前面的 iv 当作内容",
  },
  "zero-iv-cut-off": {
    en: "cuts the IV off and then decrypts with an IV of zeros",
    zh: "去掉了前面的 iv，再用全 0 的 iv 解密",
  },
  "iv-from-key": {
    en: "takes the first 16 bytes of the AES key as IV and the IV in front for text",
    zh: "把 AES 密钥的前 16 字节当作 iv，并把前面的 iv 当作内容",
  },
  "iv-from-key-cut-off": {
    en: "cuts the IV off and then takes the first 16 bytes of the AES key as IV",
    zh: "去掉了前面的 iv，再把 AES 密钥的前 16 字节当作 iv",
  },
  "iv-from-text-key": {
    en: "takes the first 16 bytes of the Encrypt Key as IV and the IV in front for text",
    zh: "把 Encrypt Key 的前 16 字节当作 iv，并把前面的 iv 当作内容",
  },
  ecb: {
    en: "decrypts with AES-256-ECB and takes the IV in front for text",
    zh: "用 AES-256-ECB 解密，并把前面的 iv 当作内容",
  },
  base64url: {
    en: "reads the encrypt field as base64url",
    zh: "把 encrypt 字段当作 base64url 解码",
  },
  hex: { en: "reads the encrypt field as hex", zh: "把 encrypt 字段当作十六进制解码" },
  "zero-padding": { en: "expects padding with NUL bytes", zh: "按 NUL 字节处理填充" },
  "no-padding": { en: "does not remove the padding", zh: "没有去掉填充" },
  "wrong-key": {
    en: ({ key }: { key: WrongKey }) => `decrypts with ${keys[key]} in the Encrypt Key's place`,
    zh: ({ key }) => `解密时用了${keysZh[key]}`,
  },
  "hash-key": {
    en: "Take the SHA-256 of the Encrypt Key, all 32 bytes of it, as the AES-256 key.",
    zh: "用 Encrypt Key 的 SHA-256（全部 32 字节）作为 AES-256 密钥。",
  },
  "read-iv": {
    en: "Take the first 16 bytes of the decoded text as IV, and decrypt only what follows.",
    zh: "取 base64 解码后的前 16 字节作为 iv，只解密其后的内容。",
  },
  "check-key": {
    en: "Take the Encrypt Key exactly as the developer console shows it, and its SHA-256 as AES key.",
    zh: "使用与开发者后台完全一致的 Encrypt Key，以它的 SHA-256 作为 AES 密钥。",
  },
  unpad: {
    en: "Let the AES library remove the PKCS#7 padding: its last byte, 1 to 16, says how many bytes go.",
    zh: "让 AES 库去掉 PKCS#7 填充：最后一字节（1–16）就是要去掉的字节数。",
  },
  "use-cbc": {
    en: "Decrypt with AES-256-CBC: the first 16 bytes of the decoded text are the IV.",
    zh: "用 AES-256-CBC 解密，base64 解码后的前 16 字节是 iv。",
  },
  "decode-base64-standard": {
    en: "Decode it as base64 in the standard alphabet, with + and /.",
    zh: "按标准 base64 字符集（+ 和 /）解码。",
  },
  "decode-base64": {
    en: "Decode it as base64 in the standard alphabet.",
    zh: "按标准 base64 解码。",
  },
});

const fillings = { zero: "the digit 0", nul: "NUL", space: "spaces" } as const;
const fillingsZh = { zero: "数字 0 ", nul: " NUL ", space: "空格" } as const;

/** What stands in the Encrypt Key's place. */
const keys = {
  token: "the Verification Token",
  empty: "the empty string",
  "with-newline": "the Encrypt Key with a newline after it",
  "with-cr-lf": "the Encrypt Key with CR and LF after it",
  "with-space": "the Encrypt Key with a space after it",
  trimmed: "the Encrypt Key without the white space around it",
  quoted: "the Encrypt Key with quotation marks around it",
  hashed: "the SHA-256 of the Encrypt Key in hex",
} as const;
const keysZh = {
  token: " Verification Token（应为 Encrypt Key）",
  empty: "空字符串（应为 Encrypt Key）",
  "with-newline": "末尾带换行的 Encrypt Key",
  "with-cr-lf": "末尾带 CR、LF 的 Encrypt Key",
  "with-space": "末尾带空格的 Encrypt Key",
  trimmed: "去掉首尾空白的 Encrypt Key",
  quoted: "带双引号的 Encrypt Key",
  hashed: " Encrypt Key 的 SHA-256 十六进制值（多算了一次）",
} as const satisfies Record<keyof typeof keys, string>;

/** What a wrong key was filled up with, and what was taken for the key. */
export type KeyFilling = keyof typeof fillings;
export type WrongKey = keyof typeof keys;
