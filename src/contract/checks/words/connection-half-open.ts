import { createTexts } from "../../../base/text.js";

export const connectionHalfOpenTexts = createTexts("connection/half-open", {
  title: {
    en: "The client notices a gateway that has gone silent, and comes back",
    zh: "",
  },
  clause: {
    en: "Every ping is answered with a pong; where none comes, the peer is gone although the connection is open.",
    zh: "",
  },
  why: {
    en: "After a pulled cable or a lost NAT entry nobody closes the connection: the client waits for events that cannot come.",
    zh: "",
  },
  fix: {
    en: "Drop the connection when a ping stays without a pong. Node SDK: wsConfig: { pingTimeout: 3 } (off by default). The Go SDK notices by itself; those for Python and Java have no setting for it: watch when anything was heard last, and close the connection.",
    zh: "",
  },
});
