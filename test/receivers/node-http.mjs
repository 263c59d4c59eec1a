/** The reference receiver on plain node:http, with no dependency. Run it with `node node-http.mjs`. */
import { createServer } from "node:http";
import { createEventEndpoint, maxBodyBytes, webhookPath } from "./event-endpoint.mjs";
import { startReceiver } from "./start-receiver.mjs";

/**
 * @typedef {import("./event-endpoint.mjs").WebhookRequest} WebhookRequest
 * @typedef {import("./event-endpoint.mjs").Answer} Answer
 */

/** @param {import("./event-endpoint.mjs").ReceiverSettings} settings */
export function createReceiver(settings) {
  return serveEndpoint(createEventEndpoint(settings).handle);
}

/**
 * Puts `handle` on a port.
 * @param {(request: WebhookRequest, raw: import("node:http").IncomingMessage) => Promise<Answer>} handle
 * @param {{ maxBytes?: number, readBody?: typeof readRequestBody }} options
 */
export function serveEndpoint(
  handle,
  { maxBytes = maxBodyBytes, readBody = readRequestBody } = {},
) {
  /** @type {(request: import("node:http").IncomingMessage) => Promise<Answer>} */
  const answerTo = async (request) => {
    if (request.url?.split("?")[0] !== webhookPath) return problem(404, "not found");
    if (request.method !== "POST") return problem(405, "method not allowed");
    const body = await readBody(request, maxBytes);
    if (!body) return problem(413, "too large");
    if (!isJson(request.headers["content-type"])) return problem(415, "not JSON");
    return handle({ headers: request.headers, rawHeaders: request.rawHeaders, body }, request);
  };

  /** @type {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>} */
  const serve = async (request, response) => {
    try {
      send(response, await answerTo(request));
    } catch (error) {
      // A sender that hangs up in the middle of its body is everyday life, not an error of ours.
      if (request.destroyed && !request.complete) return;
      console.error(error);
      send(response, problem(500, "failed"));
    }
  };

  const server = createServer((request, response) => void serve(request, response));
  // A sender that never finishes its body must not hold the connection for Node's five minutes.
  server.requestTimeout = 10_000;
  return server;
}

/** Feishu always says application/json;charset=utf-8. */
export const isJson = (/** @type {string | undefined} */ type) =>
  type?.split(";")[0]?.trim().toLowerCase() === "application/json";

const problem = (/** @type {number} */ status, /** @type {string} */ error) => ({
  status,
  body: { error },
});

/** @type {(response: import("node:http").ServerResponse, answer: Answer) => void} */
export function send(response, { status, body }) {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

/**
 * All bytes of the body, joined before anything is decoded: a chunk may end inside a character.
 * Undefined when there are more than `maxBytes`; the rest is read and dropped so that the sender
 * gets to see the answer.
 * @param {import("node:http").IncomingMessage} request
 */
export async function readRequestBody(request, maxBytes = maxBodyBytes) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined;
}

startReceiver(import.meta.url, createReceiver);
