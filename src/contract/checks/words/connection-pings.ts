import { createTexts } from "../../../base/text.js";

export const connectionPingsTexts = createTexts("connection/pings", {
  title: {
    en: "The client pings as often as ClientConfig says, also after a pong changed it",
    zh: "",
  },
  clause: {
    en: "A client sends a ping frame every PingInterval seconds; a pong may bring a new ClientConfig, which holds from then on.",
    zh: "",
  },
  why: {
    en: "A connection without pings is taken for dead and closed; a client that pings without a pause is a flood.",
    zh: "",
  },
  fix: {
    en: "Read PingInterval from the endpoint's answer and from each pong's payload before the next ping is scheduled. The SDKs do.",
    zh: "",
  },
});
