import { createTexts } from "../../../base/text.js";

export const securityMalformedRequestsTexts = createTexts("security/malformed-requests", {
  title: {
    en: "Malformed requests are answered, have no effect, and do not stop the receiver",
    zh: "",
  },
  clause: {
    en: "The request URL is open to the internet: whatever comes is to be answered in time, and only an event is to be acted on.",
    zh: "",
  },
  why: {
    en: "Scanners send such requests every day. One that ends the process or holds it up stops all events.",
    zh: "",
  },
  fix: {
    en: "Limit the size of the body, catch what parsing and decryption throw, see that the result is an object with the fields you read, and answer 400.",
    zh: "",
  },
});
