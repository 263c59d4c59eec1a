import { createTexts } from "../../../base/text.js";

export const connectionLimitTexts = createTexts("connection/limit", {
  title: {
    en: "The client does not hammer at the door when the app has too many connections",
    zh: "",
  },
  clause: {
    en: "An app may have 50 connections; one more is refused at the endpoint with code 1000040350.",
    zh: "",
  },
  why: {
    en: "The official SDKs give up for good, with the process still running: whoever watches it does not see that no event comes any more.",
    zh: "",
  },
  fix: {
    en: "End the process when the client reports this (onError in the Node SDK), so that it is started again; otherwise ask at most once per ReconnectInterval.",
    zh: "",
  },
});
