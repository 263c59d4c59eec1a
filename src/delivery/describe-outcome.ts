import { createTexts, type Language, type Text } from "../base/text.js";
import { notFollowedText, reasonText } from "./outcome-reason.js";
import type { Outcome, Phase } from "./outcome.js";

const texts = createTexts("outcome", {
  answered: {
    en: ({ status, ms }: { status: number; ms: number }) => `answered ${status} in ${ms} ms`,
    zh: ({ status, ms }) => `返回 ${status}，耗时 ${ms} ms`,
  },
  "not-followed": {
    en: ({ outcome, why }: { outcome: string; why: string }) =>
      `${outcome}, a redirect that was not followed: ${why}`,
    zh: ({ outcome, why }) => `${outcome}，未跟随重定向：${why}`,
  },
  refused: {
    en: ({ address }: { address: string }) =>
      `connection refused by ${address}: nothing listens there`,
    zh: ({ address }) => `${address} 拒绝连接，该端口没有服务在监听`,
  },
  unreachable: {
    en: ({ reason }: { reason: string }) => `host unreachable: ${reason}`,
    zh: ({ reason }) => `主机不可达：${reason}`,
  },
  "dns-failed": {
    en: ({ host }: { host: string }) => `the name ${host} could not be resolved`,
    zh: ({ host }) => `无法解析域名 ${host}`,
  },
  "tls-failed": {
    en: ({ reason }: { reason: string }) => `TLS failed: ${reason}`,
    zh: ({ reason }) => `TLS 失败：${reason}`,
  },
  "timed-out": {
    en: ({ ms, phase }: { ms: number; phase: Phase }) =>
      `timed out after ${ms} ms while ${timedOutWhile[phase]}`,
    zh: ({ ms, phase }) => `${timedOutIn[phase]}超时（${ms} ms）`,
  },
  reset: {
    en: ({ phase, how, status, ms }: Ended) =>
      `the receiver ${how} the connection ${endedWhile[phase]}${statusNote(status)} after ${ms} ms`,
    zh: ({ phase, how, status, ms }) =>
      `接收端${endedIn[phase]}${how === "closed" ? "关闭" : "重置"}了连接${statusNoteZh(status)}，耗时 ${ms} ms`,
  },
  "not-http": {
    en: ({ reason }: { reason: string }) => `the answer is not HTTP: ${reason}`,
    zh: ({ reason }) => `响应不是 HTTP：${reason}`,
  },
  "process-ended": {
    en: "cut short when the process that made it ended: whether the receiver got it is not known",
    zh: "发起推送的进程中途结束，接收端是否收到未知",
  },
  cancelled: {
    en: ({ ms }: { ms: number }) =>
      `cut short because we were stopped after ${ms} ms: whether the receiver got it is not known`,
    zh: ({ ms }) => `mocklark 被停止，推送在 ${ms} ms 后中断，接收端是否收到未知`,
  },
  "broken-off": {
    en: ({ fault, ms }: { fault: string; ms: number }) =>
      `broken off on purpose by the fault ${fault} after ${ms} ms`,
    zh: ({ fault, ms }) => `按故障 ${fault} 的设定，在 ${ms} ms 后主动中断`,
  },
  acknowledged: {
    en: ({ code, ms }: { code: number; ms: number }) =>
      `acknowledged with code ${code} in ${ms} ms`,
    zh: ({ code, ms }) => `客户端响应 code ${code}，耗时 ${ms} ms`,
  },
  offline: { en: "no client of the app is connected", zh: "该应用没有客户端在线" },
  "with-status": {
    en: ({ outcome, status }: { outcome: string; status: number }) =>
      `${outcome} (its status was ${status})`,
    zh: ({ outcome, status }) => `${outcome}（状态码为 ${status}）`,
  },
});

interface Ended {
  readonly phase: Phase;
  readonly how: "closed" | "reset";
  readonly status: number | null;
  readonly ms: number;
}

/**
 * One sentence for people, without the final full stop: "answered 200 in 12 ms".
 * @param language default: English
 */
export const describeOutcome = (outcome: Outcome, language: Language = "en"): string =>
  outcomeSentence(outcome).in(language);

/** The same as a text. */
export function outcomeSentence(outcome: Outcome): Text {
  const ms = Math.round(outcome.durationMs);
  switch (outcome.kind) {
    case "answered": {
      const { status } = outcome;
      const why = notFollowedText(outcome);
      const answered = texts("answered", { status, ms });
      return why === undefined ? answered : texts("not-followed", { outcome: answered, why });
    }
    case "refused":
      return texts("refused", { address: outcome.address });
    case "unreachable":
      return texts("unreachable", { reason: reasonText(outcome) });
    case "dns-failed":
      return texts("dns-failed", { host: outcome.host });
    case "tls-failed":
      return texts("tls-failed", { reason: reasonText(outcome) });
    case "timed-out": {
      const { status, phase } = outcome;
      const timedOut = texts("timed-out", { ms, phase });
      return status === undefined ? timedOut : texts("with-status", { outcome: timedOut, status });
    }
    case "reset": {
      const { phase, how = "reset", status = null } = outcome;
      return texts("reset", { phase, how, status, ms });
    }
    case "not-http":
      return texts("not-http", { reason: reasonText(outcome) });
    case "broken-off":
      return describeBreak(outcome.fault, ms);
    case "acknowledged":
      return texts("acknowledged", { code: outcome.code, ms });
    case "offline":
      return texts("offline");
    default:
      return outcome satisfies never;
  }
}

function describeBreak(fault: string, ms: number): Text {
  if (fault === "process-ended") return texts("process-ended");
  return fault === "cancelled" ? texts("cancelled", { ms }) : texts("broken-off", { fault, ms });
}

const timedOutWhile: Readonly<Record<Phase, string>> = {
  connect: "connecting",
  tls: "the TLS handshake",
  send: "sending the request",
  "response-headers": "waiting for the answer",
  "response-body": "reading the answer's body",
  ack: "waiting for the acknowledgement",
};

const timedOutIn: Readonly<Record<Phase, string>> = {
  connect: "建立连接",
  tls: "TLS 握手",
  send: "发送请求",
  "response-headers": "等待响应",
  "response-body": "读取响应体",
  ack: "等待响应帧",
};

const endedWhile: Readonly<Record<Phase, string>> = {
  connect: "while connecting",
  tls: "in the TLS handshake",
  send: "before the request was sent",
  "response-headers": "without answering",
  "response-body": "in the middle of its answer",
  ack: "without acknowledging",
};

const endedIn: Readonly<Record<Phase, string>> = {
  connect: "在建立连接时",
  tls: "在 TLS 握手时",
  send: "在请求发送完之前",
  "response-headers": "未返回响应就",
  "response-body": "在返回响应的中途",
  ack: "未返回响应帧就",
};

const statusNote = (status: number | null): string =>
  status === null ? "" : ` (its status was ${status})`;

const statusNoteZh = (status: number | null): string =>
  status === null ? "" : `（状态码为 ${status}）`;
