// answers 201 Created, as a framework does for every POST (nestjs/nest, its default)
import { EVENT_TYPE, serve, text } from "./base.mjs";

serve({
  event(body, res) {
    if (body.header.event_type === EVENT_TYPE && this.firstTime(body.header.event_id))
      this.act(body);
    text(res, 201, '{"code":0}', "application/json");
  },
});
