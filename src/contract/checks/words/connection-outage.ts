import { createTexts } from "../../../base/text.js";

export const connectionOutageTexts = createTexts("connection/outage", {
  title: {
    en: "The client comes back after the server has refused it for a while",
    zh: "",
  },
  clause: {
    en: "While the server cannot be reached a client goes on trying every ReconnectInterval seconds; with ReconnectCount -1 it never gives up.",
    zh: "",
  },
  why: {
    en: "An outage or a deployment takes longer than the first tries; a client that has given up by then stays up and deaf, and nobody notices.",
    zh: "",
  },
  fix: {
    en: "Try again for as long as it takes, with a pause in between that does not grow beyond a minute: no count of tries and no kind of error may end that loop. What gives up all the same should end its process, so that it is started again.",
    zh: "",
  },
});
