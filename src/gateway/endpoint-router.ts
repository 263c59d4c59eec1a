import type { Router } from "express";
import type { App } from "../event/app.js";
import type { ClientConfig } from "./client-config.js";
import { anyBody, stringsIn } from "../base/json-body.js";
import { type EndpointRefusal, refusals, type RefusalName } from "./refusal.js";

/** What the endpoint needs to know about an app to answer. */
export interface EndpointOptions {
  readonly findApp: (appId: string) => App | undefined;
  readonly isFull: (appId: string) => boolean;
  readonly plannedRefusal: (appId: string) => RefusalName | undefined;
  /** The address to connect to, on the host the client itself used. */
  readonly issueUrl: (appId: string, host: string | undefined) => string;
  readonly clientConfig: () => ClientConfig;
  readonly asked: (appId: string, refusal: RefusalName | undefined) => void;
}

/** A domain with a trailing slash makes every official client ask for `//callback/ws/endpoint`. */
export const endpointPath = /^\/+callback\/ws\/endpoint\/?$/;

/** `POST /callback/ws/endpoint`: app id and secret in, the address of a connection out. */
export async function createEndpointRouter(options: EndpointOptions): Promise<Router> {
  const { default: express } = await import("express");
  const router = express.Router();
  const readBody = express.raw(anyBody);
  router.post(endpointPath, readBody, (request, response) => {
    const credentials = readCredentials(request.body);
    const { appId } = credentials;
    const refusal = judge(options, credentials);
    options.asked(appId, refusal);
    if (refusal) {
      const { code, msg, data = {} } = refusals[refusal] as EndpointRefusal;
      response.json({ code, msg, data });
      return;
    }
    const URL = options.issueUrl(appId, request.headers.host);
    response.json({ code: 0, msg: "", data: { URL, ClientConfig: options.clientConfig() } });
  });
  return router;
}

function judge(
  options: EndpointOptions,
  { appId, appSecret, clientAssertion }: Credentials,
): RefusalName | undefined {
  if (appId === "" || (appSecret === "" && clientAssertion === "")) return "missing-credentials";
  const app = options.findApp(appId);
  if (!app) return "invalid-app-id";
  // Who vouches for a client assertion is not known here, so only the secret lets in.
  if (app.appSecret !== appSecret) return "invalid-credentials";
  // Only custom apps may use the long connection.
  if (app.type !== "custom") return "forbidden";
  return (
    options.plannedRefusal(appId) ?? (options.isFull(appId) ? "too-many-connections" : undefined)
  );
}

interface Credentials {
  readonly appId: string;
  readonly appSecret: string;
  /** Stands in for the secret. */
  readonly clientAssertion: string;
}

function readCredentials(body: unknown): Credentials {
  const { AppID = "", AppSecret = "", ClientAssertion = "" } = stringsIn(body);
  return { appId: AppID, appSecret: AppSecret, clientAssertion: ClientAssertion };
}
