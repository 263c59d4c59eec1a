import { createTexts } from "../base/text.js";
import type { Transport } from "./scenario.js";

/** What steps do, and what came of them. */
export const stepTexts = createTexts("scenario/step", {
  send: {
    en: ({ count }: { count: number }) => (count === 1 ? "send an event" : `send ${count} events`),
    zh: ({ count }) => `推送 ${count} 个事件`,
  },
  "update-numbered": {
    en: ({ scope, number }: { scope: Scope; number: number }) =>
      `change the limits of ${scope} ${number}`,
    zh: ({ scope, number }) => `修改第 ${number} 个${scopes[scope]}的预定限制`,
  },
  update: {
    en: ({ scope, name }: { scope: Scope; name: string }) =>
      `change the limits of the ${scope} "${name}"`,
    zh: ({ scope, name }) => `修改${scopes[scope]}「${name}」的预定限制`,
  },
  "open-api-fails": { en: "the Open API fails", zh: "Open API 出现故障" },
  "open-api-works": { en: "the Open API works again", zh: "Open API 恢复正常" },
  duplicate: {
    en: ({ of, times }: { of: string; times: number }) =>
      `send "${of}" ${times === 1 ? "again" : `${times} times again`}`,
    zh: ({ of, times }) => `重复推送「${of}」${times} 次`,
  },
  forge: {
    en: ({ how }: { how: string }) => `forge a request: ${how}`,
    zh: ({ how }) => `伪造请求：${how}`,
  },
  "verify-url": { en: "verify the URL", zh: "校验请求地址" },
  wait: { en: "wait", zh: "等待" },
  network: { en: "the network goes down", zh: "网络中断" },
  "change-app": { en: "change the app", zh: "修改应用设置" },
  "restore-app": { en: "restore the app", zh: "恢复应用设置" },
  receiver: {
    en: ({ act }: { act: Act }) => `${act} the receiver`,
    zh: ({ act }) => `${acts[act]}接收端`,
  },
  parallel: {
    en: ({ count }: { count: number }) => `${count} steps at once`,
    zh: ({ count }) => `同时执行 ${count} 个步骤`,
  },
  "in-order": {
    en: ({ count }: { count: number }) => `${count} steps in order`,
    zh: ({ count }) => `依次执行 ${count} 个步骤`,
  },
  repeat: {
    en: ({ times }: { times: number }) => `repeat ${times} times`,
    zh: ({ times }) => `重复 ${times} 次`,
  },

  event: {
    en: ({ id }: { id: string }) => `event ${id}…`,
    zh: ({ id }) => `事件 ${id}…`,
  },
  outcome: {
    en: ({ event, expected, seen, history }: Outcome) =>
      `${event} should have been ${statuses[expected]}, but was ${statuses[seen]}: ${history.join("; ")}`,
    zh: ({ event, expected, seen, history }) =>
      `${event}应${statusesZh[expected]}，实际${statusesZh[seen]}：${history.join("；")}`,
  },
  attempts: {
    en: ({ event, expected, seen, history }: Counted & { history: readonly string[] }) =>
      `${event} should have taken ${expected === 1 ? "1 attempt" : `${expected} attempts`}, but took ${seen}: ${history.join("; ")}`,
    zh: ({ event, expected, seen, history }) =>
      `${event}应尝试 ${expected} 次，实际 ${seen} 次：${history.join("；")}`,
  },
  takes: {
    en: ({ event, expected, seen }: { event: string; expected: string; seen: string }) =>
      `${event} should have taken ${expected}, but took ${seen}`,
    zh: ({ event, expected, seen }) => `${event}应历时 ${expected}，实际 ${seen}`,
  },
  status: {
    en: ({ status, seen }: { status: number; seen: string }) =>
      `the answer should have been ${status}, but: ${seen}`,
    zh: ({ status, seen }) => `响应应为 ${status}，实际：${seen}`,
  },
  "not-status": {
    en: ({ status }: { status: number }) => `the answer should not have been ${status}, but it was`,
    zh: ({ status }) => `响应不应为 ${status}，实际却是`,
  },
  within: {
    en: ({ time, seen }: { time: string; seen: string }) =>
      `the answer should have come within ${time}, but: ${seen}`,
    zh: ({ time, seen }) => `应在 ${time}内响应，实际：${seen}`,
  },
  "change-refused": {
    en: ({ words }: { words: string }) => `the change was refused: ${words}`,
    zh: ({ words }) => `修改被拒绝：「${words}」`,
  },
  "refused-otherwise": {
    en: ({ code, words }: { code: number; words: string }) =>
      `the change should have been refused with ${code}, but was with ${words}`,
    zh: ({ code, words }) => `修改应被拒绝并返回 ${code}，实际返回「${words}」`,
  },
  refusal: {
    en: ({ code, msg, detail }: { code: number; msg: string; detail: string }) =>
      `${code} ${msg}: ${detail}`,
    zh: ({ code, msg, detail }) => `${code} ${msg}: ${detail}`,
  },
  "change-kept": {
    en: ({ code }: { code: number }) =>
      `the change should have been refused with ${code}, but was kept`,
    zh: ({ code }) => `修改应被拒绝并返回 ${code}，实际已保存`,
  },
  events: {
    en: ({ expected, seen }: { expected: number; seen: number }) =>
      `the change should have brought ${eventCount(expected)}, but brought ${eventCount(seen)}`,
    zh: ({ expected, seen }) => `修改应产生 ${expected} 个事件，实际产生 ${seen} 个`,
  },
  "no-event": {
    en: "no event came of the change: the app has not subscribed, or nothing changed",
    zh: "修改没有产生事件：应用未订阅，或内容没有变化",
  },
  verified: {
    en: ({ expected, reason }: { expected: boolean; reason: string }) =>
      `the URL should ${expected ? "" : "not "}have verified: ${reason}`,
    zh: ({ expected, reason }) => `请求地址校验${expected ? "应通过" : "不应通过"}：${reason}`,
  },
  effects: {
    en: ({ event, expected, seen }: Counted) =>
      `${event} should have been acted on ${times(expected)}, but was ${times(seen)}`,
    zh: ({ event, expected, seen }) => `${event}应处理 ${expected} 次，实际处理 ${seen} 次`,
  },
  "not-counted": {
    en: ({ reason }: { reason: string }) => `effects were not counted: ${reason}`,
    zh: ({ reason }) => `未统计处理次数：${reason}`,
  },
  "not-refused": {
    en: ({ code }: { code: string }) =>
      `the step should have been refused with ${code}, but was not`,
    zh: ({ code }) => `该步骤应被拒绝并返回 ${code}，实际未被拒绝`,
  },
  "more-like-these": {
    en: ({ count }: { count: number }) => `and ${count} more like these`,
    zh: ({ count }) => `另有 ${count} 条类似`,
  },
  died: {
    en: ({ how }: { how: string }) => `the receiver died: ${how}`,
    zh: ({ how }) => `接收端意外退出：${how}`,
  },
  "clock-left-behind": {
    en: ({ reason }: { reason: string }) =>
      `not tested, because the receiver's clock did not move along: ${reason}`,
    zh: ({ reason }) => `未检查，因为接收端的时钟没有跟着拨动：${reason}`,
  },
  stopped: { en: "stopped on request", zh: "已按要求停止" },
  "receiver-died": { en: "the receiver died", zh: "接收端意外退出" },
  "never-made": {
    en: ({ name }: { name: string }) => `Failed to find the event "${name}": it was never made.`,
    zh: ({ name }) => `无法找到事件「${name}」：它没有生成。`,
  },
  "never-made-remedy": {
    en: "See why the step that sends it failed.",
    zh: "查看推送它的步骤为何失败。",
  },
  "needs-webhook": {
    en: "Failed to play the step: it needs a webhook.",
    zh: "无法执行该步骤：它需要 Webhook 模式的接收端。",
  },
  "needs-webhook-remedy": {
    en: "Write transports: [webhook] in the scenario.",
    zh: "在场景中写上 transports: [webhook]。",
  },
  "not-started-here": {
    en: ({ act }: { act: Act }) => `Failed to ${act} the receiver: it was not started here.`,
    zh: ({ act }) => `无法${acts[act]}接收端：它不是由 mocklark 启动的。`,
  },
  "start-with-exec": { en: "Start it with --exec.", zh: "用 --exec 启动它。" },
  "cannot-change": {
    en: ({ reason }: { reason: string }) => `Failed to change the limits: ${reason}`,
    zh: ({ reason }) => `无法修改预定限制：${reason}`,
  },
  "no-such-number": {
    en: ({ scope, number, count }: { scope: Scope; number: number; count: number }) =>
      `there is no ${scope} ${number}; the tenant has ${count}.`,
    zh: ({ scope, number, count }) => `没有第 ${number} 个${scopes[scope]}，租户共有 ${count} 个。`,
  },

  "two-clocks": {
    en: "Failed to run the scenario: it was given a clock beside the receiver's clock.",
    zh: "无法运行场景：除接收端的时钟外，又给出了一个 clock。",
  },
  "two-clocks-remedy": {
    en: "Leave `clock` out: simulated time then starts at the receiver's and moves with it.",
    zh: "去掉 `clock`：模拟时间会从接收端的时间开始，并随它变化。",
  },
  "no-receiver": {
    en: "Failed to run the scenario: there is no receiver.",
    zh: "无法运行场景：没有接收端。",
  },
  "no-receiver-remedy": {
    en: "Give the receiver's URL with --to, or start it with --exec.",
    zh: "用 --to 给出接收端的 URL，或用 --exec 启动它。",
  },
  "about-transports": {
    en: ({ transports }: { transports: readonly Transport[] }) =>
      `it is about the ${transports.join(" and the ")}`,
    zh: ({ transports }) =>
      `该场景只适用于${transports.map((one) => (one === "webhook" ? " Webhook 模式" : "长连接")).join("和")}`,
  },
  "needs-encrypt-key": {
    en: "it needs an app with an Encrypt Key",
    zh: "该场景需要配置了 Encrypt Key 的应用",
  },
  "needs-exec": {
    en: "it stops and starts the receiver, so it must be started with --exec",
    zh: "该场景会停止和启动接收端，须用 --exec 启动接收端",
  },
  "needs-open-api": {
    en: "it is about the Open API, and the receiver was not told where that is",
    zh: "该场景涉及 Open API，而接收端不知道它的地址",
  },
  "needs-clock": {
    en: "it moves the receiver's own clock, so it needs --clock virtual and --receiver-clock auto",
    zh: "该场景会拨动接收端的时钟，须使用 --clock virtual 和 --receiver-clock auto",
  },
  "clock-not-movable": {
    en: ({ reason, remedy }: { reason: string; remedy: string }) =>
      `it moves the receiver's own clock, which is not possible here: ${reason} ${remedy}`,
    zh: ({ reason, remedy }) => `该场景会拨动接收端的时钟，这里无法拨动：${reason}${remedy}`,
  },
});

type Scope = "room" | "level";

const scopes: Readonly<Record<Scope, string>> = { room: "会议室", level: "层级" };

type Act = "restart" | "stop" | "start";

const acts: Readonly<Record<Act, string>> = { restart: "重启", stop: "停止", start: "启动" };

type Status = "pending" | "succeeded" | "given-up" | "cancelled";

const statuses: Readonly<Record<Status, string>> = {
  pending: "left pending",
  succeeded: "delivered",
  "given-up": "given up",
  cancelled: "cancelled",
};

const statusesZh: Readonly<Record<Status, string>> = {
  pending: "仍在等待",
  succeeded: "推送成功",
  "given-up": "被放弃",
  cancelled: "被取消",
};

interface Outcome {
  readonly event: string;
  readonly expected: Status;
  readonly seen: Status;
  readonly history: readonly string[];
}

interface Counted {
  readonly event: string;
  readonly expected: number;
  readonly seen: number;
}

const times = (count: number): string =>
  count === 0 ? "not at all" : count === 1 ? "once" : `${count} times`;

const eventCount = (count: number): string =>
  count === 0 ? "no event" : count === 1 ? "one event" : `${count} events`;
