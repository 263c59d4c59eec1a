import { createTexts } from "../../base/text.js";

/** `mocklark record` and `mocklark replay`, and the lines of captures. */
export const recordTexts = createTexts("cli/record", {
  about: {
    en: "write down what passes between a sender and a receiver, to send it again later",
    zh: "录制发送方与接收端之间的请求，供以后回放",
  },
  to: {
    en: "the receiver: what comes in is passed on to it",
    zh: "接收端：收到的请求会转发给它",
  },
  "lark-cli": {
    en: 'read the events lark-cli printed instead; "-" is standard input',
    zh: "改为读取 lark-cli 输出的事件；「-」表示标准输入",
  },
  port: { en: "the port that is opened, 0 for any", zh: "打开的端口，0 表示任意空闲端口" },
  out: { en: "where the files go", zh: "录制文件的保存位置" },
  format: {
    en: ({ formats }: { formats: readonly string[] }) =>
      `what is written: ${formats.join(", ")} (repeatable); default: all`,
    zh: ({ formats }) => `写入的格式：${formats.join("、")}（可重复）；默认全部`,
  },
  anonymise: {
    en: "put substitutes in the place of ids, names and texts",
    zh: "用替代内容替换 ID、名称和文本",
  },
  seed: {
    en: "the same seed gives the same substitutes: keep it secret",
    zh: "种子相同，替代内容相同；注意保密",
  },
  force: { en: "overwrite files that are there", zh: "覆盖已有的文件" },
  "what-to-record": {
    en: "Failed to record: say what to record, and one thing only.",
    zh: "无法录制：须且只能指定一个录制来源。",
  },
  "what-to-record-remedy": {
    en: "Give --to URL to stand before a receiver, or --lark-cli FILE to read events.",
    zh: "用 --to URL 在接收端之前录制，或用 --lark-cli FILE 读取事件。",
  },
  overwritten: {
    en: ({ file, name }: { file: string; name: string }) =>
      `Failed to record: ${file} is the ${name} to be written.`,
    zh: ({ file, name }) => `无法录制：${file} 正是要写入的 ${name}。`,
  },
  "to-itself": {
    en: ({ port }: { port: number }) =>
      `Failed to record: port ${port} would pass everything on to itself.`,
    zh: ({ port }) => `无法录制：端口 ${port} 会把请求转发给自己。`,
  },
  "to-itself-remedy": {
    en: "Give another port after --port; the sender then calls that one.",
    zh: "在 --port 之后换一个端口，并让发送方请求该端口。",
  },
  "cannot-overwrite": {
    en: ({ path, why }: { path: string; why: string }) => `Failed to overwrite ${path}: ${why}.`,
    zh: ({ path, why }) => `无法覆盖 ${path}：${why}。`,
  },
  "cannot-read": {
    en: ({ file, why }: { file: string; why: string }) => `Failed to read ${file}: ${why}.`,
    zh: ({ file, why }) => `无法读取 ${file}：${why}。`,
  },
  "check-lark-cli": {
    en: "Check the path after --lark-cli.",
    zh: "检查 --lark-cli 之后的路径。",
  },
  captured: {
    en: ({ count, out }: { count: number; out: string }) => `${count} captured in ${out}`,
    zh: ({ count, out }) => `已录制 ${count} 个请求，保存在 ${out}`,
  },
  full: {
    en: "The capture file is full or cannot be written: what comes now is not kept.",
    zh: "录制文件已满或无法写入，之后的请求不再保存。",
  },
  recording: {
    en: ({ from, to }: { from: string; to: string }) => `recording ${from} --> ${to}`,
    zh: ({ from, to }) => `正在录制 ${from} --> ${to}`,
  },
  "no-key": {
    en: "no Encrypt Key was given: encrypted bodies are kept as they come",
    zh: "未给出 Encrypt Key，加密的请求体会原样保存",
  },
  "no-token": {
    en: "no Verification Token was given: every token is taken for the app's",
    zh: "未给出 Verification Token，所有 token 都视为该应用的",
  },
  "no-event-line": {
    en: ({ line }: { line: number }) => `line ${line} is no event and was left out`,
    zh: ({ line }) => `第 ${line} 行不是事件，已略过`,
  },
  flattened: {
    en: ({ line, type }: { line: number; type: string }) =>
      `line ${line} was left out: lark-cli has flattened this ${type}, and its envelope is gone`,
    zh: ({ line, type }) => `第 ${line} 行已略过：lark-cli 展平了这个 ${type}，事件头已丢失`,
  },
  "not-in-scenario": {
    en: ({ count }: { count: number }) =>
      `${count} of them are not in the scenario: retries, and what was no good event`,
    zh: ({ count }) => `其中 ${count} 个未写入场景：属于重试，或不是有效的事件`,
  },

  replay: {
    en: "send what was recorded again, signed anew, and compare the answers",
    zh: "重新签名后回放录制的请求，并比较响应",
  },
  capture: {
    en: 'what "mocklark record" wrote, or a HAR file; "-" is standard input',
    zh: "`mocklark record` 写入的文件或 HAR 文件；「-」表示标准输入",
  },
  rhythm: {
    en: "recorded (as fast as it came), at-once (one after the other), or a speed such as 60x",
    zh: "recorded（按录制时的节奏）、at-once（逐个连续发送）或倍速，例如 60x",
  },
  "fresh-ids": {
    en: "give events new ids: a receiver that knows the old ones acts again",
    zh: "事件使用新的 ID，已处理过旧 ID 的接收端会再次处理",
  },
  "replay-seed": {
    en: "the same seed draws the same nonces and ids",
    zh: "种子相同，nonce 和 ID 相同",
  },
  "replay-json": {
    en: "one JSON object per request, and one for all",
    zh: "每个请求输出一个 JSON 对象，最后输出汇总",
  },
  sealed: {
    en: ({ count }: { count: number }) =>
      `${count} were recorded without the Encrypt Key: they go out as they came, with their old timestamps`,
    zh: ({ count }) => `其中 ${count} 个录制时没有 Encrypt Key，会带着旧的时间戳原样发送`,
  },
  summary: {
    en: ({ captures, same, different, notCompared, notSent }: Counts) =>
      [
        `${captures} recorded: ${same} answered as before, ${different} differently`,
        ...(notCompared > 0 ? [`${notCompared} had no answer to compare`] : []),
        ...(notSent > 0 ? [`${notSent} not sent`] : []),
      ].join(", "),
    zh: ({ captures, same, different, notCompared, notSent }) =>
      [
        `录制 ${captures} 个：响应一致 ${same}，响应不同 ${different}`,
        ...(notCompared > 0 ? [`没有可比较的响应 ${notCompared}`] : []),
        ...(notSent > 0 ? [`未发送 ${notSent}`] : []),
      ].join("，"),
  },
  "nothing-compared": {
    en: ({ captures, notSent }: { captures: number; notSent: number }) =>
      `${captures} recorded: nothing was compared, for no answer was recorded${notSent > 0 ? `, ${notSent} not sent` : ""}`,
    zh: ({ captures, notSent }) =>
      `录制 ${captures} 个：没有录制到响应，无从比较${notSent > 0 ? `，未发送 ${notSent}` : ""}`,
  },
  verdict: {
    en: ({ verdict }: { verdict: ReplayVerdict }) => (verdict === "diff" ? "DIFF" : verdict),
    zh: ({ verdict }) => ({ skip: "跳过", same: "一致", sent: "已发", diff: "不同" })[verdict],
  },
  "not-sent": {
    en: ({ why }: { why: string }) => `not sent: ${why}`,
    zh: ({ why }) => `未发送：${why}`,
  },
  recorded: { en: "recorded", zh: "录制时" },
  now: { en: "now", zh: "本次" },

  request: {
    en: ({ content, form, signature, incomplete }: RequestLine) =>
      [content, forms[form], signatures[signature], ...(incomplete ? ["broken off"] : [])].join(
        ", ",
      ),
    zh: ({ content, form, signature, incomplete }) =>
      [content, formsZh[form], signaturesZh[signature], ...(incomplete ? ["中断"] : [])].join("，"),
  },
  content: {
    en: ({ what }: { what: "sealed" | "no-json" | "challenge" | "no-event" }) => contents[what],
    zh: ({ what }) => contentsZh[what],
  },
  "no-answer": {
    en: ({ reason }: { reason: string }) => `no answer: ${reason}`,
    zh: ({ reason }) => `没有响应：${reason}`,
  },
  "not-recorded": { en: "(not recorded)", zh: "（未录制）" },
  "cut-line": {
    en: ({ place }: { place: string }) =>
      `${place} breaks off and is left out: the file was cut short`,
    zh: ({ place }) => `${place} 不完整，已略过：文件被截断`,
  },
});

