import { createTexts } from "../../../base/text.js";

export const connectionUnknownTypeTexts = createTexts("connection/unknown-type", {
  title: {
    en: "An event of a type without a handler is acknowledged with 200",
    zh: "",
  },
  clause: {
    en: "Every event wants an acknowledgement within 3 s, also one of a type the client has no handler for.",
    zh: "",
  },
  why: {
    en: "Every other acknowledgement has the event sent four more times. The Node SDK says 200 to an event without a handler; the Python, Go and Java SDKs say 500.",
    zh: "",
  },
  fix: {
    en: "Subscribe the app only to events you handle, or acknowledge others with 200: with the Python, Go and Java SDKs, register a handler that does nothing for each type the app is subscribed to.",
    zh: "",
  },
});
