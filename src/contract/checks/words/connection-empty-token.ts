import { createTexts } from "../../../base/text.js";

export const connectionEmptyTokenTexts = createTexts("connection/empty-token", {
  title: {
    en: "An event whose header.token is empty is acknowledged and acted on",
    zh: "",
  },
  clause: {
    en: "On the long connection header.token is the empty string: the app's secret has opened the connection, so the event needs no proof.",
    zh: "",
  },
  why: {
    en: "Code that was written for webhooks and compares the token refuses every event here.",
    zh: "",
  },
  fix: {
    en: "Leave header.token alone on the long connection. With the SDKs, give the dispatcher no Verification Token.",
    zh: "",
  },
});
