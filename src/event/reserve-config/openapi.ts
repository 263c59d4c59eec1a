import type { OpenAPIV3_1 } from "openapi-types";
import { eventSchema } from "./event-schema.generated.js";

type Document = OpenAPIV3_1.Document;
type Schema = OpenAPIV3_1.SchemaObject;
type Schemas = Readonly<Record<string, Schema>>;

export interface OpenApiParts {
  /** Endpoints that this package serves itself. */
  readonly paths?: NonNullable<Document["paths"]>;
  /** Schemas that those endpoints refer to. */
  readonly schemas?: Schemas;
  /** How callers of those endpoints say who they are. */
  readonly securitySchemes?: Readonly<Record<string, OpenAPIV3_1.SecuritySchemeObject>>;
}

/**
 * The receiver's side as an OpenAPI 3.1 document: what Feishu posts, and what a receiver answers.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUTNz4SN1MjL1UzM
 */
export function createOpenApiDocument({
  paths = {},
  schemas = {},
  securitySchemes,
}: OpenApiParts = {}): Document {
  return {
    openapi: "3.1.0",
    info: {
      title: "Receiver of vc.reserve_config.updated_v1",
      version: eventSchema.properties.schema.const,
      description:
        "What Feishu posts to the request URL of an app, and what it expects back. The version is that of the event's envelope.",
    },
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    webhooks: { reserveConfigUpdated: eventWebhook(), urlVerification: verificationWebhook() },
    paths,
    components: {
      schemas: { ...eventSchemas(), ...bodySchemas, ...schemas },
      requestBodies: {
        event: jsonBody("reserveConfigEvent"),
        urlVerification: jsonBody("urlVerification"),
      },
      ...(securitySchemes && { securitySchemes: { ...securitySchemes } }),
    },
  };
}

/** `schemas/event.json` as components: its definitions, and the whole as `reserveConfigEvent`. */
function eventSchemas(): Schemas {
  const text = JSON.stringify(eventSchema).replaceAll("#/$defs/", "#/components/schemas/");
  const {
    $defs,
    $id: _id,
    $schema: _dialect,
    ...root
  } = JSON.parse(text) as Schema & {
    $defs: Schemas;
    $id: string;
    $schema: string;
  };
  return { reserveConfigEvent: root, ...$defs };
}

const bodySchemas: Schemas = {
  encryptedBody: {
    description:
      "What is posted when the app has an Encrypt Key: the body in clear, encrypted with AES-256-CBC. The key is the SHA-256 of the Encrypt Key; the first 16 bytes are the IV.",
    type: "object",
    required: ["encrypt"],
    properties: {
      encrypt: {
        type: "string",
        pattern: "^[A-Za-z0-9+/]+={0,2}$",
        description: "IV and ciphertext as base64.",
      },
    },
  },
  urlVerification: {
    description: "Asks the receiver to prove that it is the app's.",
    type: "object",
    required: ["challenge", "token", "type"],
    properties: {
      challenge: { type: "string", description: "To be sent back. A UUID." },
      token: { type: "string", description: "The app's Verification Token." },
      type: { type: "string", const: "url_verification" },
    },
  },
  challengeAnswer: {
    description: "The same challenge, in clear even if the request was encrypted.",
    type: "object",
    required: ["challenge"],
    properties: { challenge: { type: "string" } },
  },
};

function eventWebhook(): OpenAPIV3_1.PathItemObject {
  return {
    post: {
      operationId: "receiveReserveConfigUpdated",
      summary: "The booking limits of a meeting room or level changed",
      description:
        "Delivered at least once and in no particular order; retried with the same event_id 15 s, 5 min, 1 h and 6 h after a failure.",
      parameters: signatureHeaders(),
      requestBody: { $ref: "#/components/requestBodies/event" },
      responses: {
        "200": {
          description: "Received. The body is ignored. To be answered within 3 s in all.",
        },
        default: { description: "Anything else counts as a failure and is retried." },
      },
    },
  };
}

function verificationWebhook(): OpenAPIV3_1.PathItemObject {
  return {
    post: {
      operationId: "verifyUrl",
      summary: "The request URL is checked when it is saved in the developer console",
      description: "Carries no X-Lark headers, also when the app has an Encrypt Key.",
      requestBody: { $ref: "#/components/requestBodies/urlVerification" },
      responses: {
        "200": {
          description: "The challenge, within 1 s.",
          content: { "application/json": { schema: ref("challengeAnswer") } },
        },
        default: { description: "The URL is not accepted." },
      },
    },
  };
}

function jsonBody(plaintext: string): OpenAPIV3_1.RequestBodyObject {
  return {
    required: true,
    content: {
      "application/json": { schema: { anyOf: [ref(plaintext), ref("encryptedBody")] } },
    },
  };
}

function signatureHeaders(): OpenAPIV3_1.ParameterObject[] {
  return [
    header("X-Lark-Request-Timestamp", "Unix seconds of this attempt.", "^[0-9]{10}$"),
    header("X-Lark-Request-Nonce", "Decimal digits, new for each attempt.", "^[0-9]+$"),
    header(
      "X-Lark-Signature",
      "SHA-256 of timestamp, nonce, Encrypt Key (empty if there is none) and the raw body, one after the other.",
      "^[0-9a-f]{64}$",
    ),
  ];
}

function header(name: string, description: string, pattern: string): OpenAPIV3_1.ParameterObject {
  return { name, in: "header", required: true, description, schema: { type: "string", pattern } };
}

function ref(name: string): OpenAPIV3_1.ReferenceObject {
  return { $ref: `#/components/schemas/${name}` };
}
