import type { DeliveryStatus } from "../../../delivery/delivery.js";
import type { OutcomeKind } from "../../../delivery/outcome.js";
import type { ForgeryName } from "../../../wire/forgery.js";
import type { EffectUnknown, LastAttempt } from "../../console-state.js";
import { forgeriesZh } from "./forgeries-zh.js";

/** What came of an attempt, as far as a row shows it. */
type Answer = Pick<LastAttempt, "kind" | "status" | "durationMs">;

/** The texts of the page "deliveries". */
export interface DeliveriesWords {
  readonly title: string;
  /** Simulated milliseconds as people say them. */
  readonly duration: (ms: number) => string;
  readonly list: {
    readonly label: string;
    readonly count: (shown: number, all: number) => string;
    readonly arrived: (count: number) => string;
    readonly empty: string;
    readonly emptyHint: string;
    readonly nothingFits: string;
    readonly resetFilter: string;
    readonly search: string;
    readonly searchHint: string;
    readonly status: string;
    readonly anyStatus: string;
  };
  readonly status: Readonly<Record<DeliveryStatus, string>>;
  readonly forged: string;
  readonly forgedAs: (way: string) => string;
  readonly underWay: string;
  readonly attemptsOf: (made: number, most: number) => string;
  readonly answer: (answer: Answer) => string;
  readonly effects: {
    readonly counted: (count: number) => string;
    readonly unknown: string;
    readonly waiting: string;
    readonly why: Readonly<Record<EffectUnknown, string>>;
  };
  readonly actions: {
    readonly send: string;
    readonly app: string;
    readonly eventType: string;
    readonly again: string;
    readonly copies: string;
    readonly forge: string;
    readonly forgery: string;
    readonly forgeThis: string;
    readonly needsKey: string;
    readonly networkDown: string;
    readonly networkUp: string;
    readonly networkIsDown: string;
    readonly skip: string;
    readonly left: (ms: number) => string;
    readonly scenario: string;
    readonly copy: string;
    readonly copied: string;
    readonly notCopied: string;
  };
  readonly forgeryTitle: (forgery: ForgeryName) => string;
  readonly view: {
    readonly label: string;
    readonly choose: string;
    readonly back: string;
    readonly gone: string;
    readonly target: string;
    readonly event: string;
    readonly app: string;
    readonly accepted: string;
    readonly eventContent: string;
  };
  readonly story: {
    readonly succeeded: (attempt: number, afterMs: number) => string;
    readonly notYet: string;
    readonly failing: (attempts: number, most: number) => string;
    readonly givenUp: (attempts: number) => string;
    readonly cancelled: string;
    readonly forged: string;
    readonly accepted: string;
    readonly refused: (answer: string) => string;
    readonly once: string;
    readonly deduped: string;
    readonly actedAnew: (count: number) => string;
    readonly lost: string;
    readonly lostForGood: string;
    readonly twice: (count: number) => string;
    readonly actedYetFailed: (count: number) => string;
    readonly actedPending: (count: number) => string;
    readonly notYetActed: string;
    readonly fooled: (count: number) => string;
    readonly notFooled: string;
    readonly forgedAccepted: string;
  };
  readonly ladder: {
    readonly title: string;
    readonly whole: string;
    readonly zoom: string;
    readonly now: string;
    readonly legend: Readonly<
      Record<"ok" | "bad" | "late" | "none" | "underWay" | "planned" | "effect", string>
    >;
    readonly label: (made: number, planned: number) => string;
    readonly effectAt: (count: number, after: string) => string;
  };
  readonly attempt: {
    readonly title: (attempt: number, isDuplicate: boolean) => string;
    readonly effect: (count: number) => string;
    readonly effectUnknown: string;
    readonly answeredBut: (answer: string) => string;
    readonly failedYet: (answer: string) => string;
    readonly actedAgain: string;
    readonly actedTooOften: string;
    readonly request: string;
    readonly raw: string;
    readonly clear: string;
    readonly curl: string;
    readonly isClear: string;
    readonly noRequest: string;
    readonly response: string;
    readonly headers: string;
    readonly noBody: string;
    readonly cut: string;
    readonly took: string;
    readonly decided: string;
    readonly reason: string;
    readonly next: {
      readonly succeeded: string;
      readonly givenUp: string;
      readonly cancelled: string;
      readonly retry: (at: string, waitMs: number) => string;
    };
  };
}

