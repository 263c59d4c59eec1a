// sends WebSocket pings in place of ping frames (NousResearch/hermes-agent#30188)
import { run } from "./client-base.mjs";

run({
  ping(link) {
    link.socket.ping();
    this.pingLater(link);
  },
});
