import type { HttpHandler } from "../base/http-handler.js";
import { createOptionCheck, text } from "../base/option-check.js";
import type { ApiCall } from "./api-call.js";
import type { ApiFault } from "./api-fault.js";
import { answerControl } from "./answer-control.js";
import { openApiTexts } from "./open-api-texts.js";

/** What can be steered from outside. */
export interface Controlled {
  failNext(fault: ApiFault): void;
  calls(): readonly ApiCall[];
  expireTokens(appId?: string): void;
}

const checkExpiry = createOptionCheck<{ readonly appId?: string }>(openApiTexts("expire-tokens"), {
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
    if (action) void answerControl(action, request, response);
    else next();
  };
}
