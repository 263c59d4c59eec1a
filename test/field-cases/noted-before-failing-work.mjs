// notes the event_id, then the work fails with 500 now and then: the retry is taken for a duplicate and lost (pwrdrvr/PwrAgent#383, lobehub/lobehub#14444)
import { EVENT_TYPE, reply, serve } from "./base.mjs";

let works = 0;
serve({
  event(body, res) {
    if (body.header.event_type === EVENT_TYPE && this.firstTime(body.header.event_id)) {
      if (++works % 7 === 0) return reply(res, 500, { msg: "database is locked" });
      this.act(body);
    }
    reply(res, 200, { code: 0 });
  },
});
