import { MocklarkError } from "../base/errors.js";
import type { Text } from "../base/text.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import { deliveryTexts } from "./delivery-texts.js";
import type { Endpoint } from "./endpoint.js";

export type HeaderCase = "canonical" | "lower";

const unwritable = /[^\t\x20-\x7e\x80-\xff]/;
const notAToken = /[^\w!#$%&'*+.^`|~-]/;

/**
 * Request line and headers as they go out, with the empty line: `Host` first, then the request's own in
 * their order and case, and nothing else. Go's client sends no `Connection` over HTTP/1.1.
 * @throws MocklarkError USAGE when the method or a header cannot be written as HTTP
 */
export function formatRequestHead(
  { method, headers }: Pick<WebhookRequest, "method" | "headers">,
  { authority, path }: Endpoint,
  headerCase: HeaderCase,
): string {
  if (!isToken(method)) throw cannotWrite(deliveryTexts("method"), method);
  const lower = headerCase === "lower";
  let head = `${method} ${path} HTTP/1.1\r\n${lower ? "host" : "Host"}: ${authority}\r\n`;
  for (const [name, value] of headers) {
    if (!isToken(name)) throw cannotWrite(deliveryTexts("header-name"), name);
    if (!isWritable(value)) throw cannotWrite(deliveryTexts("header-value", { name }), value);
    head += `${lower ? name.toLowerCase() : name}: ${value}\r\n`;
  }
  return `${head}\r\n`;
}

/** Whether it may be a header's value: one byte per character, none that would end the line. RFC 9110, section 5.5. */
export const isWritable = (value: string): boolean => !unwritable.test(value);

const knownTokens = new Set<string>();

/** Whether it may be a method or a header's name. RFC 9110, section 5.6.2. */
// The same dozen names stand in every request. The bound is for generated nonsense.
export function isToken(text: string): boolean {
  if (knownTokens.has(text)) return true;
  if (text === "" || notAToken.test(text)) return false;
  if (knownTokens.size < 256) knownTokens.add(text);
  return true;
}

function cannotWrite(part: Text, written: string): MocklarkError {
  const text = JSON.stringify(written);
  return new MocklarkError("USAGE", deliveryTexts("unwritable-head", { part, text }), {
    remedy: deliveryTexts("leave-them-out"),
  });
}
