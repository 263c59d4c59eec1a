/** The official Node SDK on plain node:http, with the missing parts in front as in `node-sdk.mjs`. */
import { Readable } from "node:stream";
import { createServer } from "node:http";
import * as lark from "@larksuiteoapi/node-sdk";
import { createEventEndpoint, webhookPath } from "./event-endpoint.mjs";
import { isJson, readRequestBody, send } from "./node-http.mjs";
import { createDispatcher } from "./node-sdk.mjs";
import { startReceiver } from "./start-receiver.mjs";

/** @param {import("./event-endpoint.mjs").ReceiverSettings} settings */
export function createReceiver(settings) {
  const endpoint = createEventEndpoint(settings);
  const sdk = lark.adaptDefault(webhookPath, createDispatcher(settings), { autoChallenge: true });

  /** @type {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>} */
  const serve = async (request, response) => {
    const body = await readRequestBody(request);
    if (!body) return send(response, { status: 413, body: { error: "too large" } });
    // The SDK leaves a request for another path without any answer.
    if (request.url !== webhookPath || request.method !== "POST") {
      return send(response, { status: 404, body: { error: "not found" } });
    }
    if (!isJson(request.headers["content-type"])) {
      return send(response, { status: 415, body: { error: "not JSON" } });
    }
    const verdict = await endpoint.judge({ headers: request.headers, body });
    if (verdict.kind === "refused") {
      return send(response, { status: verdict.status, body: { error: verdict.reason } });
    }
    if (verdict.kind === "duplicate") return send(response, { status: 200, body: {} });
    // The stream is used up, so the SDK gets one that holds the event verified and in clear.
    const opened = Readable.from([JSON.stringify(verdict.payload)]);
    await sdk(Object.assign(opened, { url: webhookPath, headers: request.headers }), response);
  };

  return createServer((request, response) => {
    serve(request, response).catch((error) => {
      if (request.destroyed && !request.complete) return;
      console.error(error);
      send(response, { status: 500, body: { error: "failed" } });
    });
  });
}

startReceiver(import.meta.url, createReceiver);
