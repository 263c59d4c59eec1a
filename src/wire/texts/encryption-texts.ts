import { createTexts } from "../../base/text.js";
import { zh } from "../../base/zh.js";
import type { UndecryptableReason } from "../event-cipher.js";

export const encryptionTexts = createTexts("explain-encryption", {
  "use-key": {
    en: "Use the Encrypt Key that the developer console shows for this app (Events and Callbacks, Encryption Strategy).",
    zh: "使用开发者后台中这个应用的 Encrypt Key（事件与回调 > 加密策略）。",
  },
  hidden: {
    en: ({ seen }: { seen: string }) =>
      `\`encrypt\` is hidden in the capture (${seen}): it stays closed.`,
    zh: ({ seen }) => `捕获内容中的 encrypt 被隐藏（${seen}），无法解密。`,
  },
  "not-a-string": { en: "`encrypt` is not a string.", zh: "encrypt 不是字符串。" },
  "a-string": { en: "a string", zh: "字符串" },
  "send-base64": {
    en: "Send the base64 text itself, in quotes.",
    zh: "直接发送 base64 文本，并加上引号。",
  },
  encrypted: {
    en: ({ length }: { length: number }) =>
      `The body is encrypted: \`encrypt\` has ${length} characters.`,
    zh: ({ length }) => `请求体已加密：encrypt 有 ${length} 个字符。`,
  },
  clear: {
    en: "The body is in clear, as for an app without an Encrypt Key.",
    zh: "请求体是明文，与未配置 Encrypt Key 的应用一致。",
  },
  "clear-despite-key": {
    en: "The body is in clear although the app has an Encrypt Key.",
    zh: "应用配置了 Encrypt Key，但请求体是明文。",
  },
  "refuse-clear": {
    en: "Feishu encrypts every request of such an app: refuse this one, or leave the Encrypt Key out if the app has none.",
    zh: "拒绝这个请求：飞书对这类应用的每个请求都加密。如果应用没有 Encrypt Key，运行时不要提供它。",
  },
  base64: {
    en: ({ bytes }: { bytes: number }) => `It is base64 of ${bytes} bytes.`,
    zh: ({ bytes }) => `是 base64，解码后 ${bytes} 字节。`,
  },
  iv: {
    en: ({ iv }: { iv: string }) => `The first 16 bytes are the IV: ${iv}.`,
    zh: ({ iv }) => `前 16 字节是初始向量 iv：${iv}。`,
  },
  "zero-iv": {
    en: "The first 16 bytes, the IV, are all zeros; Feishu's is random.",
    zh: "前 16 字节（初始向量 iv）全为 0；飞书的 iv 是随机的。",
  },
  "draw-iv": {
    en: "Draw a random IV for each request.",
    zh: "每个请求都随机生成 iv。",
  },
  blocks: {
    en: ({ count }: { count: number }) =>
      `${count} ${count === 1 ? "block" : "blocks"} of 16 bytes follow it.`,
    zh: ({ count }) => `后面是 ${count} 个 16 字节的分组。`,
  },
  "no-key": {
    en: "The body is encrypted, and no Encrypt Key was given: it stays closed.",
    zh: "请求体已加密，但没有提供 Encrypt Key，无法解密。",
  },
  "right-padding": { en: "The padding is right.", zh: "填充正确。" },
  "not-json-inside": {
    en: ({ why }: { why: string }) => `It opens, but what comes out is not JSON: ${why}`,
    zh: ({ why }) => `可以解密，但结果不是 JSON。${why}`,
  },
  "bytes-changed": {
    en: "bytes were changed on the way, or something else was encrypted.",
    zh: "传输中字节被改动，或加密的是其他内容。",
  },
  "json-object": { en: "a JSON object", zh: "JSON 对象" },
  "compare-ciphertext": {
    en: "Compare the ciphertext with what was sent; encrypt the event's JSON text itself.",
    zh: "与发送时的密文比对；加密的应是事件体的 JSON 文本本身。",
  },
  opens: {
    en: "The Encrypt Key opens it, and JSON comes out.",
    zh: "用 Encrypt Key 解密成功，结果是 JSON。",
  },
  "opens-with": {
    en: ({ secret }: { secret: string }) => `it does open with ${secret}.`,
    zh: ({ secret }) => zh`用${secret}可以解密。`,
  },
  "encrypted-so": {
    en: ({ mistake }: { mistake: string }) => `it was encrypted ${mistake}.`,
    zh: ({ mistake }) => `加密方式有误：${mistake}。`,
  },
  "is-other-base64": {
    en: ({ form }: { form: string }) => `it is ${form}, and opens when read as that.`,
    zh: ({ form }) => zh`它是${form}，按此读取可以解密。`,
  },
  "does-not-open": {
    en: ({ why }: { why: string }) => `The ciphertext does not open: ${why}.`,
    zh: ({ why }) => `密文无法解密：${why}。`,
  },
  "but-known": {
    en: ({ why, known }: { why: string; known: string }) =>
      `The ciphertext does not open: ${why}; but ${known}`,
    zh: ({ why, known }) => `密文无法解密：${why}。${known}`,
  },
  "standard-base64": {
    en: "Use the standard alphabet (+ and /), padded with =, in one line.",
    zh: "使用标准 base64 字符集（+ 和 /），用 = 补齐，写成一行。",
  },
  "fix-not-base64": {
    en: "Use the standard alphabet (+ and /), padded with =; look for a URL-decoding step that turned + into a space, or for a text that was cut.",
    zh: "使用标准 base64 字符集（+ 和 /），用 = 补齐；检查是否有 URL 解码把 + 变成了空格，或文本被截断。",
  },
  "fix-no-iv": {
    en: "Put the 16 bytes of the IV in front of the ciphertext before the base64 step.",
    zh: "先把 16 字节的 iv 拼在密文前面，再做 base64 编码。",
  },
  "fix-not-in-blocks": {
    en: "Look for a text that was cut, or for a missing IV or padding on the sending side.",
    zh: "检查文本是否被截断，或发送方是否漏了 iv 或填充。",
  },
  "is-base64": { en: "It is base64.", zh: "是 base64。" },
  "holds-iv": { en: "It is long enough to hold an IV.", zh: "长度足以包含初始向量 iv。" },
  "padding-by-chance": {
    en: "The padding looks right, by chance perhaps.",
    zh: "填充看起来正确，但可能是巧合。",
  },
});

