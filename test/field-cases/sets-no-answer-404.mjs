// acts, but sets no answer, and the framework says 404 Not Found (koajs/koa, its default)
import { EVENT_TYPE, serve, text } from "./base.mjs";

serve({
  event(body, res) {
    if (body.header.event_type === EVENT_TYPE && this.firstTime(body.header.event_id))
      this.act(body);
    text(res, 404, "Not Found", "text/plain");
  },
});
