import { createTexts } from "../../../base/text.js";

export const connectionReconnectsTexts = createTexts("connection/reconnects", {
  title: {
    en: "The client comes back after its connection is lost, and receives again",
    zh: "",
  },
  clause: {
    en: "After a lost connection a client waits at most ReconnectNonce seconds, then tries every ReconnectInterval seconds, starting with the endpoint.",
    zh: "",
  },
  why: {
    en: "Feishu's servers are restarted and networks fail; a client that stays away misses every event from then on.",
    zh: "",
  },
  fix: {
    en: "Leave reconnecting on (autoReconnect in the SDKs), and ask the endpoint again for each try: its URL is good for one connection.",
    zh: "",
  },
});
