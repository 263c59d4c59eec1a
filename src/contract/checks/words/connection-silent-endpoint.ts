import { createTexts } from "../../../base/text.js";

export const connectionSilentEndpointTexts = createTexts("connection/silent-endpoint", {
  title: {
    en: "The client asks the endpoint again when it accepts a question and never answers",
    zh: "",
  },
  clause: {
    en: "A server that hangs accepts connections and does not answer; whoever waits without a time limit waits for ever.",
    zh: "",
  },
  why: {
    en: "The client sits in one request, with its process up and its log quiet, and receives nothing until somebody restarts it.",
    zh: "",
  },
  fix: {
    en: "Give the request to /callback/ws/endpoint a timeout of some 10 s, and try again when it is over. The Node SDK has 15 s, those for Go and Java have 10 s; the one for Python has none: give its requests.post one, or watch from outside whether the client is connected.",
    zh: "",
  },
});
