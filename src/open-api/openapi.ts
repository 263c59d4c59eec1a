import type { OpenAPIV3_1 } from "openapi-types";
import type { OpenApiParts } from "../event/reserve-config/openapi.js";
import { jsonBody, jsonResponse } from "../event/openapi-json.js";
import { type ApiError, gatewayErrors, tokenErrors } from "./api-error.js";
import { controlPaths } from "./control-openapi.js";
import type { Operation, Schema } from "./operation.js";
import { operations } from "./operations.js";
import type { TokenOperation } from "./token-operation.js";
import { tokenOperations } from "./token-operations.js";

type Described = OpenAPIV3_1.OperationObject;

/** What every call that takes a token can be refused with. */
const everyCall: readonly ApiError[] = [
  ...Object.values(tokenErrors),
  ...Object.values(gatewayErrors),
];

/** `/open-apis/*` as an OpenAPI document has it, made of the operations that serve it. */
export const openApiOfOperations: OpenApiParts & {
  readonly securitySchemes: Readonly<Record<string, OpenAPIV3_1.SecuritySchemeObject>>;
} = {
  paths: { ...pathsOf(), ...controlPaths },
  schemas: { openApiError: errorSchema() },
  securitySchemes: {
    tenantAccessToken: bearer("A tenant_access_token, t-…"),
    userAccessToken: bearer("A user_access_token, u-…"),
  },
};

function pathsOf(): Readonly<Record<string, Readonly<Record<string, Described>>>> {
  const paths: Record<string, Record<string, Described>> = {};
  for (const operation of operations) {
    (paths[curly(operation.path)] ??= {})[operation.method] = describe(operation);
  }
  for (const operation of tokenOperations) {
    (paths[curly(operation.path)] ??= {})[operation.method] = describeToken(operation);
  }
  return paths;
}

/** "/rooms/:room_id" as "/rooms/{room_id}" */
function curly(path: string): string {
  return path.replaceAll(/:(\w+)/g, "{$1}");
}

function describe(operation: Operation): Described {
  const { id, summary, page, body, path, scopes, rate } = operation;
  const errors = [...operation.errors, ...everyCall];
  return {
    operationId: id,
    summary,
    description: [
      scopes.length > 0 && `Needs one of ${scopes.join(", ")}.`,
      rate && `At most ${rate.perMinute} calls a minute.`,
      rate?.perSecond !== undefined && `At most ${rate.perSecond} a second.`,
    ]
      .filter(Boolean)
      .join(" "),
    externalDocs: { url: page },
    tags: [tagOf(path)],
    security: operation.tokens.map((kind) => ({ [`${kind}AccessToken`]: [] })),
    parameters: parametersOf(operation),
    ...(body && { requestBody: jsonBody(body) }),
    responses: {
      "200": jsonResponse("Done.", successSchema(operation)),
      ...Object.fromEntries(byStatus(errors)),
    },
  };
}

function describeToken(operation: TokenOperation): Described {
  const { id, summary, page, body, path, errors, answerSchema } = operation;
  const refused = errors.map(({ code, msg }) => `${code} ${msg}`).join("; ");
  const statuses = [...new Set(["200", ...errors.map(({ httpStatus }) => String(httpStatus))])];
  return {
    operationId: id,
    summary,
    description: `When refused there is no token, and code is one of: ${refused}. The body is JSON whatever its Content-Type.`,
    externalDocs: { url: page },
    tags: [tagOf(path)],
    security: [],
    requestBody: jsonBody(body),
    responses: Object.fromEntries(
      statuses.map((status) => [
        status,
        jsonResponse(
          status === "200" ? "A token, or why there is none." : "Why there is none.",
          answerSchema,
        ),
      ]),
    ),
  };
}

/** "vc" of "/open-apis/vc/v1/rooms" */
function tagOf(path: string): string {
  return path.split("/")[2] ?? "";
}

function parametersOf({ parameters = {} }: Operation): OpenAPIV3_1.ParameterObject[] {
  const { path = {}, query = {}, requiredQuery = [] } = parameters;
  return [
    ...Object.entries(path).map(([name, schema]) => parameter("path", name, schema, true)),
    ...Object.entries(query).map(([name, schema]) =>
      parameter("query", name, schema, requiredQuery.includes(name)),
    ),
  ];
}

function parameter(
  place: "path" | "query",
  name: string,
  { description, ...schema }: Schema,
  required: boolean,
): OpenAPIV3_1.ParameterObject {
  return {
    name,
    in: place,
    ...(required && { required }),
    ...(description !== undefined && { description }),
    // The parameters of openapi-types 12.1 say 3.1 and yet demand the schemas of 3.0.
    schema: schema as Exclude<OpenAPIV3_1.ParameterObject["schema"], undefined>,
  };
}

function successSchema({ data, isFlat }: Operation): Schema {
  const code: Schema = { type: "integer", const: 0 };
  const msg: Schema = { type: "string" };
  return isFlat
    ? {
        ...data,
        required: ["code", "msg", ...(data.required ?? [])],
        properties: { ...data.properties, code, msg },
      }
    : { type: "object", required: ["code", "data", "msg"], properties: { code, data, msg } };
}

/** One response for each status, with the codes it comes with. */
function byStatus(
  errors: readonly ApiError[],
): readonly (readonly [string, OpenAPIV3_1.ResponseObject])[] {
  const statuses = [...new Set(errors.map(({ httpStatus }) => httpStatus))].toSorted(
    (a, b) => a - b,
  );
  return statuses.map((status) => {
    const texts = errors
      .filter(({ httpStatus }) => httpStatus === status)
      .map(({ code, msg }) => `${code} ${msg}`);
    const list = [...new Set(texts)].join("; ");
    return [
      String(status),
      jsonResponse(`Refused: ${list}`, { $ref: "#/components/schemas/openApiError" }),
    ];
  });
}

function bearer(description: string): OpenAPIV3_1.SecuritySchemeObject {
  return { type: "http", scheme: "bearer", description };
}

function errorSchema(): Schema {
  const text: Schema = { type: "string" };
  const violation = (...names: readonly string[]): Schema => ({
    type: "array",
    items: {
      type: "object",
      properties: Object.fromEntries(names.map((name) => [name, text])),
    },
  });
  return {
    type: "object",
    required: ["code", "msg", "error"],
    properties: {
      code: { type: "integer" },
      msg: text,
      error: {
        type: "object",
        required: ["log_id", "troubleshooter"],
        properties: {
          message: { type: "string", description: "Where to read on; of the gateway's codes." },
          log_id: { type: "string", description: "As in X-Tt-Logid." },
          field_violations: violation("field", "description", "value"),
          permission_violations: violation("type", "subject"),
          details: violation("key", "value"),
          troubleshooter: text,
        },
      },
    },
  };
}
