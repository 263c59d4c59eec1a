import { createTexts, type Text } from "../base/text.js";
import type { Outcome, Phase } from "./outcome.js";
import { reasonText } from "./outcome-reason.js";

const texts = createTexts("outcome-in-short", {
  answered: {
    en: ({ status }: { status: number }) => `status ${status}`,
    zh: ({ status }) => `状态码 ${status}`,
  },
  acknowledged: {
    en: ({ code }: { code: number }) => `acknowledged with code ${code}`,
    zh: ({ code }) => `响应帧 code ${code}`,
  },
  "timed-out": {
    en: ({ phase }: { phase: Phase }) => notInTime[phase].en,
    zh: ({ phase }) => notInTime[phase].zh,
  },
  refused: { en: "connection refused", zh: "连接被拒绝" },
  reset: {
    en: ({ phase }: { phase: Phase }) => closed[phase].en,
    zh: ({ phase }) => closed[phase].zh,
  },
  unreachable: {
    en: ({ reason }: { reason: string }) => `unreachable: ${reason}`,
    zh: ({ reason }) => `不可达：${reason}`,
  },
  "tls-failed": {
    en: ({ reason }: { reason: string }) => `TLS failed: ${reason}`,
    zh: ({ reason }) => `TLS 失败：${reason}`,
  },
  "not-http": {
    en: ({ reason }: { reason: string }) => `no HTTP: ${reason}`,
    zh: ({ reason }) => `不是 HTTP：${reason}`,
  },
  "dns-failed": {
    en: ({ host }: { host: string }) => `no address for ${host}`,
    zh: ({ host }) => `域名 ${host} 没有地址`,
  },
  "broken-off": {
    en: ({ fault }: { fault: string }) => `broken off by us (${fault})`,
    zh: ({ fault }) => `由 mocklark 中断（${fault}）`,
  },
  offline: { en: "no client connected", zh: "没有客户端在线" },
});

type Said = Readonly<Record<Phase, { readonly en: string; readonly zh: string }>>;

const notInTime: Said = {
  connect: { en: "no connection in time", zh: "建立连接超时" },
  tls: { en: "no TLS handshake in time", zh: "TLS 握手超时" },
  send: { en: "the request was not read in time", zh: "请求未被及时读取" },
  "response-headers": { en: "no answer in time", zh: "响应超时" },
  "response-body": { en: "no end of the answer in time", zh: "响应未及时结束" },
  ack: { en: "no acknowledgement in time", zh: "响应帧超时" },
};

const closed: Said = {
  connect: { en: "connection closed as it was made", zh: "连接刚建立就被关闭" },
  tls: { en: "connection closed in the TLS handshake", zh: "连接在 TLS 握手时被关闭" },
  send: { en: "connection closed before the request was read", zh: "请求未读完，连接就被关闭" },
  "response-headers": { en: "connection closed without an answer", zh: "未返回响应，连接就被关闭" },
  "response-body": {
    en: "connection closed in the middle of the answer",
    zh: "响应中途，连接被关闭",
  },
  ack: { en: "connection closed without an acknowledgement", zh: "未返回响应帧，连接就被关闭" },
};

/** Whether a text says, of whatever else, that an answer had this status. */
export const saysStatus = (text: Text, status: number): boolean =>
  JSON.stringify(text).includes(JSON.stringify(texts("answered", { status })));

/** "status 200", "no answer in time": an outcome in a few words, the same whenever it happens again. */
export function outcomeText(outcome: Outcome): Text {
  switch (outcome.kind) {
    case "answered":
      return texts("answered", { status: outcome.status });
    case "acknowledged":
      return texts("acknowledged", { code: outcome.code });
    case "timed-out":
      return texts("timed-out", { phase: outcome.phase });
    case "refused":
      return texts("refused");
    case "reset":
      return texts("reset", { phase: outcome.phase });
    case "unreachable":
      return texts("unreachable", { reason: reasonText(outcome) });
    case "tls-failed":
      return texts("tls-failed", { reason: reasonText(outcome) });
    case "not-http":
      return texts("not-http", { reason: reasonText(outcome) });
    case "dns-failed":
      return texts("dns-failed", { host: outcome.host });
    case "broken-off":
      return texts("broken-off", { fault: outcome.fault });
    case "offline":
      return texts("offline");
    default:
      return outcome satisfies never;
  }
}
