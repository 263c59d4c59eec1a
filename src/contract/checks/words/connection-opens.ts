import { createTexts } from "../../../base/text.js";

export const connectionOpensTexts = createTexts("connection/opens", {
  title: {
    en: "The client asks where to connect and opens the connection",
    zh: "",
  },
  clause: {
    en: "A client posts its app id and secret to /callback/ws/endpoint and opens a WebSocket to the URL in the answer.",
    zh: "",
  },
  why: {
    en: "Without a connection the app is not online: every event fails and is dropped after four retries.",
    zh: "",
  },
  fix: {
    en: "Give the SDK's client the app id and secret, and the domain (here MOCKLARK_DOMAIN); keep the process running after start().",
    zh: "",
  },
});