/** Why an encrypted text does not open. */
export const cipherTexts = createTexts("event-cipher", {
  "no-key": {
    en: "Failed to set up encryption: the Encrypt Key is empty.",
    zh: "无法初始化加密：Encrypt Key 为空。",
  },
  "set-key": {
    en: "Set the Encrypt Key from the developer console, or leave the event in clear.",
    zh: "设置开发者后台中的 Encrypt Key，或改为明文推送。",
  },
  "bad-iv": {
    en: ({ wanted, length }: { wanted: number; length: number }) =>
      `Failed to encrypt: the IV must be ${wanted} bytes long, not ${length}.`,
    zh: ({ wanted, length }) =>
      `无法加密：初始向量 iv 须为 ${wanted} 字节，实际为 ${length} 字节。`,
  },
  "give-iv": {
    en: "Give 32 hex digits, or none to have one made up.",
    zh: "提供 32 位十六进制字符；不提供则自动生成。",
  },
  undecryptable: {
    en: ({ why }: { why: string }) => `Failed to decrypt the text: ${why}.`,
    zh: ({ why }) => `无法解密文本：${why}。`,
  },
  "check-key": {
    en: "Check the Encrypt Key against the developer console, and that the text is the whole `encrypt` field.",
    zh: "与开发者后台核对 Encrypt Key，并确认文本是完整的 encrypt 字段。",
  },
  "not-base64": {
    en: "it is not base64 in the standard alphabet with padding",
    zh: "不是带填充的标准 base64",
  },
  "no-iv": {
    en: ({ bytes, iv }: { bytes: number; iv: number }) =>
      `its ${bytes} bytes are fewer than the IV's ${iv}`,
    zh: ({ bytes, iv }) => `只有 ${bytes} 字节，不足 iv 的 ${iv} 字节`,
  },
  "not-in-blocks": {
    en: ({ bytes, block }: { bytes: number; block: number }) =>
      `the ${bytes} bytes after the IV are not a multiple of ${block} above zero`,
    zh: ({ bytes, block }) => `iv 之后有 ${bytes} 字节，不是 ${block} 的正整数倍`,
  },
  "bad-padding": {
    en: ({ last }: { last: number }) =>
      `the padding is wrong (last byte ${last}): the key is another one or bytes were changed`,
    zh: ({ last }) => `填充不正确（最后一字节为 ${last}），密钥不一致或字节被改动`,
  },
  "not-utf8": {
    en: "what came out is not UTF-8: the key is another one or bytes were changed",
    zh: "解密结果不是 UTF-8，密钥不一致或字节被改动",
  },
});

/** Which of these texts tells how to get around each reason. */
export const fixNames = {
  "not-base64": "fix-not-base64",
  "no-iv": "fix-no-iv",
  "not-in-blocks": "fix-not-in-blocks",
  "bad-padding": "use-key",
  "not-utf8": "use-key",
} as const satisfies Readonly<Record<UndecryptableReason, string>>;
