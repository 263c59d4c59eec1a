import type { OpenAPIV3_1 } from "openapi-types";
import type { OpenApiParts } from "../event/openapi.js";
import { type ApiError, credentialErrors, tokenErrors } from "./api-error.js";
import { jsonBody, jsonResponse } from "../event/openapi-json.js";

type Operation = OpenAPIV3_1.OperationObject;
type Schema = OpenAPIV3_1.SchemaObject;

const text: Schema = { type: "string" };
const whole: Schema = { type: "integer" };

/** What the gateway's port answers of Feishu's Open API. */
export const botOpenApi: OpenApiParts = {
  // The path items of openapi-types 12.1 say 3.1 and yet demand the schemas of 3.0.
  paths: {
    "/open-apis/auth/v3/tenant_access_token/internal": {
      post: tokenOperation("getTenantAccessToken", "A token for the app's secret", []),
    },
    "/open-apis/auth/v3/app_access_token/internal": {
      post: tokenOperation("getAppAccessToken", "The same token under two names", [
        "app_access_token",
      ]),
    },
    "/open-apis/bot/v3/info": { get: botInfoOperation() },
  } as unknown as NonNullable<OpenApiParts["paths"]>,
  schemas: { bot: botSchema(), openApiError: errorSchema() },
};

function codesOf(errors: Readonly<Record<string, ApiError>>): string {
  return Object.values(errors)
    .map(({ code, msg }) => `${code} ${msg}`)
    .join("; ");
}

function tokenOperation(
  operationId: string,
  summary: string,
  otherTokens: readonly string[],
): Operation {
  const tokens = [...otherTokens, "tenant_access_token"];
  return {
    operationId,
    summary,
    description: `Status 200 also for a refusal; then there is no token, and code is one of: ${codesOf(credentialErrors)}. The body is JSON whatever its Content-Type.`,
    requestBody: jsonBody({
      type: "object",
      required: ["app_id", "app_secret"],
      properties: { app_id: text, app_secret: text },
    }),
    responses: {
      "200": jsonResponse("A token, or why there is none.", {
        type: "object",
        required: ["code", "msg"],
        properties: {
          code: { type: "integer", description: "0 for success." },
          msg: text,
          expire: { type: "integer", description: "Seconds the token is good for." },
          data: { type: "object", description: "Empty, and only for code 10003." },
          ...Object.fromEntries(tokens.map((name) => [name, text])),
        },
      }),
    },
  };
}

function botInfoOperation(): Operation {
  return {
    operationId: "getBotInfo",
    summary: "Who the app's bot is",
    parameters: [
      {
        name: "Authorization",
        in: "header",
        required: true,
        description: "Bearer and a tenant_access_token.",
        schema: { type: "string" },
      },
    ],
    responses: {
      "200": jsonResponse("The bot.", {
        type: "object",
        required: ["bot", "code", "msg"],
        properties: {
          bot: { $ref: "#/components/schemas/bot" },
          code: { type: "integer", const: 0 },
          msg: text,
        },
      }),
      "400": jsonResponse(`What is wrong with the token: ${codesOf(tokenErrors)}`, {
        $ref: "#/components/schemas/openApiError",
      }),
    },
  };
}

function botSchema(): Schema {
  return {
    type: "object",
    required: ["activate_status", "app_name", "avatar_url", "ip_white_list", "open_id"],
    properties: {
      activate_status: { type: "integer", description: "2: the tenant uses the app." },
      app_name: text,
      avatar_url: text,
      ip_white_list: { type: "array", items: text },
      open_id: { type: "string", pattern: "^ou_[0-9a-f]{32}$" },
    },
  };
}

function errorSchema(): Schema {
  return {
    type: "object",
    required: ["code", "msg", "error"],
    properties: {
      code: whole,
      msg: text,
      error: {
        type: "object",
        required: ["log_id"],
        properties: { log_id: { type: "string", description: "As in X-Tt-Logid." } },
      },
    },
  };
}
