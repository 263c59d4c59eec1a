// a frame that is none ends the process (larksuite/node-sdk#204)
import { run } from "./client-base.mjs";

run({
  badFrame(link, error) {
    throw error;
  },
});
