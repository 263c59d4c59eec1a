import { createTexts } from "../../../base/text.js";

export const retryAfterKillTexts = createTexts("retry/after-kill", {
  title: {
    en: "An event that was answered with 200 is acted on although the receiver is killed",
    zh: "已返回 200 的事件，接收端被强制结束后仍会处理",
  },
  clause: {
    en: "After status 200 an event is delivered: Feishu does not send it again.",
    zh: "返回 200 状态码后即推送成功，飞书不会再次推送。",
  },
  why: {
    en: "What waits in memory for its turn is gone with the process, at a crash or a deployment, and nobody sends it a second time.",
    zh: "在内存中排队的事件会在崩溃或部署时随进程丢失，飞书也不会再次推送。",
  },
  fix: {
    en: "Before the answer, put the event where it outlives the process: a table, a queue or a file; act on what is left there after a start.",
    zh: "在响应之前将事件保存到进程之外：数据表、队列或文件；启动后处理其中遗留的事件。",
  },
  event: {
    en: "a good event, and SIGKILL after its answer",
    zh: "正常事件，响应后以 SIGKILL 结束接收端",
  },
  "not-accepted": {
    en: ({ outcome }: { outcome: string }) =>
      `The event was not accepted (${outcome}): see event/accepted.`,
    zh: ({ outcome }) => `事件推送失败（${outcome}），见 event/accepted。`,
  },
  holds: {
    en: "The event was acted on, before the kill or after the start.",
    zh: "事件已处理（在强制结束之前，或重新启动之后）。",
  },
  lost: {
    en: "An event that had been answered with 200 was lost with the process.",
    zh: "已返回 200 的事件随进程丢失。",
  },
});
