const escaped: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/**
 * What a quoted string says from `start` on, up to the quote that ends it: the escapes of JSON, JavaScript,
 * Python and nginx. A run of \xNN is bytes of UTF-8 where it can be.
 */
export function unescapeString(text: string, start: number, quote: string): string {
  const parts: string[] = [];
  const token = new RegExp(
    String.raw`[^\\${quote}]+|((?:\\x[\da-fA-F]{2})+)|\\u([\da-fA-F]{4})|\\([^])`,
    "y",
  );
  token.lastIndex = start;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [whole, bytes, unit, other] = match;
    if (bytes !== undefined) parts.push(decodeBytes(bytes));
    else if (unit !== undefined) parts.push(String.fromCharCode(Number.parseInt(unit, 16)));
    else parts.push(other === undefined ? whole : (escaped[other] ?? other));
  }
  return parts.join("");
}

function decodeBytes(run: string): string {
  const bytes = Buffer.from(run.replaceAll("\\x", ""), "hex");
  const utf8 = bytes.toString("utf8");
  return utf8.includes("\uFFFD") ? bytes.toString("latin1") : utf8;
}
