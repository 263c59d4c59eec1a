// works 4 s and then answers (HengWoo/tele-claude-bot#53, bestony/ChatGPT-Feishu#43)
import { EVENT_TYPE, reply, serve, sleep } from "./base.mjs";

serve({
  async event(body, res) {
    if (body.header.event_type === EVENT_TYPE) {
      await sleep(4_000); // asks the model
      if (this.firstTime(body.header.event_id)) this.act(body);
    }
    reply(res, 200, { code: 0 });
  },
});
