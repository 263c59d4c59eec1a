import type { IncomingMessage, ServerResponse } from "node:http";
import { MocklarkError, messageOf } from "../base/errors.js";
import type { HttpHandler } from "../base/http-handler.js";
import { isRecord } from "../base/json-path.js";
import { isLoopbackHost } from "../base/loopback-host.js";
import { createOptionCheck, text } from "../base/option-check.js";
import type { ApiCall } from "./api-call.js";
import type { ApiFault } from "./api-fault.js";
import { readRequestBody } from "./read-request-body.js";

/** What can be steered from outside. */
export interface Controlled {
  failNext(fault: ApiFault): void;
  calls(): readonly ApiCall[];
  expireTokens(appId?: string): void;
}

const checkExpiry = createOptionCheck<{ readonly appId?: string }>("expire tokens", {
  appId: text,
});

/**
 * Steers the Open API for the command line and for tests in other languages; JSON in and out:
 *
 *   POST /control/open-api/fail           { "code": 99991400, "times"?, "operation"?, "httpStatus"?, "msg"?,
 *                                         "delayMs"? }, answers the same
 *   GET  /control/open-api/calls          ApiCall[], the last 200, oldest first
 *   POST /control/open-api/expire-tokens  { "appId"? }
 *
 * It answers only requests whose Host is this machine, and leaves every other path to the next handler.
 */
export function createControlHandler(openApi: Controlled): HttpHandler {
  const actions: Readonly<Record<string, (body: Readonly<Record<string, unknown>>) => unknown>> = {
    "POST /control/open-api/fail": (body) => {
      openApi.failNext(body as unknown as ApiFault);
      return body;
    },
    "GET /control/open-api/calls": () => openApi.calls(),
    "POST /control/open-api/expire-tokens": (body) => {
      checkExpiry(body);
      openApi.expireTokens(body["appId"] as string | undefined);
      return {};
    },
  };

  return (request, response, next) => {
    const [path = ""] = (request.url ?? "").split("?", 1);
    const action = actions[`${request.method} ${path}`];
    if (!action) next();
    else if (!isLoopbackHost(request.headers.host)) send(response, 403, notThisMachine);
    else answer(action, request, response).catch(next);
  };
}

const notThisMachine = {
  error: { code: "USAGE", message: "The control API answers this machine only." },
};

async function answer(
  action: (body: Readonly<Record<string, unknown>>) => unknown,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = request.method === "GET" ? "" : await readRequestBody(request);
  if (body === "left") return;
  try {
    send(response, 200, action(parse(body.toString())));
  } catch (error) {
    if (!(error instanceof MocklarkError)) throw error;
    const { code, message, remedy } = error;
    send(response, 400, { error: { code, message, remedy } });
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