const round = (ms: number): string => Math.round(ms).toLocaleString("en-US");

/** The largest two units: a countdown needs no more. */
function parts(ms: number): readonly (readonly [amount: number, unit: 0 | 1 | 2])[] {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const all = [
    [Math.floor(seconds / 3600), 0],
    [Math.floor((seconds % 3600) / 60), 1],
    [seconds % 60, 2],
  ] as const;
  return all.filter(([amount]) => amount > 0);
}

const durationIn =
  (units: readonly [hours: string, minutes: string, seconds: string]) =>
  (ms: number): string => {
    if (ms > 0 && ms < 1000) return `${Math.round(ms)} ms`;
    const shown = parts(ms).map(([amount, unit]) => `${amount} ${units[unit]}`);
    return shown.length === 0 ? `0 ${units[2]}` : shown.join(" ");
  };

const kindsEn: Readonly<Record<OutcomeKind, string>> = {
  answered: "answered",
  acknowledged: "acknowledged",
  refused: "connection refused",
  unreachable: "unreachable",
  "dns-failed": "name not found",
  "tls-failed": "TLS failed",
  "timed-out": "timed out",
  reset: "connection closed",
  "not-http": "no HTTP answer",
  "broken-off": "broken off",
  offline: "no client connected",
};

const kindsZh: Readonly<Record<OutcomeKind, string>> = {
  answered: "已响应",
  acknowledged: "已响应",
  refused: "连接被拒绝",
  unreachable: "无法连接",
  "dns-failed": "域名解析失败",
  "tls-failed": "TLS 失败",
  "timed-out": "超时",
  reset: "连接中断",
  "not-http": "响应不是 HTTP",
  "broken-off": "已中止",
  offline: "客户端不在线",
};

const times = (count: number): string =>
  count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;

