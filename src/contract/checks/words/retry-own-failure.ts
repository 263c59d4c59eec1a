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
});
