import { createTexts } from "../../../base/text.js";

export const connectionBadFrameTexts = createTexts("connection/bad-frame", {
  title: {
    en: "A message that is no frame neither ends nor deafens the client",
    zh: "",
  },
  clause: {
    en: "Whatever comes over a connection that stays open for weeks, the client receives the next good event; it may drop the connection if it comes back.",
    zh: "",
  },
  why: {
    en: "One message that does not decode ends the process, or the loop that reads, and every event after it is lost.",
    zh: "",
  },
  fix: {
    en: "Catch what decoding throws, log it and go on with the next message. In Node an error thrown in a listener ends the process; in Python one in the receiving loop ends the loop.",
    zh: "",
  },
});
