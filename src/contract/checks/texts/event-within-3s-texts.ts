import { createTexts } from "../../../base/text.js";

interface Late {
  readonly after: string;
  /** What it should have been an answer to. */
  readonly label: string;
  readonly check: string;
}

export const eventWithin3sTexts = createTexts("event/within-3s", {
  title: {
    en: "Every good event of the run is answered within 3 s",
    zh: "本次运行的每个正常事件都在 3 秒内得到响应",
  },
  clause: {
    en: "A delivery fails when the answer does not come within 3 s.",
    zh: "3 秒内没有返回响应，推送即失败。",
  },
  why: {
    en: "A late answer counts as none: Feishu sends the event again, and it is worked on twice.",
    zh: "响应过晚等于没有响应：飞书会重新推送，同一事件就会处理两次。",
  },
  fix: {
    en: "Put the event into a queue or a table, answer 200, and do the work afterwards.",
    zh: "先将事件写入队列或数据表，返回 200，之后再处理。",
  },
  holds: {
    en: "Every answer to a good event came within 3 s.",
    zh: "所有正常事件都在 3 秒内得到响应。",
  },
  late: {
    en: ({ late, count }: { late: number; count: number }) =>
      `${late} of ${count} good events had no answer within 3 s.`,
    zh: ({ late, count }) => `${count} 个正常事件中，${late} 个未在 3 秒内得到响应。`,
  },
  expected: {
    en: ({ ms }: { ms: number }) => `each answer within ${ms} ms`,
    zh: ({ ms }) => `每个响应都在 ${ms} ms 内返回`,
  },
  "no-answer": {
    en: ({ after, label, check }: Late) => `no answer after ${after} to ${label} (${check})`,
    zh: ({ after, label, check }) => `${label}（${check}）：${after}后仍无响应`,
  },
  "late-answer": {
    en: ({ after, label, check }: Late) => `an answer after ${after} to ${label} (${check})`,
    zh: ({ after, label, check }) => `${label}（${check}）：${after}后才返回响应`,
  },
});
