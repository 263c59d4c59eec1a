import { createTexts } from "../base/text.js";

interface Failed {
  readonly why: string;
}

/** What is said of recordings, and of sending them again. */
export const recordingTexts = createTexts("recording", {
  "not-written": {
    en: ({ path, why }: Failed & { path: string }) => `Failed to write ${path}: ${why}.`,
    zh: ({ path, why }) => `无法写入 ${path}：${why}。`,
  },
  "name-a-writable-folder": {
    en: "Name a folder you may write to after --out.",
    zh: "在 --out 后写明有写权限的文件夹。",
  },
  "no-capture": {
    en: ({ file }: { file: string }) => `Failed to read ${file}: there is no capture in it.`,
    zh: ({ file }) => `无法读取 ${file}：其中没有录制的请求。`,
  },
  "give-a-recording": {
    en: 'Give a file that "mocklark record" wrote, or a HAR file.',
    zh: "指定由 mocklark record 写出的文件，或 HAR 文件。",
  },
  "port-not-opened": {
    en: ({ port, why }: Failed & { port: number }) => `Failed to open port ${port}: ${why}.`,
    zh: ({ port, why }) => `无法打开端口 ${port}：${why}。`,
  },
  "port-in-use": { en: "it is in use", zh: "端口已被占用" },
  "name-another-port": {
    en: "Name another port after --port, or 0 for any.",
    zh: "在 --port 后换一个端口，0 表示任意空闲端口。",
  },

  // Why a request got no answer.
  "recording-ended": { en: "the recording ended", zh: "录制已结束" },
  "sender-reset": { en: "the sender reset the connection", zh: "发送方重置了连接" },
  "sender-closed": { en: "the sender closed the connection", zh: "发送方关闭了连接" },
  "target-closed": {
    en: "the target closed the connection without a whole answer",
    zh: "接收端未返回完整的响应就关闭了连接",
  },
  "target-broke-off": {
    en: ({ why }: Failed) => `the target broke the connection: ${why}`,
    zh: ({ why }) => `接收端中断了连接：${why}`,
  },
  "target-not-reached": {
    en: ({ why }: Failed) => `the target could not be reached: ${why}`,
    zh: ({ why }) => `无法连接接收端：${why}`,
  },
  "not-http": {
    en: ({ why }: Failed) => `its answer is not HTTP: ${why}`,
    zh: ({ why }) => `响应不是 HTTP：${why}`,
  },
  refused: { en: "connection refused", zh: "连接被拒绝" },
  reset: { en: "connection reset", zh: "连接被重置" },
  "unknown-name": { en: "its name is not known", zh: "无法解析域名" },
  "no-way-to-host": { en: "no way to the host", zh: "没有到该主机的路由" },
  "no-way-to-network": { en: "no way to the network", zh: "没有到其所在网络的路由" },
  "no-connection": {
    en: ({ ms }: { ms: number }) => `no connection within ${ms} ms`,
    zh: ({ ms }) => `${ms} 毫秒内未建立连接`,
  },

  // Why a request cannot be sent again.
  "secret-missing": {
    en: ({ secret }: { secret: string }) =>
      `Failed to replay: the recording needs the app's ${secret}, which is not in it.`,
    zh: ({ secret }) => `无法回放：需要应用的 ${secret}，而录制文件中没有。`,
  },
  "give-the-secret": {
    en: ({ flag, variable }: { flag: string; variable: string }) =>
      `Give the one the receiver has: ${flag} or ${variable}.`,
    zh: ({ flag, variable }) => `用 ${flag} 或 ${variable} 提供接收端所用的值。`,
  },
  "body-left-out": {
    en: "its body was left out when the recording was anonymised",
    zh: "匿名化时去掉了它的请求体",
  },
  incomplete: { en: "it broke off before its end", zh: "请求未发送完就中断了" },
  "body-too-long": { en: "its body was too long to be kept", zh: "请求体过长，未能保存" },
  "no-http": { en: "it was no HTTP", zh: "它不是 HTTP 请求" },
  "unwritable-header": {
    en: ({ name }: { name: string }) => `HTTP has no way to write the value of its header ${name}`,
    zh: ({ name }) => `HTTP 不能表示其请求头 ${name} 的值`,
  },

  // How two answers differ.
  "no-answer": { en: "no answer", zh: "没有响应" },
  status: {
    en: ({ status }: { status: number }) => `status ${status}`,
    zh: ({ status }) => `状态码 ${status}`,
  },
  "empty-body": { en: "an empty body", zh: "空的响应体" },
  body: {
    en: ({ body }: { body: string }) => `the body ${body}`,
    zh: ({ body }) => `响应体 ${body}`,
  },
});
