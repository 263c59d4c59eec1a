import type { RawHeader, WebhookRequest } from "../wire/webhook-request.js";
import type { Outcome } from "./outcome.js";

/** Where an answer sends the request on to, and what is sent there. */
export interface Redirect {
  readonly url: URL;
  readonly request: WebhookRequest;
}

/**
 * What Go's client would do next: 307 and 308 repeat the request at the new place, 301, 302 and 303
 * turn it into a GET without a body. Undefined when the answer is no redirect, or to no http(s) URL.
 */
export function redirectOf(
  outcome: Outcome,
  request: WebhookRequest,
  from: URL,
): Redirect | undefined {
  if (outcome.kind !== "answered" || ![301, 302, 303, 307, 308].includes(outcome.status)) {
    return undefined;
  }
  const location = outcome.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  if (location === undefined || !URL.canParse(location, from.href)) return undefined;
  const url = new URL(location, from.href);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  return { url, request: outcome.status >= 307 ? request : withoutBody(request) };
}

function withoutBody({ headers, plaintext }: WebhookRequest): WebhookRequest {
  const left = headers.filter(([name]: RawHeader) => !/^content-(length|type)$/i.test(name));
  return { method: "GET", headers: left, body: Buffer.alloc(0), plaintext };
}
