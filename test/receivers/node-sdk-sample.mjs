/**
 * Wired just as the Node webhook sample in Feishu's documentation: empty key and token, no
 * autoChallenge, the event printed. Here to be judged, not to be copied: see `node-sdk.mjs`.
 *
 * @see https://open.feishu.cn/document/server-docs/vc-v1/reserve_config/events/updated
 */
import { createServer } from "node:http";
import * as lark from "@larksuiteoapi/node-sdk";
import { startReceiver } from "./start-receiver.mjs";

/** Keys are taken from nowhere, as in the sample; `onEvent` stands for its console.log(data). */
export function createReceiver({ onEvent = (/** @type {any} */ data) => console.log(data) } = {}) {
  const eventDispatcher = new lark.EventDispatcher({
    encryptKey: "",
    verificationToken: "",
  }).register({
    "vc.reserve_config.updated_v1": async (/** @type {any} */ data) => {
      onEvent(data);
      return "success";
    },
  });
  const server = createServer();
  // oxlint-disable-next-line typescript/no-misused-promises -- wired as the documentation says
  server.on("request", lark.adaptDefault("/webhook/event", eventDispatcher));
  return server;
}

startReceiver(import.meta.url, () => createReceiver());
