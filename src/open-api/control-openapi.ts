import type { OpenAPIV3_1 } from "openapi-types";
import { jsonBody, jsonResponse } from "../event/openapi-json.js";
import type { Schema } from "./operation.js";

const text: Schema = { type: "string" };
const whole: Schema = { type: "integer", minimum: 0 };

const fault: Schema = {
  type: "object",
  required: ["code"],
  additionalProperties: false,
  properties: {
    code: { ...whole, description: "What to answer; with 0 the call is only slow." },
    httpStatus: { type: "integer", minimum: 200, maximum: 599 },
    msg: text,
    delayMs: { type: "number", minimum: 0, description: "How long the answer is held back." },
    operation: { type: "string", description: "An operationId; default: the next call." },
    times: { type: "integer", minimum: 1, default: 1 },
  },
};

const call: Schema = {
  type: "object",
  required: ["atMs", "operation", "method", "path", "httpStatus", "code", "logId"],
  properties: {
    atMs: { type: "integer", description: "Unix milliseconds." },
    operation: text,
    method: text,
    path: text,
    appId: text,
    httpStatus: { type: "integer" },
    code: { type: "integer" },
    logId: text,
  },
};

const refused = {
  "400": jsonResponse("The body makes no sense.", { $ref: "#/components/schemas/controlError" }),
  "403": jsonResponse("Only this machine may ask.", { $ref: "#/components/schemas/controlError" }),
};

/** What steers the Open API from outside. */
export const controlPaths: Readonly<
  Record<string, Readonly<Record<string, OpenAPIV3_1.OperationObject>>>
> = {
  "/control/open-api/fail": {
    post: {
      operationId: "failNextCall",
      summary: "Makes the next calls fail, or slow",
      requestBody: jsonBody(fault),
      responses: { "200": jsonResponse("Planned.", fault), ...refused },
    },
  },
  "/control/open-api/calls": {
    get: {
      operationId: "listCalls",
      summary: "The last calls of the Open API, oldest first",
      responses: {
        "200": jsonResponse("At most 200.", { type: "array", items: call }),
        "403": refused["403"],
      },
    },
  },
  "/control/open-api/expire-tokens": {
    post: {
      operationId: "expireTokens",
      summary: "Ends all tokens at once, or those of one app",
      requestBody: jsonBody({ type: "object", properties: { appId: text } }),
      responses: { "200": jsonResponse("Done.", { type: "object" }), ...refused },
    },
  },
};
