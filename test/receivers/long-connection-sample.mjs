/**
 * Wired just as the Node long-connection sample in Feishu's documentation; only `domain` is added.
 * Here to be judged, not to be copied: see `long-connection.mjs`.
 *
 * @see https://open.feishu.cn/document/server-docs/vc-v1/reserve_config/events/updated
 */
import * as Lark from "@larksuiteoapi/node-sdk";
import { startLongConnection } from "./start-long-connection.mjs";

/** @param {import("./start-long-connection.mjs").LongConnectionSettings} settings */
export function createLongConnection({ domain, appId, appSecret }) {
  const baseConfig = { appId, appSecret, domain };
  const wsClient = new Lark.WSClient({ ...baseConfig, loggerLevel: Lark.LoggerLevel.debug });
  const eventDispatcher = new Lark.EventDispatcher({}).register({
    "vc.reserve_config.updated_v1": async (/** @type {any} */ data) => {
      console.log(data);
    },
  });
  return {
    start: () => wsClient.start({ eventDispatcher }),
    close: () => wsClient.close({ force: true }),
  };
}

startLongConnection(import.meta.url, createLongConnection);
