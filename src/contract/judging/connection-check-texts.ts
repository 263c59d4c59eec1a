import { createTexts } from "../../base/text.js";

export const connectionCheckTexts = createTexts("connection-check", {
  "lost-for-good": {
    en: "Not run: a lost connection is the end of this client, see connection/reconnects.",
    zh: "未执行：这个客户端断线后不再重连，见 connection/reconnects。",
  },
  "returns-slowly": {
    en: ({ returns, id }: { returns: string; id: string }) =>
      `Not run: it takes ${returns} to come back after a lost connection, see connection/reconnects. With --only ${id} it is waited for.`,
    zh: ({ returns, id }) =>
      `未执行：断线后要过 ${returns}才重连，见 connection/reconnects。加 --only ${id} 会一直等它重连。`,
  },
  "ends-each-time": {
    en: ({ exit }: { exit: string }) =>
      `Not run: its process ends after each good event (${exit}), see connection/acks-event.`,
    zh: ({ exit }) =>
      `未执行：每收到一个正常事件，客户端进程就会退出（${exit}），见 connection/acks-event。`,
  },
  "takes-no-event": {
    en: ({ outcome }: { outcome: string }) =>
      `A good event gets no acknowledgement with code 200 (${outcome}), so nothing can be said about this rule: see connection/acks-event.`,
    zh: ({ outcome }) =>
      `客户端收到正常事件也未响应 code 200（${outcome}），无法判定这条规则，见 connection/acks-event。`,
  },
  "nobody-connected": {
    en: "No client is connected, so there is nothing to try.",
    zh: "没有客户端在线，无法检查。",
  },
  "no-pong": {
    en: "Its pings leave out required fields, so it gets no pong for them and may take that for a lost connection: see connection/pings.",
    zh: "客户端的 ping 缺少必填字段，因此收不到 pong，可能会误以为已断线，见 connection/pings。",
  },
  "deaf-connection": {
    en: "One of its connections acknowledges no event, and this one may have gone there: see connection/acks-event.",
    zh: "客户端有一个连接不响应任何事件，这个事件可能正好推送到了那里，见 connection/acks-event。",
  },
  "process-ended": {
    en: ({ exit, error }: { exit: string; error: string }) =>
      `its process ended with ${exit}${error === "" ? "" : ` (${error})`}`,
    zh: ({ exit, error }) => `客户端进程已退出：${exit}${error === "" ? "" : `（${error}）`}`,
  },
  "ended-meanwhile": {
    en: ({ end }: { end: string }) => `Meanwhile ${end}, of what another check had sent.`,
    zh: ({ end }) => `检查期间，${end}，起因是其他检查项推送的内容。`,
  },
  "with-its-end": {
    en: ({ actual, end }: { actual: string; end: string }) => `${actual}; ${end}`,
    zh: ({ actual, end }) => `${actual}；${end}`,
  },
  "expected-acknowledgement": {
    en: "acknowledged with code 200 within 3 s",
    zh: "3 秒内返回响应帧，code 为 200",
  },
});
