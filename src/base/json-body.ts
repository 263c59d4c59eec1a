/**
 * For `express.raw`: the body is JSON whatever it is called. Go's client sends no Content-Type to the
 * endpoint, Python's none when it asks for a token.
 */
export const anyBody = { type: () => true, limit: "64kb" };

/** The members of a JSON object that are strings; none when the body is anything else. */
export function stringsIn(body: unknown): Readonly<Record<string, string>> {
  const text = Buffer.isBuffer(body) ? body.toString("utf8") : "";
  const strings = Object.entries(parseObject(text)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(strings);
}

function parseObject(text: string): object {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
