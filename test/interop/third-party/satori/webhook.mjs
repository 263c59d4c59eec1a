// A bot of Satori, by webhook: the adapter beside the server plugin, and its listeners.
import { Context, HTTP } from "@satorijs/core";
import { Server } from "@cordisjs/plugin-server";
import { LarkBot } from "@satorijs/adapter-lark";
import { printHandled } from "./print-handled.mjs";

const app = new Context();
app.plugin(HTTP);
app.plugin(Server, { host: "127.0.0.1", port: Number(process.env.PORT) });
app.plugin(LarkBot, {
  platform: "feishu",
  protocol: "http",
  endpoint: `${process.env.MOCKLARK_DOMAIN}/open-apis`,
  path: "/webhook/event",
  appId: process.env.MOCKLARK_APP_ID,
  appSecret: process.env.MOCKLARK_APP_SECRET,
  encryptKey: process.env.MOCKLARK_ENCRYPT_KEY,
  verificationToken: process.env.MOCKLARK_VERIFICATION_TOKEN,
  // Both are off unless asked for.
  verifyToken: true,
  verifySignature: true,
});
printHandled(app);

await app.start();
