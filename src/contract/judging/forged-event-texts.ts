import { createTexts } from "../../base/text.js";
import { capitalized } from "./capitalized.js";

export const forgedEventTexts = createTexts("forged-event", {
  broke: {
    en: ({ label }: { label: string }) => `The receiver broke at ${label}.`,
    zh: ({ label }) => `${label}导致接收端异常。`,
  },
  "expected-answer": { en: "an answer, and no effect", zh: "返回响应，且不处理" },
  "refused-but-shown": {
    en: ({ effects, outcome }: { effects: string; outcome: string }) =>
      `${effects} (${outcome}). If the receiver only writes down what it refuses, in the words it has for what it acts on, let it use others, or name another place with --witness`,
    zh: ({ effects, outcome }) =>
      `${effects}（${outcome}）。如果接收端只是记录了被拒绝的事件，请让这条日志与处理事件的日志措辞不同，或用 --witness 指定其他观测点`,
  },
  "accepted-and-mentioned": {
    en: ({ label }: { label: string }) =>
      `${capitalized(label)} was answered with 200 and shows, though not as a good event does: name a place that shows only what was acted on with --witness.`,
    zh: ({ label }) =>
      `${label}得到 200 响应，观测点中也有记录，但与正常事件的记录不同。用 --witness 指定只记录已处理事件的观测点。`,
  },
  died: {
    en: ({ outcome, exit }: { outcome: string; exit: string }) =>
      `${outcome}, and the receiver ended with ${exit}`,
    zh: ({ outcome, exit }) => `${outcome}，随后接收端退出（${exit}）`,
  },
  "stopped-answering": {
    en: ({ outcome }: { outcome: string }) => `${outcome}, and the receiver stopped answering`,
    zh: ({ outcome }) => `${outcome}，随后接收端不再响应`,
  },
});
