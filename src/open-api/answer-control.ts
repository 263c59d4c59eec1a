import type { IncomingMessage, ServerResponse } from "node:http";
import { MocklarkError, messageOf } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { isLoopbackHost } from "../base/loopback-host.js";
import { readRequestBody } from "./read-request-body.js";

const notThisMachine = {
  error: { code: "USAGE", message: "The control API answers this machine only." },
};

/**
 * Answers a call that steers the simulated world, JSON in and out: 200 with what the action returns, 400 for
 * a mistake of the caller, 403 where the request's Host is not this machine. Never rejects.
 */
export async function answerControl(
  action: (body: Readonly<Record<string, unknown>>) => unknown,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLoopbackHost(request.headers.host)) return send(response, 403, notThisMachine);
  const body = request.method === "GET" ? "" : await readRequestBody(request);
  if (body === "left") return;
  try {
    send(response, 200, action(parse(body.toString())));
  } catch (error) {
    if (error instanceof MocklarkError) {
      const { code, message, remedy } = error;
      send(response, 400, { error: { code, message, remedy } });
    } else {
      send(response, 500, { error: { code: "INTERNAL", message: messageOf(error) } });
    }
  }
}

function parse(body: string): Readonly<Record<string, unknown>> {
  if (body === "") return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    throw unreadable(messageOf(error));
  }
  if (!isRecord(parsed)) throw unreadable("it is no object");
  return parsed;
}

const unreadable = (why: string): MocklarkError =>
  new MocklarkError("MALFORMED_DOCUMENT", `Failed to read the request's body: ${why}.`, {
    remedy: "Send a JSON object.",
  });

function send(response: ServerResponse, status: number, body: unknown): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(json),
  });
  response.end(json);
}
