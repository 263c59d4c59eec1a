// takes meeting_duration for a whole number of hours (no public report; a typed model met in a trial)
import { good, reply, serve } from "./base.mjs";

serve({
  event(body, res) {
    const hours = body.event.approve_config?.meeting_duration;
    if (hours !== undefined && !Number.isInteger(hours))
      return reply(res, 422, { msg: "meeting_duration: value is not a valid integer" });
    good.event.call(this, body, res);
  },
});
