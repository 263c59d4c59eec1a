import { createTexts } from "../../base/text.js";
import type { Stage } from "../../wire/explanation.js";

/** The commands that do a single step: sign, encrypt, decrypt, generate, verify-url and explain. */
export const wireTexts = createTexts("cli/wire", {
  sign: { en: "print the X-Lark-Signature of a body", zh: "计算请求体的 X-Lark-Signature" },
  "raw-body": {
    en: "the raw body; default: standard input",
    zh: "原始 body；默认读取标准输入",
  },
  timestamp: { en: "X-Lark-Request-Timestamp", zh: "X-Lark-Request-Timestamp" },
  nonce: { en: "X-Lark-Request-Nonce", zh: "X-Lark-Request-Nonce" },

  encrypt: {
    en: 'print a text encrypted, as {"encrypt":"…"}',
    zh: '加密文本，输出 {"encrypt":"…"}',
  },
  text: { en: "the text; default: standard input", zh: "文本；默认读取标准输入" },
  "iv-seed": { en: "the same seed gives the same IV", zh: "种子相同，初始向量 iv 相同" },

  decrypt: {
    en: 'print what {"encrypt":"…"}, or its base64 text alone, says',
    zh: '解密 {"encrypt":"…"}，或其中的 base64 密文',
  },
  body: { en: "the body; default: standard input", zh: "请求体；默认读取标准输入" },
  "nothing-to-decrypt": {
    en: ({ why }: { why: "empty" | "clear" }) =>
      `Failed to decrypt the text: ${notDecrypted[why]}.`,
    zh: ({ why }) =>
      `无法解密：${why === "empty" ? "内容为空" : "这段 JSON 没有 `encrypt` 文本，请求体是明文"}。`,
  },
  "give-encrypt": {
    en: 'Give a body such as {"encrypt":"…"}, or the base64 text alone.',
    zh: '传入 {"encrypt":"…"} 形式的请求体，或其中的 base64 密文。',
  },

  generate: {
    en: "print schema-valid events, one JSON object a line",
    zh: "生成符合 Schema 的事件，每行一个 JSON 对象",
  },
  count: { en: "how many", zh: "数量" },
  format: { en: "how to print", zh: "输出格式" },

  "verify-url": {
    en: "make the url_verification handshake the developer console makes",
    zh: "像开发者后台一样校验请求地址（url_verification）",
  },
  "challenge-seed": {
    en: "the same seed sends the same challenge",
    zh: "种子相同，challenge 相同",
  },
  token: {
    en: "send this token instead of the app's Verification Token",
    zh: "用此 token 代替应用的 Verification Token",
  },

  explain: {
    en: "judge one captured request step by step",
    zh: "逐步分析一个捕获的请求",
  },
  captured: {
    en: "raw HTTP, a curl command, JSON, or a log that shows headers and body; default: standard input",
    zh: "原始 HTTP、curl 命令、JSON 或包含请求头和请求体的日志；默认读取标准输入",
  },
  now: {
    en: "Unix milliseconds the timestamp's age is taken from",
    zh: "计算时间戳是否过期的基准时间（Unix 毫秒）",
  },
  computed: {
    en: "the hash your own code came to: says which formula gives it",
    zh: "自己的代码算出的哈希：指出是哪种算法得到的",
  },
  "expected-hash": {
    en: "Expected a hash in hex or base64.",
    zh: "应为十六进制或 base64 的哈希。",
  },
  "expected-hash-remedy": {
    en: "Print the hash that your code compares with X-Lark-Signature.",
    zh: "打印代码中与 X-Lark-Signature 比对的哈希。",
  },
  verdict: {
    en: ({ verdict }: { verdict: StepVerdict }) => verdict,
    zh: ({ verdict }) => verdictWords[verdict],
  },
  stage: {
    en: ({ stage }: { stage: Stage }) => stage,
    zh: ({ stage }) => stageWords[stage],
  },
  step: {
    en: ({ stage, message }: { stage: string; message: string }) => `${stage}: ${message}`,
    zh: ({ stage, message }) => `${stage}：${message}`,
  },
  expected: { en: "expected", zh: "期望" },
  seen: { en: "seen", zh: "实际" },
  fix: { en: "fix", zh: "怎么改" },
});

const notDecrypted = {
  empty: "there is none",
  clear: "this JSON has no text called `encrypt`, so its body is in clear",
} as const;

type StepVerdict = "ok" | "failed" | "skipped" | "note";

const verdictWords: Readonly<Record<StepVerdict, string>> = {
  ok: "正确",
  failed: "有误",
  skipped: "跳过",
  note: "注意",
};

const stageWords: Readonly<Record<Stage, string>> = {
  request: "请求",
  headers: "请求头",
  timestamp: "时间戳",
  body: "请求体",
  signature: "签名",
  computed: "自算的哈希",
  encrypt: "encrypt 字段",
  base64: "base64",
  iv: "初始向量 iv",
  blocks: "密文分组",
  padding: "填充",
  key: "Encrypt Key",
  token: "Verification Token",
  schema: "事件体",
  challenge: "challenge",
};
