// serverless: work left for after the answer runs only when the next call comes (vm0-ai/vm0#25258, justjavac/deno_feishu_bot_echo#1)
import { EVENT_TYPE, good, reply, serve } from "./base.mjs";

const later = [];
serve({
  request(...call) {
    for (const body of later.splice(0)) this.act(body);
    return good.request.call(this, ...call);
  },
  event(body, res) {
    if (body.header.event_type === EVENT_TYPE && this.firstTime(body.header.event_id))
      later.push(body);
    reply(res, 200, { code: 0 }); // and the instance is frozen until the next call
  },
});
