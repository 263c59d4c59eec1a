/**
 * The reference receiver: Express 5. Run it with `node express.mjs`, or mount `createReceiver(…)`.
 * The rules are in `event-endpoint.mjs`; here is only what Express has to be told.
 */
import express from "express";
import { createEventEndpoint, maxBodyBytes, webhookPath } from "./event-endpoint.mjs";
import { startReceiver } from "./start-receiver.mjs";

/** @param {import("./event-endpoint.mjs").ReceiverSettings} settings */
export function createReceiver(settings) {
  const endpoint = createEventEndpoint(settings);
  const app = express();
  app.disable("x-powered-by");

  // express.raw, not express.json: the signature covers the bytes, and the default limit of 100 kB
  // is less than a full event.
  const rawBody = express.raw({ type: "application/json", limit: maxBodyBytes, inflate: false });

  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Express 5 hands rejections to the error handler
  app.post(webhookPath, rawBody, async (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const answer = await endpoint.handle({ headers: request.headers, body });
    response.status(answer.status).json(answer.body);
  });
  app.all(webhookPath, (_request, response) => {
    response.status(405).set("Allow", "POST").json({ error: "method not allowed" });
  });
  app.use(answerWithoutInternals);
  return app;
}

/**
 * Express' own error page shows the stack. Four arguments are what makes this an error handler.
 * @type {import("express").ErrorRequestHandler}
 */
export function answerWithoutInternals(error, _request, response, _next) {
  const status = error.status >= 400 && error.status < 500 ? error.status : 500;
  if (status === 500) console.error(error);
  response.status(status).json({ error: status === 413 ? "too large" : "failed" });
}

startReceiver(import.meta.url, createReceiver);
