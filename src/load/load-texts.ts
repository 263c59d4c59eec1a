import { createTexts } from "../base/text.js";
import type { Arrivals } from "./load-plan.js";

/** What a load says of itself: thresholds that cannot be read, and the report. */
export const loadTexts = createTexts("load", {
  "threshold-unreadable": {
    en: ({ text }: { text: string }) => `Failed to read the threshold "${text}".`,
    zh: ({ text }) => `无法识别阈值「${text}」。`,
  },
  "threshold-form": {
    en: 'Write a metric, one of < <= > >=, and a limit, for example "p99<800ms" or "ok>99.9%".',
    zh: "写成「指标 比较符 限值」，比较符为 < <= > >=，例如 p99<800ms 或 ok>99.9%。",
  },
  "threshold-metrics": {
    en: ({ metrics }: { metrics: readonly string[] }) => `The metrics are ${metrics.join(", ")}.`,
    zh: ({ metrics }) => `可用的指标：${metrics.join("、")}。`,
  },
  "threshold-unit": {
    en: ({ value }: { value: string }) =>
      `Write the limit with its unit: "${value}ms" or "${value}s".`,
    zh: ({ value }) => `限值要带单位：${value}ms 或 ${value}s。`,
  },
  "threshold-share": {
    en: 'Write a share from 0% to 100%, for example "ok>99.9%".',
    zh: "填写 0% 到 100% 的比例，例如 ok>99.9%。",
  },
  "threshold-rate": {
    en: 'Write answers a second, for example "rate>450/s".',
    zh: "填写每秒响应数，例如 rate>450/s。",
  },

  unreachable: {
    en: ({ to, reason }: { to: string; reason: string }) =>
      `Failed to put ${to} under load: ${reason}.`,
    zh: ({ to, reason }) => `无法对 ${to} 压测：${reason}。`,
  },
  "unreachable-remedy": {
    en: "Start the receiver, or check host and port.",
    zh: "请先启动接收端，或检查主机和端口。",
  },
  "first-not-accepted": {
    en: "the event before the load was not answered with 200, so it is not known what acting on one looks like",
    zh: "压测前的事件没有返回 200，无法得知处理一个事件会留下什么",
  },

  title: {
    en: ({ target }: { target: string }) => `Load on ${target}`,
    zh: ({ target }) => `压测 ${target}`,
  },
  plan: {
    en: ({ arrivals, duration, ramp }: PlanWords) =>
      `${arrivals.kind === "rate" ? `${count(arrivals.perSecond)}/s` : `${arrivals.senders} ${arrivals.senders === 1 ? "sender" : "senders"}`} for ${duration}${ramp === null ? "" : `, ramp ${ramp}`}`,
    zh: ({ arrivals, duration, ramp }) =>
      `${arrivals.kind === "rate" ? `${count(arrivals.perSecond)}/s` : `并发 ${arrivals.senders}`}，持续 ${duration}${ramp === null ? "" : `，爬升 ${ramp}`}`,
  },
  "stopped-early": {
    en: ({ duration }: { duration: string }) => `stopped after ${duration}`,
    zh: ({ duration }) => `${duration}后中断`,
  },
  sent: { en: "sent", zh: "已推送" },
  "sent-of": {
    en: ({ sent, planned }: { sent: number; planned: number }) =>
      sent === planned ? count(sent) : `${count(sent)} of ${count(planned)}`,
    zh: ({ sent, planned }) =>
      sent === planned ? count(sent) : `${count(sent)}/${count(planned)}`,
  },
  answered: { en: "answered", zh: "响应" },
  rate: {
    en: ({ rate }: { rate: string }) => `${rate}/s`,
    zh: ({ rate }) => `${rate}/s`,
  },
  ok: { en: "200 within 3 s", zh: "3 秒内返回 200" },
  "ok-share": {
    en: ({ share, ok }: { share: string; ok: number }) => `${share} (${count(ok)})`,
    zh: ({ share, ok }) => `${share}（${count(ok)}）`,
  },
  mean: { en: "mean", zh: "平均" },
  min: { en: "min", zh: "最小" },
  max: { en: "max", zh: "最大" },
  latency: { en: "latency", zh: "延迟" },
  service: { en: "service", zh: "服务" },
  "latency-note": {
    en: "latency counts from when an event was due, service from when it was sent",
    zh: "延迟从计划到达时刻算起，服务时间从实际发送时刻算起",
  },
  outcomes: { en: "outcomes", zh: "推送结果" },
  effects: { en: "effects", zh: "处理" },
  "effects-counted": {
    en: ({ once, events, never, moreThanOnce, uncounted }: Effects) =>
      [
        `${count(once)} of ${count(events)} acted on once`,
        ...(never > 0 ? [`${count(never)} not at all`] : []),
        ...(moreThanOnce > 0 ? [`${count(moreThanOnce)} more than once`] : []),
        ...(uncounted > 0 ? [`${count(uncounted)} more not looked for`] : []),
      ].join(", "),
    zh: ({ once, events, never, moreThanOnce, uncounted }) =>
      [
        `${count(events)} 个事件中，${count(once)} 个只处理 1 次`,
        ...(never > 0 ? [`${count(never)} 个未处理`] : []),
        ...(moreThanOnce > 0 ? [`${count(moreThanOnce)} 个处理多次`] : []),
        ...(uncounted > 0 ? [`另有 ${count(uncounted)} 个未观测`] : []),
      ].join("，"),
  },
  "effects-unknown": {
    en: ({ reason }: { reason: string }) => `not counted: ${reason}`,
    zh: ({ reason }) => `无法计数：${reason}`,
  },
  thresholds: { en: "thresholds", zh: "阈值" },
  "no-ok": {
    en: "no event was answered with 200 within 3 s",
    zh: "没有任何事件在 3 秒内返回 200",
  },
  unsent: {
    en: ({ unsent }: { unsent: number }) =>
      `${count(unsent)} events were due but not sent, because 4,096 were under way: the receiver is too slow for this rate`,
    zh: ({ unsent }) =>
      `${count(unsent)} 个事件到时未能推送，因为已有 4,096 个未返回：接收端跟不上这个速率`,
  },
  late: {
    en: ({ p99, max }: { p99: string; max: string }) =>
      `the sender itself was late by up to ${max} (p99 ${p99}): this machine is the limit, and part of the latency is its own`,
    zh: ({ p99, max }) =>
      `发送端自身最多晚了 ${max}（p99 ${p99}）：瓶颈在本机，延迟中有一部分来自本机`,
  },
  passed: { en: "passed", zh: "通过" },
  "not-passed": { en: "failed", zh: "未通过" },
  "latency-curve": { en: "Latency by percentile", zh: "延迟分布（按百分位）" },
  "over-time": { en: "Over time", zh: "随时间变化" },
  percentile: { en: "percentile", zh: "百分位" },
  "seconds-axis": { en: "seconds since the start", zh: "开始后的秒数" },
  "latency-axis": { en: "latency", zh: "延迟" },
  "rate-axis": { en: "events a second", zh: "每秒事件数" },
  "answered-ok": {
    en: "events a second, answered 200 within 3 s",
    zh: "每秒事件数：3 秒内返回 200",
  },
  failed: { en: "failed", zh: "失败" },
  limit: { en: "limit", zh: "限值" },
  measured: { en: "measured", zh: "实测" },
});

interface PlanWords {
  readonly arrivals: Arrivals;
  readonly duration: string;
  /** Null: there is none. */
  readonly ramp: string | null;
}

interface Effects {
  readonly once: number;
  readonly events: number;
  readonly never: number;
  readonly moreThanOnce: number;
  readonly uncounted: number;
}

/** "10,000" in both languages. */
const count = (value: number): string => value.toLocaleString("en-US");
