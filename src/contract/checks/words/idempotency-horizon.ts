import { createTexts } from "../../../base/text.js";

export const idempotencyHorizonTexts = createTexts("idempotency/horizon", {
  title: {
    en: "An event is known until its last retry, 7 h 5 min later by the receiver's own clock",
    zh: "",
  },
  clause: {
    en: "Where answers are lost, the same event_id comes again 15 s, 5 min, 1 h and 6 h after the attempt before.",
    zh: "",
  },
  why: {
    en: "A memory of a minute, an hour or two hours is over before Feishu's last retry: the event acts twice, hours later, when nobody looks.",
    zh: "",
  },
  fix: {
    en: "Remember each event_id for at least eight hours: a table with a unique index on event_id, or Redis SET NX EX 36000, before the work is done.",
    zh: "",
  },
});
