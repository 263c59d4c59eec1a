/**
 * The official Node SDK with keys and `autoChallenge`, nothing added: what the SDK itself takes and
 * refuses. It has no token check, no replay window and no protection against duplicates.
 */
import { createServer } from "node:http";
import * as lark from "@larksuiteoapi/node-sdk";
import { webhookPath } from "./event-endpoint.mjs";
import { startReceiver } from "./start-receiver.mjs";

/** @param {import("./event-endpoint.mjs").ReceiverSettings} settings */
export function createReceiver({ encryptKey = "", verificationToken = "", onEvent }) {
  const dispatcher = new lark.EventDispatcher({
    encryptKey,
    verificationToken,
    loggerLevel: lark.LoggerLevel.error,
  }).register({
    "vc.reserve_config.updated_v1": async (/** @type {any} */ data) => {
      await onEvent?.({ schema: "2.0", header: data, event: data });
      return "success";
    },
  });
  // oxlint-disable-next-line typescript/no-misused-promises -- wired as the documentation says
  return createServer(lark.adaptDefault(webhookPath, dispatcher, { autoChallenge: true }));
}

startReceiver(import.meta.url, createReceiver);
