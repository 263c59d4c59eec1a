import { jsonText } from "../base/json-text.js";
import { shellQuoted } from "../base/shell-word.js";
import type { RawHeader, WebhookRequest } from "./webhook-request.js";

/** The request as it would stand on the wire to this URL; lines end in CRLF, the body follows as it is. */
export function formatAsHttp(request: WebhookRequest, url: URL): string {
  const lines = [
    `${request.method} ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join("\r\n")}\r\n\r\n${request.body.toString("utf8")}`;
}

/** Headers curl adds by itself; an empty one keeps it from doing so. */
const notFromCurl: readonly RawHeader[] = [
  ["Accept", ""],
  ["Expect", ""],
];

/**
 * A shell command that sends the same bytes: curl puts Host first and then the headers as they are given,
 * a Content-Length among them included.
 */
export function formatAsCurl(request: WebhookRequest, url: URL): string {
  const headers = [...request.headers, ...notFromCurl].map(
    ([name, value]) => `  -H ${shellQuoted(`${name}: ${value}`.trimEnd())}`,
  );
  return [
    `curl -sS -i -X ${request.method} --http1.1 --globoff ${shellQuoted(url.href)}`,
    ...headers,
    `  --data-binary ${shellQuoted(request.body.toString("utf8"))}`,
  ].join(" \\\n");
}

/** One JSON object with all of it, `plaintext` being what the body says in clear. */
export function formatAsJson(request: WebhookRequest, url: URL): string {
  const { method, body, plaintext } = request;
  return jsonText({
    method,
    url: url.href,
    headers: [["Host", url.host], ...request.headers],
    body: body.toString("utf8"),
    plaintext,
  });
}
