// knows events of schema 1.0 only, and answers 200 to 2.0 (go-lark/lark#4, librefang/librefang#1776)
import { reply, serve, TOKEN } from "./base.mjs";

serve({
  tokenIsOurs(body) {
    return (body?.token ?? body?.header?.token) === TOKEN;
  },
  event(body, res) {
    if (body.type === "event_callback" && this.firstTime(body.uuid)) this.act(body);
    reply(res, 200, { code: 0 });
  },
});
