// acknowledges with a frame of its own, without the event's message_id
import { run } from "./client-base.mjs";

run({
  ack(link, frame, code) {
    const payload = JSON.stringify({ code });
    this.send(link, { ...frame, headers: [["type", "event"]], payload });
  },
});
