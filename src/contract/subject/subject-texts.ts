import { createTexts } from "../../base/text.js";
import { zh } from "../../base/zh.js";

/** What is said of a receiver that cannot be reached, or not in this way. */
export const subjectTexts = createTexts("subject", {
  "on-long-connection": {
    en: ({ target }: { target: string }) =>
      `Failed to check ${target} on the long connection: there the receiver connects to us.`,
    zh: ({ target }) => zh`无法以长连接方式检查${target}：长连接由接收端主动建立。`,
  },
  "an-app": { en: "an app in this process", zh: "本进程中的应用" },
  "a-server": { en: "a server in this process", zh: "本进程中的服务器" },
  "no-receiver-given": { en: "no receiver", zh: "没有接收端" },
  "the-target": { en: "the target", zh: "这个目标" },
  "on-long-connection-remedy": {
    en: 'Leave the URL out; start the client with --exec "node client.js", or point a running one at the domain that is printed.',
    zh: '去掉请求地址，用 --exec "node client.js" 启动客户端，或让运行中的客户端连接打印出的 domain。',
  },
  "no-client": {
    en: ({ appId, domain, waited }: { appId: string; domain: string; waited: string }) =>
      `Failed to meet a client of ${appId}: none asked ${domain} for a connection within ${waited}.`,
    zh: ({ appId, domain, waited }) =>
      `无法等到 ${appId} 的客户端：${waited}内没有客户端向 ${domain} 请求连接。`,
  },
  "asked-nothing": {
    en: ({ domain }: { domain: string }) => `it did not ask ${domain} for a connection`,
    zh: ({ domain }) => `客户端没有向 ${domain} 请求连接`,
  },
  "client-remedy": {
    en: "Let the client take its domain from MOCKLARK_DOMAIN, its id from MOCKLARK_APP_ID and its secret from MOCKLARK_APP_SECRET; --wait-for gives a slow one more time.",
    zh: "让客户端从 MOCKLARK_DOMAIN、MOCKLARK_APP_ID、MOCKLARK_APP_SECRET 读取 domain、App ID 和 App Secret；启动较慢时用 --wait-for 延长等待。",
  },
  "app-id-form": {
    en: ({ appId }: { appId: string }) =>
      `The Node SDK takes no app id but "cli_" and 16 hex digits, and ${appId} is none.`,
    zh: ({ appId }) => `Node SDK 只接受「cli_」加 16 位十六进制数字的 App ID，${appId} 不符合。`,
  },
  "ping-as-data": {
    en: "a ping with method 1, which is for data",
    zh: "method 为 1 的 ping，而 1 用于数据帧",
  },
  "clock-of-no-process": {
    en: ({ setting }: { setting: string }) =>
      `Failed to move the receiver's clock by "${setting}": that is done to a process we start.`,
    zh: ({ setting }) =>
      `无法用「${setting}」拨动接收端的时钟：这种方式只适用于由 mocklark 启动的进程。`,
  },
  "clock-of-no-process-remedy": {
    en: 'Start the receiver with --exec "node server.js", or move its clock with --receiver-clock "command:… {seconds}".',
    zh: '用 --exec "node server.js" 启动接收端，或用 --receiver-clock "command:… {seconds}" 拨动它的时钟。',
  },
  "clock-off": {
    en: "The receiver's clock is left as it is, with --receiver-clock off.",
    zh: "按 --receiver-clock off 的设置，不拨动接收端的时钟。",
  },
  "clock-in-process": {
    en: "The receiver runs in this process, whose clock is not moved: start it with exec to have that judged.",
    zh: "接收端运行在当前进程中，不能拨动它的时钟：改用 exec 启动接收端，即可检查这一项。",
  },
  "not-started-again": {
    en: ({ problem }: { problem: string }) => `The receiver did not start again: ${problem}`,
    zh: ({ problem }) => `接收端未能重新启动：${problem}`,
  },
  "not-reached": {
    en: ({ target, reason }: { target: string; reason: string }) =>
      `Failed to reach the receiver ${target}: ${reason}.`,
    zh: ({ target, reason }) => zh`无法连接接收端${target}：${reason}。`,
  },
  "hangs-up-remedy": {
    en: "If it serves https, say https:// in its URL; otherwise see what listens there.",
    zh: "接收端使用 HTTPS 时，将请求地址的协议改为 https；否则检查该端口上运行的是什么。",
  },
  "refused-remedy": {
    en: "Start the receiver first, or let --exec start it.",
    zh: "请先启动接收端，或用 --exec 让 mocklark 启动它。",
  },
  "unreachable-remedy": {
    en: "See that the address is right and can be reached from here.",
    zh: "检查地址是否正确，以及从本机能否访问。",
  },
  "dns-remedy": { en: "See that the host name is right.", zh: "检查主机名是否正确。" },
  "not-http-remedy": {
    en: "Name the port of an http receiver; something else listens on this one.",
    zh: "换成接收端的 HTTP 端口：这个端口上运行的是其他服务。",
  },
  "target-no-url": {
    en: "Failed to start the receiver: target is not a URL.",
    zh: "无法启动接收端：target 不是 URL。",
  },
  "target-no-url-remedy": {
    en: "With exec give its URL, or nothing.",
    zh: "与 exec 一起使用时，target 写请求地址，或者不写。",
  },
  "no-receiver": {
    en: "Failed to check: there is no receiver.",
    zh: "无法检查：没有接收端。",
  },
  "no-receiver-remedy": {
    en: 'Give its URL, or start it with --exec "node server.js".',
    zh: '写明接收端的请求地址，或用 --exec "node server.js" 启动它。',
  },
});
