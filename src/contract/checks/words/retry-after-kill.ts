import { createTexts } from "../../../base/text.js";

export const retryAfterKillTexts = createTexts("retry/after-kill", {
  title: {
    en: "An event that was answered with 200 is acted on although the receiver is killed",
    zh: "",
  },
  clause: {
    en: "After status 200 an event is delivered: Feishu does not send it again.",
    zh: "",
  },
  why: {
    en: "What waits in memory for its turn is gone with the process, at a crash or a deployment, and nobody sends it a second time.",
    zh: "",
  },
  fix: {
    en: "Before the answer, put the event where it outlives the process: a table, a queue or a file; act on what is left there after a start.",
    zh: "",
  },
});