export const deliveriesEn: DeliveriesWords = {
  title: "Deliveries",
  duration: durationIn(["h", "min", "s"]),
  list: {
    label: "Deliveries, the newest first",
    count: (shown, all) =>
      shown === all
        ? `${shown.toLocaleString("en-US")} deliveries`
        : `${shown.toLocaleString("en-US")} of ${all.toLocaleString("en-US")} deliveries`,
    arrived: (count) => `${count.toLocaleString("en-US")} new: show`,
    empty: "Nothing has been sent yet.",
    emptyHint:
      "Send an event here, or change a room's limits on the page Rooms: the event follows.",
    nothingFits: "No delivery fits the filter.",
    resetFilter: "Show all",
    search: "Search",
    searchHint: "Event id, room or app",
    status: "Status",
    anyStatus: "Any status",
  },
  status: {
    pending: "pending",
    succeeded: "succeeded",
    "given-up": "given up",
    cancelled: "cancelled",
  },
  forged: "forged",
  forgedAs: (way) => `forged: ${way}`,
  underWay: "on the wire",
  attemptsOf: (made, most) => `${made}/${most}`,
  answer: ({ kind, status, durationMs }) => {
    if (kind === "answered") return `${status} in ${round(durationMs)} ms`;
    return kind === "acknowledged" ? `code ${status} in ${round(durationMs)} ms` : kindsEn[kind];
  },
  effects: {
    counted: (count) => (count === 0 ? "not acted on" : `acted on ${times(count)}`),
    unknown: "effect unknown",
    waiting: "watching …",
    why: {
      "no-witness": "Nothing shows what the receiver did: it has no witness.",
      blind: "The witness shows nothing of this event: its record holds no event_id.",
      waiting: "The witness is being watched; it is too early to say.",
      unlearned:
        "Nobody can say whether the receiver acted: it has accepted no event yet, so how the witness shows one is not known.",
      failed: "The witness could not be read.",
    },
  },
  actions: {
    send: "Send an event",
    app: "App",
    eventType: "Event type",
    again: "Send again",
    copies: "Three copies at once",
    forge: "Forge a request",
    forgery: "Way to forge",
    forgeThis: "Forge with this event",
    needsKey: " (needs an Encrypt Key)",
    networkDown: "Take the network down",
    networkUp: "Bring the network up",
    networkIsDown: "The network is down: no attempt reaches the receiver.",
    skip: "Skip to the next retry",
    left: (ms) => `Next retry in ${durationIn(["h", "min", "s"])(ms)}`,
    scenario: "Copy as scenario",
    copy: "Copy",
    copied: "Copied",
    notCopied: "The browser did not allow it",
  },
  forgeryTitle: (name) => name.replaceAll("-", " "),
  view: {
    label: "The chosen delivery",
    choose: "Choose a delivery to see its attempts.",
    back: "Back to the list",
    gone: "This delivery is no longer kept.",
    target: "To",
    event: "Event id",
    app: "App",
    accepted: "Taken on",
    eventContent: "The event",
  },
  story: {
    succeeded: (attempt, afterMs) =>
      attempt === 1
        ? "The first attempt succeeded."
        : `Attempt ${attempt} succeeded, ${deliveriesEn.duration(afterMs)} after the first.`,
    notYet: "The first attempt is on its way.",
    failing: (attempts, most) =>
      `${attempts === 1 ? "The first attempt" : attempts === 2 ? "Both attempts" : `All ${attempts} attempts`} failed; ${most - attempts} more to come.`,
    givenUp: (attempts) => `Given up after ${attempts} attempts: Feishu never sends it again.`,
    cancelled: "Cancelled on our side.",
    forged: "Feishu never sends a request like this one.",
    accepted: "The receiver answered 200.",
    refused: (answer) => `The receiver did not take it: ${answer}.`,
    once: "The receiver acted on it once, as it should.",
    deduped: "The receiver had acted on this event before, and did not act again, as it should be.",
    actedAnew: (count) =>
      `The receiver had acted on this event before, yet acted ${times(count)} more: it does not dedupe by event_id.`,
    lost: "Yet the receiver has not acted on it: answered 200, and lost.",
    lostForGood: "The receiver never acted on it: the change is lost.",
    twice: (count) =>
      `But the receiver acted on it ${times(count)}: it does not dedupe by event_id.`,
    actedYetFailed: (count) =>
      `Yet the receiver acted on it ${times(count)}: it did the work and failed to say so.`,
    actedPending: (count) =>
      `Yet the receiver has acted on it ${times(count)} already: the next retry brings the same event.`,
    notYetActed: "The receiver has not acted on it so far.",
    fooled: (count) => `The receiver acted on it ${times(count)}: anybody could do that to it.`,
    notFooled: "It had no effect, as it should be.",
    forgedAccepted:
      "The receiver answered 200, but did not act. If it knew the event already, only dedupe stopped it: forge one with a fresh event to be sure.",
  },
  ladder: {
    title: "Attempts to scale, in simulated time",
    whole: "All retries",
    zoom: "The beginning, enlarged",
    now: "now",
    legend: {
      ok: "accepted",
      bad: "answered otherwise",
      late: "timed out or cut",
      none: "not reached",
      underWay: "on the wire",
      planned: "planned",
      effect: "receiver acted",
    },
    label: (made, planned) => `Timeline: ${made} attempts made, ${planned} planned.`,
    effectAt: (count, after) => `acted on ${times(count)} after ${after}`,
  },
  attempt: {
    title: (attempt, isDuplicate) =>
      `Attempt ${attempt}${isDuplicate ? " (sent again after success)" : ""}`,
    effect: (count) => (count === 0 ? "not acted on" : `acted on ${times(count)}`),
    effectUnknown: "effect unknown",
    answeredBut: (answer) => `answered ${answer}, yet not acted on`,
    failedYet: (answer) => `${answer}, yet acted on`,
    actedAgain: "acted on again: an earlier attempt had already done it",
    actedTooOften: "acted on more than once in one attempt",
    request: "Request",
    raw: "Raw",
    clear: "In clear",
    curl: "curl",
    isClear: "The body is not encrypted: the app has no Encrypt Key.",
    noRequest:
      "No request is kept: on the long connection, or where nothing reached the wire, there is none.",
    response: "Answer",
    headers: "Headers",
    noBody: "The body is empty.",
    cut: "The body was longer; the rest is not kept.",
    took: "Took",
    decided: "Then",
    reason: "Reason",
    next: {
      succeeded: "done",
      givenUp: "given up",
      cancelled: "cancelled",
      retry: (at, waitMs) => `retry at ${at}, after ${deliveriesEn.duration(waitMs)}`,
    },
  },
};

