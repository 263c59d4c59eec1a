// acknowledges an event, and its process ends of an error in the background
import { good, run } from "./client-base.mjs";

run({
  act(body) {
    good.act(body);
    setTimeout(() => {
      throw new TypeError("cannot read reserve_form");
    }, 10);
  },
});
