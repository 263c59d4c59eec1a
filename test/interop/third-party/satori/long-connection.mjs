// A bot of Satori, by long connection: the adapter, and its listeners.
import { Context, HTTP } from "@satorijs/core";
import { LarkBot } from "@satorijs/adapter-lark";
import { printHandled } from "./print-handled.mjs";

const app = new Context();
app.plugin(HTTP);
app.plugin(LarkBot, {
  platform: "feishu",
  protocol: "ws",
  endpoint: `${process.env.MOCKLARK_DOMAIN}/open-apis`,
  appId: process.env.MOCKLARK_APP_ID,
  appSecret: process.env.MOCKLARK_APP_SECRET,
});
printHandled(app);

await app.start();
