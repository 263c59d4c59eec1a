import { createTexts } from "../../base/text.js";

/** `mocklark load`. */
export const loadCommandTexts = createTexts("cli/load", {
  about: {
    en: "put a receiver under load and measure its latency",
    zh: "对接收端压测并测量延迟",
  },
  rate: {
    en: "events a second that arrive whatever the receiver does, up to 100,000/s (default: 100/s)",
    zh: "每秒到达的事件数，不等待响应，最多 100,000/s（默认 100/s）",
  },
  concurrency: {
    en: "in place of a rate: so many senders that wait for each answer, up to 4,096",
    zh: "代替速率：并发数，收到响应后再推送下一个，最多 4,096",
  },
  duration: { en: "how long, ramp included, up to 1h", zh: "压测时长（含爬升），最长 1h" },
  ramp: {
    en: "grow evenly to the full load over this time",
    zh: "在这段时间内均匀爬升到满负载",
  },
  threshold: {
    en: "a limit such as p99<800ms, ok>99.9%, rate>450/s or max<=3s (repeatable)",
    zh: "阈值，例如 p99<800ms、ok>99.9%、rate>450/s 或 max<=3s（可重复）",
  },
  reporter: { en: "pretty, json, html (repeatable)", zh: "pretty、json、html（可重复）" },
  export: {
    en: "send nothing and print a script for this tool that puts on the same load",
    zh: "不推送，打印可施加同样负载的脚本，供该工具运行",
  },
  "both-models": {
    en: "Failed to plan the load: --rate and --concurrency are two ways to say how much.",
    zh: "无法制定压测计划：--rate 与 --concurrency 只能选一个。",
  },
  "both-models-remedy": {
    en: "Keep --rate to send whatever the receiver does, --concurrency to wait for each answer.",
    zh: "不等待响应用 --rate，逐个等待响应用 --concurrency。",
  },
  "rate-bound": {
    en: "At most 100,000/s.",
    zh: "最多 100,000/s。",
  },
  "concurrency-bound": { en: "At most 4096.", zh: "最多 4096。" },
  "duration-bound": {
    en: "Give a time from 100ms to 1h.",
    zh: "填写 100ms 到 1h 的时长。",
  },
  "ramp-too-long": {
    en: ({ ramp, duration }: { ramp: string; duration: string }) =>
      `Failed to plan the load: a ramp of ${ramp} does not fit in a duration of ${duration}.`,
    zh: ({ ramp, duration }) => `无法制定压测计划：爬升 ${ramp}超过了总时长 ${duration}。`,
  },
  "ramp-too-long-remedy": {
    en: "The duration includes the ramp: make it longer, or the ramp shorter.",
    zh: "总时长包含爬升：延长 --duration，或缩短 --ramp。",
  },
  "no-url": {
    en: "Failed to start the load: there is no URL to send to.",
    zh: "无法开始压测：没有指定请求地址。",
  },
  "no-url-remedy": {
    en: "Name the receiver's URL, or start it with --exec.",
    zh: "指定接收端的请求地址，或用 --exec 启动接收端。",
  },
  progress: {
    en: ({ phase, seconds, total, ok, failed, rate, p99 }: Progress) =>
      phase === "settling"
        ? "waiting until the receiver has acted on what it answered"
        : `${seconds}/${total} s, ${ok} ok${failed > 0 ? `, ${failed} failed` : ""}, ${rate}/s, p99 ${p99}`,
    zh: ({ phase, seconds, total, ok, failed, rate, p99 }) =>
      phase === "settling"
        ? "等待接收端处理完已响应的事件"
        : `${seconds}/${total} 秒，成功 ${ok}${failed > 0 ? `，失败 ${failed}` : ""}，${rate}/s，p99 ${p99}`,
  },
});

interface Progress {
  readonly phase: "sending" | "settling";
  readonly seconds: number;
  readonly total: number;
  readonly ok: number;
  readonly failed: number;
  readonly rate: number;
  readonly p99: string;
}
