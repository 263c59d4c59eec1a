/**
 * The official Node SDK on the long connection, with what it leaves to you: acting once per
 * event_id, answering before working, noticing a dead peer, and not giving up. SDK 1.74.0, November 2026.
 */
import * as lark from "@larksuiteoapi/node-sdk";
import { beginToAct, defaultEventTypes } from "./event-endpoint.mjs";
import { openSeenEvents } from "./seen-events.mjs";
import { startLongConnection } from "./start-long-connection.mjs";

/** A pause, so that a refused client does not hammer at the door; a minute is as good. */
const startAgainMs = 1_000;

/** @param {import("./start-long-connection.mjs").LongConnectionSettings} settings */
export function createLongConnection({
  domain,
  appId,
  appSecret,
  eventTypes = defaultEventTypes,
  statePath,
  onEvent,
}) {
  const seen = openSeenEvents({ path: statePath });
  const eventDispatcher = new lark.EventDispatcher({ loggerLevel: lark.LoggerLevel.error });
  const handle = async (/** @type {any} */ data) => {
    if (!(await seen.claim(data.event_id))) return;
    beginToAct(onEvent, { schema: "2.0", header: data, event: data });
  };
  eventDispatcher.register(Object.fromEntries(eventTypes.map((type) => [type, handle])));
  const client = new lark.WSClient({
    appId,
    appSecret,
    domain,
    loggerLevel: lark.LoggerLevel.error,
    // Seconds; off unless set, and then a half-open connection is never noticed. It has to be shorter
    // than the ClientConfig's PingInterval (Feishu's is 120 s), for every ping sets it back.
    wsConfig: { pingTimeout: 3 },
    // It has given up for good: after as many tries as the server's ReconnectCount says, or because
    // it was refused. Without this the process stays up and deaf.
    onError: (/** @type {Error} */ error) => {
      console.error(error.message);
      restart = setTimeout(() => void client.start({ eventDispatcher }), startAgainMs);
    },
  });
  /** @type {NodeJS.Timeout | undefined} */
  let restart;
  return {
    start: () => client.start({ eventDispatcher }),
    close: () => {
      clearTimeout(restart);
      client.close({ force: true });
    },
  };
}

startLongConnection(import.meta.url, createLongConnection);
