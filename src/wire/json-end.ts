/** Where the JSON object or list that begins the text ends; undefined where the text ends first. */
export function endOfJson(text: string): number | undefined {
  let depth = 0;
  // The string's pattern takes any text, also one that ends in it: it must not fail and try again.
  const token = /[{}[\]]|"(?:[^"\\]+|\\[^]?)*"?/g;
  for (const match of text.matchAll(token)) {
    if (match[0] === "{" || match[0] === "[") depth++;
    else if (match[0] === "}" || match[0] === "]") depth--;
    if (depth === 0) return match.index + match[0].length;
  }
  return undefined;
}