type ReplayVerdict = "skip" | "same" | "sent" | "diff";

interface Counts {
  readonly captures: number;
  readonly same: number;
  readonly different: number;
  readonly notCompared: number;
  readonly notSent: number;
}

interface RequestLine {
  readonly content: string;
  readonly form: keyof typeof forms;
  readonly signature: keyof typeof signatures;
  readonly incomplete: boolean;
}

const forms = {
  clear: "in clear",
  decrypted: "encrypted",
  ciphertext: "encrypted",
  "left-out": "left out",
} as const;

const formsZh = {
  clear: "明文",
  decrypted: "加密",
  ciphertext: "加密",
  "left-out": "未保存",
} as const;

const signatures = {
  valid: "signed",
  invalid: "wrong signature",
  absent: "not signed",
  unknown: "signed with an unknown key",
} as const;

const signaturesZh = {
  valid: "已签名",
  invalid: "签名错误",
  absent: "未签名",
  unknown: "签名的 Encrypt Key 未知",
} as const;

const contents = {
  sealed: "what nobody could decrypt",
  "no-json": "no JSON",
  challenge: "challenge",
  "no-event": "no event",
} as const;

const contentsZh = {
  sealed: "无法解密的内容",
  "no-json": "不是 JSON",
  challenge: "challenge",
  "no-event": "不是事件",
} as const;