export const deliveriesZh: DeliveriesWords = {
  title: "推送",
  duration: durationIn(["小时", "分钟", "秒"]),
  list: {
    label: "推送列表，最新的在最上面",
    count: (shown, all) =>
      shown === all
        ? `共 ${shown.toLocaleString("en-US")} 次推送`
        : `${all.toLocaleString("en-US")} 次推送中的 ${shown.toLocaleString("en-US")} 次`,
    arrived: (count) => `显示 ${count.toLocaleString("en-US")} 次新推送`,
    empty: "还没有推送过事件。",
    emptyHint: "在这里推送事件，或在「会议室」页修改预定限制，事件随后推送。",
    nothingFits: "没有符合筛选条件的推送。",
    resetFilter: "显示全部",
    search: "搜索",
    searchHint: "事件 ID、会议室或应用",
    status: "状态",
    anyStatus: "全部状态",
  },
  status: {
    pending: "推送中",
    succeeded: "推送成功",
    "given-up": "已放弃",
    cancelled: "已取消",
  },
  forged: "伪造",
  forgedAs: (way) => `伪造：${way}`,
  underWay: "正在发送",
  attemptsOf: (made, most) => `${made}/${most}`,
  answer: ({ kind, status, durationMs }) =>
    kind === "answered" || kind === "acknowledged"
      ? `返回 ${status}，${round(durationMs)} ms`
      : kindsZh[kind],
  effects: {
    counted: (count) => (count === 0 ? "未处理" : `处理 ${count} 次`),
    unknown: "是否处理未知",
    waiting: "正在观测…",
    why: {
      "no-witness": "没有观测点，无法得知接收端是否处理。",
      blind: "观测点中没有这个事件的 event_id，无法判定。",
      waiting: "正在观测，尚无结论。",
      unlearned: "尚无推送成功的事件可供对照，无法判定接收端是否处理。",
      failed: "无法读取观测点。",
    },
  },
  actions: {
    send: "推送事件",
    app: "应用",
    eventType: "事件类型",
    again: "重新推送",
    copies: "同时推送 3 份",
    forge: "发送伪造请求",
    forgery: "伪造方式",
    forgeThis: "用这个事件伪造",
    needsKey: "（需要 Encrypt Key）",
    networkDown: "断开网络",
    networkUp: "恢复网络",
    networkIsDown: "网络已断开：任何推送都无法到达接收端。",
    skip: "跳到下次重试",
    left: (ms) => `距下次重试 ${durationIn(["小时", "分钟", "秒"])(ms)}`,
    scenario: "复制为场景",
    copy: "复制",
    copied: "已复制",
    notCopied: "浏览器未允许复制",
  },
  forgeryTitle: (name) => forgeriesZh[name],
  view: {
    label: "选中的推送",
    choose: "选择一次推送，查看每次尝试。",
    back: "返回列表",
    gone: "这次推送的记录已不再保留。",
    target: "推送到",
    event: "事件 ID",
    app: "应用",
    accepted: "开始时间",
    eventContent: "事件体",
  },
  story: {
    succeeded: (attempt, afterMs) =>
      attempt === 1
        ? "第 1 次尝试即成功。"
        : `第 ${attempt} 次尝试成功，距首次 ${deliveriesZh.duration(afterMs)}。`,
    notYet: "正在进行第 1 次尝试。",
    failing: (attempts, most) =>
      `${attempts === 1 ? "第 1 次尝试失败" : `已尝试 ${attempts} 次，均失败`}，最多再重试 ${most - attempts} 次。`,
    givenUp: (attempts) => `尝试 ${attempts} 次后放弃，飞书不会再推送这个事件。`,
    cancelled: "推送已由 mocklark 取消。",
    forged: "飞书不会发送这样的请求。",
    accepted: "接收端返回了 200。",
    refused: (answer) => `接收端未接受：${answer}。`,
    once: "接收端处理了 1 次，符合预期。",
    deduped: "此前的推送已处理过这个事件，接收端没有重复处理，符合预期。",
    actedAnew: (count) =>
      `此前的推送已处理过这个事件，接收端又处理了 ${count} 次：没有按 event_id 去重。`,
    lost: "但接收端没有处理：返回了 200，事件却丢失了。",
    lostForGood: "接收端没有处理，这次变更已丢失。",
    twice: (count) => `但接收端处理了 ${count} 次：没有按 event_id 去重。`,
    actedYetFailed: (count) => `但接收端处理了 ${count} 次：已处理，却没有返回 200。`,
    actedPending: (count) => `但接收端已处理 ${count} 次：下次重试推送的是同一事件。`,
    notYetActed: "接收端尚未处理。",
    fooled: (count) => `接收端处理了 ${count} 次：任何人都能这样欺骗它。`,
    notFooled: "没有被处理，符合预期。",
    forgedAccepted:
      "接收端返回了 200，但没有处理。若已收到过这个事件，可能只是去重的结果，请用新事件再伪造一次。",
  },
  ladder: {
    title: "按比例显示的各次尝试（模拟时间）",
    whole: "全部重试",
    zoom: "开头部分（放大）",
    now: "现在",
    legend: {
      ok: "已接受",
      bad: "返回其他状态码",
      late: "超时或中断",
      none: "未到达",
      underWay: "正在发送",
      planned: "待重试",
      effect: "接收端处理",
    },
    label: (made, planned) => `时间线：已尝试 ${made} 次，还可重试 ${planned} 次。`,
    effectAt: (count, after) => `${after}后处理 ${count} 次`,
  },
  attempt: {
    title: (attempt, isDuplicate) =>
      `第 ${attempt} 次尝试${isDuplicate ? "（成功后重复推送）" : ""}`,
    effect: (count) => `处理 ${count} 次`,
    effectUnknown: "是否处理未知",
    answeredBut: (answer) => `${answer}，但没有处理`,
    failedYet: (answer) => `${answer}，却已处理`,
    actedAgain: "重复处理：此前的尝试已处理过",
    actedTooOften: "一次尝试中处理了多次",
    request: "请求",
    raw: "原文",
    clear: "明文",
    curl: "curl",
    isClear: "请求体未加密：应用没有设置 Encrypt Key。",
    noRequest: "没有保留请求：长连接没有 HTTP 请求，未发出的尝试也没有。",
    response: "响应",
    headers: "响应头",
    noBody: "响应体为空。",
    cut: "响应体较长，其余部分未保留。",
    took: "耗时",
    decided: "随后",
    reason: "原因",
    next: {
      succeeded: "完成",
      givenUp: "放弃",
      cancelled: "取消",
      retry: (at, waitMs) => `${at} 重试，间隔 ${deliveriesZh.duration(waitMs)}`,
    },
  },
};
