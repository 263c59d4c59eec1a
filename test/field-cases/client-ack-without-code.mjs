// acknowledges with an empty payload, which is no code 200 (AionCore#796)
import { run } from "./client-base.mjs";

run({
  ack(link, frame) {
    this.send(link, { ...frame, payload: "" });
  },
});
