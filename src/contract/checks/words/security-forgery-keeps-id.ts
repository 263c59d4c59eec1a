import { createTexts } from "../../../base/text.js";

export const securityForgeryKeepsIdTexts = createTexts("security/forgery-keeps-id", {
  title: {
    en: "A refused forgery does not use up the event_id: the genuine event is acted on",
    zh: "",
  },
  clause: {
    en: "Only what comes from Feishu counts as a delivery of an event; its event_id is known by that and by nothing else.",
    zh: "",
  },
  why: {
    en: "Where the event_id is noted before the signature is checked, anyone who guesses or sees an event_id can have the real event dropped as a repeat.",
    zh: "",
  },
  fix: {
    en: "Verify signature and token first; note the event_id only of an event that passed.",
    zh: "",
  },
});
