import { createTexts } from "../../base/text.js";

/** `when` is what the client went through: "after its TCP connection was killed", "TCP 连接被切断后". */
interface Back {
  readonly when: string;
  /** ", but after 30.0 s, later than …", or empty. */
  readonly late: string;
}

export const judgeReturnTexts = createTexts("judge-return", {
  event: { en: "an event after it came back", zh: "重连后的事件" },
  "another-event": { en: "another event after it came back", zh: "重连后的另一个事件" },
  late: {
    en: ({ after, limit }: { after: string; limit: string }) =>
      `, but after ${after}, later than ReconnectInterval + ReconnectNonce (${limit})`,
    zh: ({ after, limit }) =>
      `，但重连用了 ${after}，超过 ReconnectInterval + ReconnectNonce（${limit}）`,
  },
  "acknowledges-again": {
    en: ({ when, late }: Back) =>
      `It came back ${when}${late}, and acknowledged the next event; its effect was not waited for.`,
    zh: ({ when, late }) => `${when}，客户端已重连，并响应了下一个事件${late}；未等待其处理结果。`,
  },
  "receives-again": {
    en: ({ when, late }: Back) => `It came back ${when}${late}, and received again.`,
    zh: ({ when, late }) => `${when}，客户端已重连并恢复接收事件${late}。`,
  },
  "refuses-next": {
    en: ({ when }: { when: string }) =>
      `It came back ${when}, but the next event was not acknowledged with 200.`,
    zh: ({ when }) => `${when}，客户端已重连，但对下一个事件未响应 200。`,
  },
  "next-not-once": {
    en: ({ when }: { when: string }) =>
      `It came back ${when}, but the next event was not acted on exactly once.`,
    zh: ({ when }) => `${when}，客户端已重连，但下一个事件未做到只处理一次。`,
  },
  "deaf-after-any": {
    en: "It takes no event as it should after any loss: see connection/reconnects.",
    zh: "无论因何断线，重连后都无法正常接收事件，见 connection/reconnects。",
  },
  "first-lost": { en: "The very first event was lost.", zh: "重连后的第一个事件丢失。" },
  "deaf-fix": {
    en: "Read from the new connection and answer on it: what holds the old one, a variable, a listener or a loop, has to be renewed with each connection.",
    zh: "在新连接上接收事件并返回响应。变量、监听器、循环凡是引用旧连接的，每次重连都要换成新连接。",
  },
  "acts-wrongly-fix": {
    en: "Give each new connection the handlers once, and take them off the old one: what is attached again and again acts again and again.",
    zh: "每个新连接只注册一次处理函数，并从旧连接上移除。重复注册会导致重复处理。",
  },
  ended: {
    en: ({ when, exit }: { when: string; exit: string }) =>
      `Its process ended with ${exit} ${when}.`,
    zh: ({ when, exit }) => `${when}，客户端进程退出（${exit}）。`,
  },
  "ended-fix": {
    en: "Keep the process running and connect again, after a pause, for as long as it takes. Where a supervisor is to start it again, have it do so at once: every event of that time waits for its retry.",
    zh: "保持进程运行，隔一段时间重连一次，直到连上为止。由守护进程负责重启时，设为立即重启，否则其间的事件都要等到重试。",
  },
  "reuses-url": {
    en: ({ when }: { when: string }) =>
      `It tried to come back ${when} with the URL of an earlier connection, and was refused.`,
    zh: ({ when }) => `${when}，客户端用之前的连接 URL 重连，被拒绝。`,
  },
  "expected-new-url": {
    en: "a new URL from the endpoint for each connection",
    zh: "每次建立连接前重新获取 URL",
  },
  "ticket-used": { en: "the ticket in it had been used", zh: "URL 中的 ticket 已用过" },
  "reuses-url-fix": {
    en: "Ask /callback/ws/endpoint again before each connection: the ticket in the URL it answers is good for one.",
    zh: "每次建立连接前重新请求 /callback/ws/endpoint。返回的 URL 中，ticket 只能用一次。",
  },
  away: {
    en: ({ when }: { when: string }) => `It did not come back ${when}.`,
    zh: ({ when }) => `${when}，客户端未重连。`,
  },
  "none-within": {
    en: ({ waited, tries }: { waited: string; tries: number }) =>
      `none within ${waited}, ${triesIn(tries)}`,
    zh: ({ waited, tries }) =>
      `${waited}内未建立连接，${tries === 0 ? "也未尝试" : `尝试了 ${tries} 次`}`,
  },
});

function triesIn(tries: number): string {
  if (tries === 0) return "and it did not try";
  return `though it tried ${tries === 1 ? "once" : `${tries} times`}`;
}
