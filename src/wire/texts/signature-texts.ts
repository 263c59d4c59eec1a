import { createTexts } from "../../base/text.js";
import { zh } from "../../base/zh.js";

export const signatureTexts = createTexts("explain-signature", {
  purpose: { en: "explain the request", zh: "诊断请求" },
  "none-expected": {
    en: "A url_verification request carries no signature: none is expected.",
    zh: "url_verification 请求不带签名，无需校验。",
  },
  incomplete: {
    en: "Timestamp, nonce and signature are not all there.",
    zh: "时间戳、nonce 和签名不齐全。",
  },
  "right-for-empty-key": {
    en: "The signature verifies: it is right for the empty key, which is how Feishu signs for an app without an Encrypt Key; it proves nothing.",
    zh: "签名校验通过，但用的是空密钥：应用没有 Encrypt Key 时飞书就这样签名，这不能证明请求来自飞书。",
  },
  right: {
    en: "The signature verifies over the raw body.",
    zh: "签名校验通过（基于原始 body）。",
  },
  "no-whole-body": {
    en: ({ gap }: { gap: "absent" | "cut" | "hidden" }) =>
      `The signature is over the whole body, which ${lacks[gap]} in the capture: it cannot be judged.`,
    zh: ({ gap }) => `签名针对整个请求体，而捕获内容中的请求体${lacksZh[gap]}，无法判断。`,
  },
  "hidden-headers": {
    en: ({ names }: { names: readonly string[] }) =>
      `The capture hides ${names.join(", ")}: the signature cannot be judged.`,
    zh: ({ names }) => `捕获内容隐藏了 ${names.join("、")}，无法判断签名。`,
  },
  "rest-agrees": {
    en: "The digits that are left agree with the right signature.",
    zh: "剩下的字符与正确的签名一致。",
  },
  "rest-differs": {
    en: "The digits that are left differ from the right signature.",
    zh: "剩下的字符与正确的签名不一致。",
  },
  "no-key": {
    en: "Without the Encrypt Key the signature cannot be recomputed.",
    zh: "没有提供 Encrypt Key，无法重新计算签名。",
  },
  "not-lower-case": {
    en: "The signature is right but not in lower case.",
    zh: "签名正确，但不是小写。",
  },
  "write-lower-case": {
    en: "Write the hex digits in lower case.",
    zh: "将十六进制字符改为小写。",
  },
  "in-base64": {
    en: "The signature is right but written in base64 instead of hex.",
    zh: "签名正确，但写成了 base64，应为十六进制。",
  },
  "take-hex": {
    en: "Take the hex digits of the hash, in lower case.",
    zh: "将哈希值写成小写十六进制。",
  },
  "made-so": {
    en: ({ recipe }: { recipe: string }) => `This signature was ${recipe}.`,
    zh: ({ recipe }) => `这个签名的计算方式：${recipe}。`,
  },
  unexplained: {
    en: "The signature is another one, and no known mistake gives it: the key is another app's, or the body, timestamp or nonce was changed after signing.",
    zh: "签名不一致，且不属于任何已知的错误写法：可能用了其他应用的 Encrypt Key，也可能签名后改动了请求体、时间戳或 nonce。",
  },
  "no-signature": {
    en: ({ length }: { length: number }) =>
      `This is no signature of Feishu's: that is 64 hex digits, and this has ${length} characters.`,
    zh: ({ length }) =>
      `这不是飞书的签名：飞书的签名是 64 位十六进制字符，这里是 ${length} 个字符。`,
  },
  "compare-key": {
    en: "Compare the Encrypt Key with the developer console, and hash the bytes of the body as they arrive, before any JSON parser.",
    zh: "与开发者后台核对 Encrypt Key，并用收到的原始 body 计算签名，不要先解析 JSON。",
  },
});

const lacks = { absent: "is not there", cut: "was cut short", hidden: "is hidden" } as const;
const lacksZh = { absent: "缺失", cut: "被截断", hidden: "被隐藏" } as const;

/** What a hash was made of, and what to change about it. */
export const recipeTexts = createTexts("hash-recipe", {
  parts: {
    en: ({ parts }: { parts: readonly string[] }) => parts.join(", "),
    zh: ({ parts }) => parts.join("；"),
  },
  documented: { en: "made as documented", zh: "与官方算法一致" },
  "with-secret": {
    en: ({ secret }: { secret: string }) => `made with ${secret}`,
    zh: ({ secret }) => zh`密钥用了${secret}`,
  },
  "as-formula": {
    en: ({ formula }: { formula: string }) => `made as ${formula}`,
    zh: ({ formula }) => zh`算法是${formula}`,
  },
  "over-body": {
    en: ({ form, offset }: { form: string; offset: number }) =>
      `computed over ${form}; the first byte that differs from the raw body is at offset ${offset}`,
    zh: ({ form, offset }) => zh`对${form}计算，与原始 body 的第一处不同在偏移 ${offset} 处`,
  },
  fixes: {
    en: ({ fixes }: { fixes: readonly string[] }) => {
      const fix = fixes.join("; ");
      return `${fix.charAt(0).toUpperCase()}${fix.slice(1)}.`;
    },
    zh: ({ fixes }) => `${fixes.join("；")}。`,
  },
  "put-key": {
    en: "put the Encrypt Key itself after the nonce",
    zh: "在 nonce 之后拼接 Encrypt Key 本身",
  },
  "take-sha256": {
    en: "take the plain SHA-256 of timestamp + nonce + Encrypt Key + body, in lower-case hex",
    zh: "计算 sha256(timestamp + nonce + Encrypt Key + body)，写成小写十六进制",
  },
  "hash-raw": {
    en: "hash the raw bytes of the body, before any JSON parser touches them",
    zh: "用解析 JSON 之前的原始 body 计算",
  },
});

export const computedTexts = createTexts("explain-computed", {
  "no-body": {
    en: "What your hash was made of cannot be found without the body.",
    zh: "没有请求体，无法查明这个哈希值是怎么算出来的。",
  },
  unexplained: {
    en: "Your hash is another one, and no known formula gives it.",
    zh: "计算出的哈希值不一致，且不属于任何已知的算法。",
  },
  compare: {
    en: ({ timestamp, nonce, key, body }: Lengths) =>
      `Print what you hash and compare: the timestamp has ${timestamp} characters, the nonce ${nonce}, the key ${key ?? "an unknown number of"}, the body ${body} bytes.`,
    zh: ({ timestamp, nonce, key, body }) =>
      `打印参与计算的内容并逐项比对：时间戳 ${timestamp} 个字符，nonce ${nonce} 个字符，密钥${key === null ? "长度未知" : ` ${key} 个字符`}，body ${body} 字节。`,
  },
  "made-so": {
    en: ({ recipe }: { recipe: string }) => `Your hash was ${recipe}.`,
    zh: ({ recipe }) => `这个哈希值的计算方式：${recipe}。`,
  },
  "not-lower-hex": {
    en: "Your hash is right, but not written in lower-case hex.",
    zh: "哈希值正确，但没有写成小写十六进制。",
  },
  "write-lower-hex": {
    en: "Write it as lower-case hex digits before you compare.",
    zh: "先写成小写十六进制，再比较。",
  },
  right: { en: "Your hash is right: it is the signature.", zh: "哈希值正确，与签名一致。" },
  "other-signature": {
    en: "Your hash is what Feishu's formula gives; the signature is another one.",
    zh: "哈希值与官方算法的结果一致，但与请求中的签名不同。",
  },
});

interface Lengths {
  timestamp: number;
  nonce: number;
  /** Null where the key is not known. */
  key: number | null;
  body: number;
}
