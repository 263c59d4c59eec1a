import { createTexts } from "../../../base/text.js";

const triedIn = (tries: number): string =>
  `it tried ${tries === 1 ? "once" : `${tries} times`} in the outage`;

export const connectionReconnectCountTexts = createTexts("connection/reconnect-count", {
  title: {
    en: "The client comes back after an outage although the server said ReconnectCount 1",
    zh: "ReconnectCount 为 1 时，客户端在服务中断后仍会重连",
  },
  clause: {
    en: "ReconnectCount says how often to try again; -1 is for ever, and 1 has been seen. An outage that outlasts the tries must not leave a process that is up and deaf.",
    zh: "ReconnectCount 表示重试次数，-1 表示不限，实际也出现过 1。即使中断比这些重试更久，也不能留下仍在运行却收不到事件的进程。",
  },
  why: {
    en: "The SDKs take the count to the letter: after one failed try they give up for good, and nobody notices that no event comes any more.",
    zh: "SDK 严格按次数执行：重试失败一次就永久放弃，也无人察觉已收不到事件。",
  },
  fix: {
    en: "Do not take ReconnectCount for the end: go on trying with a pause, or end the process with an exit code other than 0 when the client gives up, so that it is started again. Node SDK: onError is called then; call start() again after a while, or exit. Go: Start returns. Java: an exception ends one of its threads, and Python: a task of its loop, so catch it there or watch from outside whether the client is connected.",
    zh: "用完 ReconnectCount 后仍间隔重试，或以非 0 退出码退出进程，由外部重新启动。放弃重连时，Node SDK 调用 onError，可稍后再次调用 start() 或退出进程；Go SDK 的 Start 会返回；Java SDK 的一个线程、Python SDK 的一个任务会因异常结束，须在那里捕获，或从外部监测客户端是否在线。",
  },
  "wait-outage": { en: "the client to stand a short outage", zh: "客户端度过短暂的服务中断" },
  when: {
    en: ({ count }: { count: number }) =>
      `after an outage, though it had been told ReconnectCount ${count}`,
    zh: ({ count }) => `收到 ReconnectCount ${count}、经历服务中断后`,
  },
  event: { en: "an event after the outage", zh: "服务恢复后的事件" },
  ended: {
    en: ({ exit }: { exit: string }) =>
      `It gave up, but ended its process with ${exit}, so that whatever watches over it starts it again.`,
    zh: ({ exit }) => `客户端放弃重连，但进程已退出（${exit}），可由外部重新启动。`,
  },
  "gave-up": {
    en: ({ count }: { count: number }) =>
      `It was told ReconnectCount ${count}, and gave up in an outage.`,
    zh: ({ count }) => `客户端收到 ReconnectCount ${count}，在服务中断时放弃了重连。`,
  },
  "back-again": {
    en: "a new connection when the server accepts again",
    zh: "服务恢复后建立新连接",
  },
  "ended-silently": {
    en: ({ tries, exit }: { tries: number; exit: string }) =>
      `${triedIn(tries)}, and its process ended with ${exit}, as if all were well`,
    zh: ({ tries, exit }) => `中断时重试 ${tries} 次，随后进程像正常结束一样退出（${exit}）`,
  },
  "stayed-away": {
    en: ({ tries, waited }: { tries: number; waited: string }) =>
      `${triedIn(tries)}, and did not come back within ${waited} after it`,
    zh: ({ tries, waited }) => `中断时重试 ${tries} 次，恢复后 ${waited}内没有重连`,
  },
});
