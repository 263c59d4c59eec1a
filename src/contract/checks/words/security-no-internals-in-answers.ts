import { createTexts } from "../../../base/text.js";

export const securityNoInternalsInAnswersTexts = createTexts("security/no-internals-in-answers", {
  title: {
    en: "No answer shows a stack trace or a file path",
    zh: "",
  },
  clause: {
    en: "Feishu reads the status of an answer, and the challenge; nobody needs anything else in it.",
    zh: "",
  },
  why: {
    en: "Stack traces and paths tell whoever sends a malformed request which libraries and versions run where.",
    zh: "",
  },
  fix: {
    en: "Answer errors with a fixed body and log the rest. Express shows the stack unless NODE_ENV is production or there is an error handler of your own.",
    zh: "",
  },
});
