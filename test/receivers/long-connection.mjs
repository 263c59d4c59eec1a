/**
 * The official Node SDK on the long connection, with what it leaves to you: acting once per
 * event_id, answering before working, and noticing a dead peer. SDK 1.74.0, November 2026.
 */
import * as lark from "@larksuiteoapi/node-sdk";
import { beginToAct } from "./event-endpoint.mjs";
import { openSeenEvents } from "./seen-events.mjs";
import { startLongConnection } from "./start-long-connection.mjs";

/** @param {import("./start-long-connection.mjs").LongConnectionSettings} settings */
export function createLongConnection({ domain, appId, appSecret, statePath, onEvent }) {
  const seen = openSeenEvents({ path: statePath });
  const eventDispatcher = new lark.EventDispatcher({ loggerLevel: lark.LoggerLevel.error });
  eventDispatcher.register({
    "vc.reserve_config.updated_v1": async (/** @type {any} */ data) => {
      if (!(await seen.claim(data.event_id))) return;
      beginToAct(onEvent, { schema: "2.0", header: data, event: data });
    },
  });
  const client = new lark.WSClient({
    appId,
    appSecret,
    domain,
    loggerLevel: lark.LoggerLevel.error,
    // Seconds; off unless set, and then a half-open connection is never noticed. It has to be shorter
    // than the ClientConfig's PingInterval (Feishu's is 120 s), for every ping sets it back.
    wsConfig: { pingTimeout: 3 },
    onError: (/** @type {Error} */ error) => console.error(error.message),
  });
  return {
    start: () => client.start({ eventDispatcher }),
    close: () => client.close({ force: true }),
  };
}

startLongConnection(import.meta.url, createLongConnection);
