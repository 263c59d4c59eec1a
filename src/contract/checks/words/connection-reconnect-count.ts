import { createTexts } from "../../../base/text.js";

export const connectionReconnectCountTexts = createTexts("connection/reconnect-count", {
  title: {
    en: "The client comes back after an outage although the server said ReconnectCount 1",
    zh: "",
  },
  clause: {
    en: "ReconnectCount says how often to try again; -1 is for ever, and 1 has been seen. An outage that outlasts the tries must not leave a process that is up and deaf.",
    zh: "",
  },
  why: {
    en: "The SDKs take the count to the letter: after one failed try they give up for good, and nobody notices that no event comes any more.",
    zh: "",
  },
  fix: {
    en: "Do not take ReconnectCount for the end: go on trying with a pause, or end the process with an exit code other than 0 when the client gives up, so that it is started again. Node SDK: onError is called then; call start() again after a while, or exit. Go: Start returns. Java: an exception ends one of its threads, and Python: a task of its loop, so catch it there or watch from outside whether the client is connected.",
    zh: "",
  },
});
