import type { OpenAPIV3_1 } from "openapi-types";
import type { OpenApiParts } from "../event/reserve-config/openapi.js";
import { jsonBody, jsonResponse } from "../event/openapi-json.js";
import { outageNames } from "./outage.js";
import { refusalNames, refusals } from "./refusal.js";

type Operation = OpenAPIV3_1.OperationObject;
type Schema = OpenAPIV3_1.SchemaObject;

interface PathItem {
  readonly parameters?: readonly OpenAPIV3_1.ParameterObject[];
  readonly get?: Operation;
  readonly post?: Operation;
}

const paths: Readonly<Record<string, PathItem>> = {
  "/callback/ws/endpoint": { post: endpoint() },
  "/control/connections": {
    get: {
      operationId: "listConnections",
      summary: "The long connections that are open",
      responses: {
        "200": jsonResponse("Each of them.", { type: "array", items: ref("connection") }),
      },
    },
  },
  ...Object.fromEntries(
    [
      ["kick", "Destroys the TCP connection, which makes every official client come back"],
      ["close", "Closes with a close frame, which the Java client does not notice"],
      ["freeze", "Plays dead without closing"],
      ["thaw", "Ends freeze"],
    ].map(([name = "", summary = ""]) => [
      `/control/connections/{id}/${name}`,
      { parameters: [connectionId()], post: control(`${name}Connection`, summary) },
    ]),
  ),
  "/control/connections/{id}/slow": {
    parameters: [connectionId()],
    post: control("slowConnection", "Holds back what goes to the client; 0 ends it", {
      type: "object",
      required: ["delayMs"],
      properties: { delayMs: { type: "integer", minimum: 0 } },
    }),
  },
  "/control/connections/{id}/raw": {
    parameters: [connectionId()],
    post: control("sendRawMessage", "Sends a message that is no frame", {
      type: "object",
      properties: {
        text: { type: "string" },
        base64: { type: "string", description: "The bytes of a binary message." },
      },
    }),
  },
  "/control/outage": {
    post: control("setOutage", "Begins an outage of the whole server, or ends it", {
      type: "object",
      required: ["outage"],
      properties: {
        outage: {
          type: "string",
          enum: [...outageNames, "none"],
          description:
            "unreachable: connections break, and who asks or connects is reset; silent-endpoint: questions are not answered.",
        },
      },
    }),
  },
  "/control/client-config": {
    post: {
      ...control("changeClientConfig", "Changes what clients are told from now on", {
        ...clientConfig(),
        required: [],
      }),
      responses: {
        "200": jsonResponse("The whole of it.", ref("clientConfig")),
        ...refusedControl(),
      },
    },
  },
  "/control/refuse": {
    post: control("refuseNext", "Turns the next clients away", {
      type: "object",
      required: ["refusal"],
      properties: {
        refusal: { type: "string", enum: [...refusalNames] },
        count: { type: "integer", minimum: 0, default: 1 },
        appId: { type: "string", description: "Only clients of this app." },
      },
    }),
  },
};

/** The gateway's endpoints: what official clients ask, and the control API beside it. */
export const gatewayOpenApi: OpenApiParts = {
  // The path items of openapi-types 12.1 say 3.1 and yet demand the schemas of 3.0.
  paths: paths as unknown as NonNullable<OpenApiParts["paths"]>,
  schemas: {
    clientConfig: clientConfig(),
    connection: connection(),
    controlError: {
      type: "object",
      required: ["error"],
      properties: {
        error: {
          type: "object",
          required: ["code", "message"],
          properties: {
            code: { type: "string" },
            message: { type: "string" },
            remedy: { type: "string" },
          },
        },
      },
    },
  },
};

function endpoint(): Operation {
  const codes = Object.values(refusals)
    .filter((refusal) => refusal.at === "endpoint")
    .map(({ code, msg }) => `${code} ${msg}`);
  return {
    operationId: "openLongConnection",
    summary: "Where a client of the long connection connects to",
    description: `Status 200 also for a refusal; then code is one of: ${codes.join("; ")}.`,
    requestBody: jsonBody({
      type: "object",
      required: ["AppID", "AppSecret"],
      properties: {
        AppID: { type: "string" },
        AppSecret: { type: "string" },
        ClientAssertion: {
          type: "string",
          description: "In place of the secret; read, but none lets in.",
        },
      },
    }),
    responses: {
      "200": jsonResponse("A URL that is good for one connection, or why there is none.", {
        type: "object",
        required: ["code", "msg", "data"],
        properties: {
          code: { type: "integer", description: "0 for success." },
          msg: { type: "string" },
          data: {
            type: "object",
            description: "Empty when refused; with code 1000040346 the URL is empty.",
            properties: {
              URL: { type: "string", description: "ws: or wss:, with a ticket in it." },
              ClientConfig: ref("clientConfig"),
            },
          },
        },
      }),
    },
  };
}

function control(operationId: string, summary: string, schema?: Schema): Operation {
  return {
    operationId,
    summary,
    ...(schema ? { requestBody: jsonBody(schema) } : {}),
    responses: { "200": jsonResponse("Done.", { type: "object" }), ...refusedControl() },
  };
}

function refusedControl(): NonNullable<Operation["responses"]> {
  return {
    "400": jsonResponse(
      "There is no such connection, or the body makes no sense.",
      ref("controlError"),
    ),
    "403": jsonResponse("Only this machine may ask.", ref("controlError")),
  };
}

function connectionId(): OpenAPIV3_1.ParameterObject {
  return { name: "id", in: "path", required: true, schema: { type: "string" } };
}

/** Times in seconds. */
function clientConfig(): Schema {
  const seconds = (description: string, minimum: number): Schema => ({
    type: "integer",
    minimum,
    description,
  });
  return {
    type: "object",
    required: ["ReconnectCount", "ReconnectInterval", "ReconnectNonce", "PingInterval"],
    properties: {
      ReconnectCount: { type: "integer", minimum: -1, description: "Tries; -1 is for ever." },
      ReconnectInterval: seconds("Seconds between two tries.", 1),
      ReconnectNonce: seconds("The first try comes after 0 to so many seconds.", 0),
      PingInterval: seconds("Seconds between two pings.", 1),
    },
  };
}

function connection(): Schema {
  const count: Schema = { type: "integer", minimum: 0 };
  return {
    type: "object",
    required: ["id", "appId", "deviceId", "remoteAddress", "state", "connectedAtMs", "pings"],
    properties: {
      id: { type: "string" },
      appId: { type: "string" },
      deviceId: { type: "string" },
      remoteAddress: { type: "string" },
      state: { type: "string", enum: ["opening", "online", "frozen", "closing", "closed"] },
      connectedAtMs: { type: "integer", description: "Unix milliseconds." },
      pings: count,
      lastPingAtMs: { type: "integer", description: "Unix milliseconds." },
      eventsPushed: count,
      acks: count,
      badFrames: count,
      bufferedBytes: count,
      eventsWaiting: {
        ...count,
        description: "Events that wait until the client has read more.",
      },
      delayMs: {
        ...count,
        description: "Real milliseconds by which what goes to it is held back.",
      },
    },
  };
}

function ref(name: string): OpenAPIV3_1.ReferenceObject {
  return { $ref: `#/components/schemas/${name}` };
}
