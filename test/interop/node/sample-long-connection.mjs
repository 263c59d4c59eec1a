// The documented Node sample for the event, by long connection.
import * as lark from "@larksuiteoapi/node-sdk";
import { handleReserveConfigUpdated } from "./sample-handler.mjs";

const client = new lark.WSClient({
  appId: process.env.MOCKLARK_APP_ID,
  appSecret: process.env.MOCKLARK_APP_SECRET,
  domain: process.env.MOCKLARK_DOMAIN,
});

await client.start({
  eventDispatcher: new lark.EventDispatcher({}).register({
    "vc.reserve_config.updated_v1": handleReserveConfigUpdated,
  }),
});
