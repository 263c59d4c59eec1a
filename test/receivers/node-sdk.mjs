/**
 * The official Node SDK on Express, with what it leaves to you put in front: the signature over the
 * raw bytes, the replay window, the token, bad ciphertext (which ends an SDK process), and acting
 * once per event_id. SDK 1.74.0, November 2026.
 */
import * as lark from "@larksuiteoapi/node-sdk";
import express from "express";
import {
  beginToAct,
  createEventEndpoint,
  defaultEventTypes,
  maxBodyBytes,
  webhookPath,
} from "./event-endpoint.mjs";
import { answerWithoutInternals } from "./express.mjs";
import { startReceiver } from "./start-receiver.mjs";

/** @param {import("./event-endpoint.mjs").ReceiverSettings} settings */
export function createReceiver(settings) {
  const endpoint = createEventEndpoint(settings);
  const sdk = lark.adaptExpress(createDispatcher(settings), { autoChallenge: true });
  const app = express();
  app.disable("x-powered-by");

  const rawBody = express.raw({ type: "application/json", limit: maxBodyBytes, inflate: false });
  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Express 5 hands rejections to the error handler
  app.post(webhookPath, rawBody, async (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verdict = await endpoint.judge({ headers: request.headers, body });
    if (verdict.kind === "refused") {
      response.status(verdict.status).json({ error: verdict.reason });
    } else if (verdict.kind === "duplicate") {
      response.json({});
    } else {
      request.body = verdict.payload;
      await sdk(request, response);
    }
  });
  app.use(answerWithoutInternals);
  return app;
}

/**
 * No keys here: the dispatcher is handed the event verified and in clear. With a key it would sign
 * `JSON.stringify` of the parsed body instead of the bytes.
 * @param {import("./event-endpoint.mjs").ReceiverSettings} settings
 */
export function createDispatcher({ eventTypes = defaultEventTypes, onEvent }) {
  const dispatcher = new lark.EventDispatcher({ loggerLevel: lark.LoggerLevel.error });
  // The SDK hands over the header's and the event's fields in one flat object.
  const handle = (/** @type {any} */ data) => {
    beginToAct(onEvent, { schema: "2.0", header: data, event: data });
    return "success";
  };
  return dispatcher.register(Object.fromEntries(eventTypes.map((type) => [type, handle])));
}

startReceiver(import.meta.url, createReceiver);
