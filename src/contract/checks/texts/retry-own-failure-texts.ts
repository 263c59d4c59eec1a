import { createTexts } from "../../../base/text.js";

export const retryOwnFailureTexts = createTexts("retry/own-failure", {
  title: {
    en: "An event the receiver itself refused is acted on when it comes again",
    zh: "接收端自己拒绝过的事件，再次推送时会处理",
  },
  clause: {
    en: "An event that is not answered with status 200 comes again under the same event_id, at most four times.",
    zh: "未返回 200 状态码的事件会以同一个 event_id 再次推送，最多重试 4 次。",
  },
  why: {
    en: "Where the event_id is noted before the work, and the work fails, the retry is taken for a repeat: it is answered with 200 and the event is lost.",
    zh: "若在处理之前就记录 event_id 而处理失败，重试会被当作重复事件：返回 200，事件却丢失。",
  },
  fix: {
    en: "Note the event_id after the work, or in one transaction with it; take the note back when the work fails.",
    zh: "处理完成后再记录 event_id，或与处理放在同一事务中；处理失败时撤销记录。",
  },
  "none-refused": {
    en: "The receiver refused no good event of this run, so there was nothing to repeat.",
    zh: "接收端在本次运行中没有拒绝过正常事件，没有可再次推送的事件。",
  },
  "never-taken": {
    en: "What the receiver had refused it refused again each time: see event/flaky.",
    zh: "接收端拒绝过的事件，每次重试又被拒绝，见 event/flaky。",
  },
  retry: {
    en: ({ retry }: { retry: number }) => `retry ${retry} of a refused event`,
    zh: ({ retry }) => `被拒绝事件的第 ${retry} 次重试`,
  },
  holds: {
    en: "What the receiver had refused was acted on when it came again.",
    zh: "接收端拒绝过的事件，再次推送时已处理。",
  },
  lost: {
    en: "An event that the receiver had refused was accepted again, and lost.",
    zh: "接收端拒绝过的事件，再次推送成功，但未处理。",
  },
  effect: { en: "an effect once it is accepted", zh: "推送成功后处理事件" },
  "then-lost": {
    en: ({ answer }: { answer: string }) => `${answer}, then status 200, and no effect`,
    zh: ({ answer }) => `第一次为${answer}，之后为状态码 200，但未处理`,
  },
});
