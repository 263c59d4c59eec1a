const escaped: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** By the quote that ends the string: what stands between two escapes, and the escapes. */
const tokens = new Map(
  ["'", '"', "`"].map((quote) => [
    quote,
    new RegExp(String.raw`[^\\${quote}]+|((?:\\x[\da-fA-F]{2})+)|\\u([\da-fA-F]{4})|\\([^])`, "y"),
  ]),
);

/**
 * What a quoted string says from `start` on, and where the quote stands that ends it: the escapes of JSON,
 * JavaScript, Python and nginx. A run of \xNN is bytes of UTF-8 where it can be.
 */
export function unescapeString(
  text: string,
  start: number,
  quote: string,
): { readonly said: string; readonly end: number } {
  const token = tokens.get(quote) as RegExp;
  const parts: string[] = [];
  let end = start;
  for (;;) {
    token.lastIndex = end;
    const match = token.exec(text);
    if (match === null) return { said: parts.join(""), end };
    end = token.lastIndex;
    const [whole, bytes, unit, other] = match;
    if (bytes !== undefined) parts.push(decodeBytes(bytes));
    else if (unit !== undefined) parts.push(String.fromCharCode(Number.parseInt(unit, 16)));
    else parts.push(other === undefined ? whole : (escaped[other] ?? other));
  }
}

function decodeBytes(run: string): string {
  const bytes = Buffer.from(run.replaceAll("\\x", ""), "hex");
  const utf8 = bytes.toString("utf8");
  return utf8.includes("\uFFFD") ? bytes.toString("latin1") : utf8;
}
