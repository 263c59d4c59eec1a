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

/** Headers curl makes itself from the URL and the body; saying them twice sends them twice. */
const madeByCurl: readonly string[] = ["content-length"];

/** A shell command that sends the same bytes. */
export function formatAsCurl(request: WebhookRequest, url: URL): string {
  const headers = request.headers
    .filter(([name]) => !madeByCurl.includes(name.toLowerCase()))
    .map(([name, value]: RawHeader) => `  -H ${quote(`${name}: ${value}`)}`);
  return [
    `curl -sS -i -X ${request.method} ${quote(url.href)}`,
    ...headers,
    `  --data-binary ${quote(request.body.toString("utf8"))}`,
  ].join(" \\\n");
}

/** One JSON object with all of it, `plaintext` being what the body says in clear. */
export function formatAsJson(request: WebhookRequest, url: URL): string {
  const { method, body, plaintext } = request;
  return JSON.stringify({
    method,
    url: url.href,
    headers: [["Host", url.host], ...request.headers],
    body: body.toString("utf8"),
    plaintext,
  });
}

/** Single quotes keep everything but the single quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
