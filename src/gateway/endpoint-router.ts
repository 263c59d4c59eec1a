import type { Router } from "express";
import type { App } from "../event/app.js";
import type { ClientConfig } from "./client-config.js";
import { refusals, type RefusalName } from "./refusal.js";

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
  // Go's client sends no Content-Type at all, so the body is JSON whatever it is called.
  const readBody = express.raw({ type: () => true, limit: "64kb" });
  router.post(endpointPath, readBody, (request, response) => {
    const { appId, appSecret } = readCredentials(request.body);
    const refusal = judge(options, appId, appSecret);
    options.asked(appId, refusal);
    if (refusal) {
      const { code, msg } = refusals[refusal] as { code: number; msg: string };
      // The Node client takes `data` apart before it looks at the code.
      response.json({ code, msg, data: {} });
      return;
    }
    const URL = options.issueUrl(appId, request.headers.host);
    response.json({ code: 0, msg: "", data: { URL, ClientConfig: options.clientConfig() } });
  });
  return router;
}

function judge(
  options: EndpointOptions,
  appId: string,
  appSecret: string,
): RefusalName | undefined {
  const app = options.findApp(appId);
  if (!app || app.appSecret !== appSecret) return "invalid-credentials";
  // Only custom apps may use the long connection.
  if (app.type !== "custom") return "forbidden";
  return (
    options.plannedRefusal(appId) ?? (options.isFull(appId) ? "too-many-connections" : undefined)
  );
}

function readCredentials(body: unknown): { readonly appId: string; readonly appSecret: string } {
  const text = Buffer.isBuffer(body) ? body.toString("utf8") : "";
  const fields = parseObject(text);
  return { appId: textIn(fields["AppID"]), appSecret: textIn(fields["AppSecret"]) };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

const textIn = (value: unknown): string => (typeof value === "string" ? value : "");
