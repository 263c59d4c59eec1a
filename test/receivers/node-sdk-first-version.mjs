/**
 * For an app whose events still come in schema 1.0: the official Node SDK on Express, with what it leaves to you
 * put in front, and acting once per `uuid`. SDK 1.74.0, November 2026.
 */
import * as lark from "@larksuiteoapi/node-sdk";
import express from "express";
import { beginToAct, maxBodyBytes, rules, webhookPath } from "./event-endpoint.mjs";
import { answerWithoutInternals } from "./express.mjs";
import { openSeenEvents } from "./seen-events.mjs";
import { isMain, listen, settingsFromEnvironment } from "./start-receiver.mjs";

/** @param {import("./event-endpoint.mjs").ReceiverSettings} settings */
export function createReceiver(settings) {
  const { encryptKey = "", verificationToken = "", statePath, now = Date.now } = settings;
  const seen = openSeenEvents({ path: statePath, now });
  const sdk = lark.adaptExpress(createDispatcher(settings), { autoChallenge: true });
  const app = express();
  app.disable("x-powered-by");

  const rawBody = express.raw({ type: "application/json", limit: maxBodyBytes, inflate: false });
  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Express 5 hands rejections to the error handler
  app.post(webhookPath, rawBody, async (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const genuine =
      !encryptKey ||
      (rules.isSigned({ headers: request.headers, body }, encryptKey) &&
        rules.isFresh({ headers: request.headers, body }, now()));
    const payload = read(body, encryptKey);
    const isChallenge = payload?.type === "url_verification";
    if (!rules.isOurs(payload?.token, verificationToken) || !(genuine || isChallenge)) {
      response.status(401).json({ error: "unauthorized" });
    } else if (!isChallenge && !isEvent(payload)) {
      response.status(400).json({ error: "not an event" });
    } else if (isChallenge || (await seen.claim(payload.uuid))) {
      request.body = payload;
      await sdk(request, response);
    } else {
      response.json({});
    }
  });
  app.use(answerWithoutInternals);
  return app;
}

function read(/** @type {Buffer} */ body, /** @type {string} */ encryptKey) {
  try {
    return rules.open(body, encryptKey);
  } catch {
    return undefined;
  }
}

const isEvent = (/** @type {any} */ payload) =>
  payload.type === "event_callback" &&
  typeof payload.uuid === "string" &&
  typeof payload.event?.type === "string";

/**
 * The SDK takes `event.type` for the event's type, and hands over the envelope's and the event's fields in one
 * flat object.
 * @param {import("./event-endpoint.mjs").ReceiverSettings} settings
 */
export function createDispatcher({ onEvent }) {
  const dispatcher = new lark.EventDispatcher({ loggerLevel: lark.LoggerLevel.error });
  return dispatcher.register({
    message: (/** @type {any} */ data) => {
      beginToAct(onEvent, data);
      return "success";
    },
  });
}

const printMessage = (/** @type {any} */ { uuid, open_message_id: id }) =>
  console.log(JSON.stringify({ uuid, open_message_id: id }));

if (isMain(import.meta.url)) {
  listen(createReceiver({ ...settingsFromEnvironment(), onEvent: printMessage }));
}
