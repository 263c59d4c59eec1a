import { createTexts } from "../../../base/text.js";

export const eventKeepAliveTexts = createTexts("event/keep-alive", {
  title: {
    en: "Many events over one connection are all accepted",
    zh: "",
  },
  clause: {
    en: "HTTP/1.1 connections stay open: after one event the next may come over the same connection, unless the answer says Connection: close.",
    zh: "",
  },
  why: {
    en: "A receiver that drops a connection under a request loses that event until its retry 15 s later; one that mixes up two requests loses it for good.",
    zh: "",
  },
  fix: {
    en: "Leave connections to the HTTP server, read each request to its end, and answer Connection: close where one is to end.",
    zh: "",
  },
});
