// an error after the answer ends the process: an unhandled rejection, a quarter of a second later (no public report; a class of them)
import { good, serve } from "./base.mjs";

serve({
  event(body, res) {
    good.event.call(this, body, res);
    void (async () =>
      (await new Promise((done) => setTimeout(done, 250)), body).event.reserve_form_config
        .reserve_form.length)();
  },
});
