import { createTexts } from "../../base/text.js";

/** Ways to compute a hash, as what completes "made as". */
export const formulaTexts = createTexts("hash-formula", {
  documented: {
    en: "SHA-256 in lower-case hex, as documented",
    zh: "SHA-256，小写十六进制（官方算法）",
  },
  hmac: {
    en: "HMAC-SHA256 over timestamp, nonce and body instead of a plain SHA-256",
    zh: "对时间戳、nonce 和 body 计算的 HMAC-SHA256，而不是 SHA-256",
  },
  "hmac-all": {
    en: "HMAC-SHA256 over timestamp, nonce, key and body instead of a plain SHA-256",
    zh: "对时间戳、nonce、密钥和 body 计算的 HMAC-SHA256，而不是 SHA-256",
  },
  "hmac-body": {
    en: "HMAC-SHA256 over the body alone instead of a plain SHA-256",
    zh: "只对 body 计算的 HMAC-SHA256，而不是 SHA-256",
  },
  sha1: { en: "SHA-1, as for card callbacks", zh: "SHA-1，与卡片回调相同" },
  newlines: {
    en: "SHA-256 with the parts joined by newlines",
    zh: "SHA-256，各部分之间用换行连接",
  },
  arranged: {
    en: ({ order, left, isInOrder, isNonceFirst }: Arranged) =>
      `SHA-256 of ${order.join(" + ")}, ${[
        ...(left.length === 0 ? [] : [`the ${left.join(" and the ")} left out`]),
        ...(isInOrder
          ? []
          : [`in another order${isNonceFirst ? ": the nonce before the timestamp" : ""}`]),
      ].join(" and ")}`,
    zh: ({ order, left, isInOrder, isNonceFirst }) =>
      `SHA-256(${order.join(" + ")})，${[
        ...(left.length === 0 ? [] : [`缺少 ${left.join("、")}`]),
        ...(isInOrder ? [] : [`顺序不对${isNonceFirst ? "（nonce 在 timestamp 之前）" : ""}`]),
      ].join("，且")}`,
  },
  "word-for-headers": {
    en: ({ word }: { word: string }) =>
      `SHA-256 with "${word}" in the place of timestamp and nonce, whose headers were not found`,
    zh: ({ word }) => `SHA-256，但没有读到请求头，时间戳和 nonce 都成了 "${word}"`,
  },
  "word-for-nonce": {
    en: ({ word }: { word: string }) =>
      `SHA-256 with "${word}" in the place of the nonce, whose header was not found`,
    zh: ({ word }) => `SHA-256，但没有读到请求头，nonce 成了 "${word}"`,
  },
  "word-for-key": {
    en: ({ word }: { word: string }) =>
      `SHA-256 with "${word}" in the place of the key, which was not set`,
    zh: ({ word }) => `SHA-256，但没有设置 Encrypt Key，密钥成了 "${word}"`,
  },
  milliseconds: {
    en: "SHA-256 with the timestamp in milliseconds",
    zh: "SHA-256，但时间戳用了毫秒",
  },
  seconds: {
    en: "SHA-256 with the timestamp in seconds although the header has milliseconds",
    zh: "SHA-256，但时间戳用了秒，而请求头中是毫秒",
  },
  joined: {
    en: ({ mark }: { mark: string }) => `SHA-256 with the parts joined by ${JSON.stringify(mark)}`,
    zh: ({ mark }) => `SHA-256，各部分之间用 ${JSON.stringify(mark)} 连接`,
  },
  "other-digest": {
    en: ({ algorithm }: { algorithm: string }) => `${algorithm} instead of SHA-256`,
    zh: ({ algorithm }) => `${algorithm}，而不是 SHA-256`,
  },
  twice: { en: "SHA-256 of the SHA-256", zh: "对 SHA-256 的结果再算一次 SHA-256" },
  "hmac-sha1": {
    en: "HMAC-SHA1 over timestamp, nonce and body instead of a plain SHA-256",
    zh: "对时间戳、nonce 和 body 计算的 HMAC-SHA1，而不是 SHA-256",
  },
  "hmac-body-long-key": {
    en: "HMAC-SHA256 over the body with timestamp + nonce + key as its key instead of a plain SHA-256",
    zh: "以 timestamp + nonce + key 为密钥、对 body 计算的 HMAC-SHA256，而不是 SHA-256",
  },
  "hmac-timestamp": {
    en: "HMAC-SHA256 over timestamp and body instead of a plain SHA-256",
    zh: "对时间戳和 body 计算的 HMAC-SHA256，而不是 SHA-256",
  },
  "hmac-dot": {
    en: "HMAC-SHA256 over timestamp and body with a dot between them instead of a plain SHA-256",
    zh: "对时间戳和 body（中间加点）计算的 HMAC-SHA256，而不是 SHA-256",
  },
  "hmac-nonce-first": {
    en: "HMAC-SHA256 over nonce, timestamp and body instead of a plain SHA-256",
    zh: "对 nonce、时间戳和 body 计算的 HMAC-SHA256，而不是 SHA-256",
  },
  "hmac-newlines": {
    en: "HMAC-SHA256 over timestamp, nonce and body joined by newlines instead of a plain SHA-256",
    zh: "对换行连接的时间戳、nonce 和 body 计算的 HMAC-SHA256，而不是 SHA-256",
  },
  "hmac-no-body": {
    en: "HMAC-SHA256 over timestamp and nonce instead of a plain SHA-256",
    zh: "对时间戳和 nonce 计算的 HMAC-SHA256，而不是 SHA-256",
  },
  "hmac-bot": {
    en: "HMAC-SHA256 of nothing with timestamp, newline and key as its key, as custom bots sign instead of a plain SHA-256",
    zh: "自定义机器人的签名算法（以时间戳、换行和密钥为密钥，对空内容计算 HMAC-SHA256），而不是 SHA-256",
  },
});

interface Arranged {
  order: readonly string[];
  left: readonly string[];
  isInOrder: boolean;
  isNonceFirst: boolean;
}
