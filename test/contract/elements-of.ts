export interface Element {
  readonly tag: string;
  readonly attributes: readonly string[];
}

const voidTags = new Set(["meta"]);

/** The elements of well-formed markup, in order; throws when a tag is closed that was not open. */
export function elementsOf(markup: string): Element[] {
  const open: string[] = [];
  const elements: Element[] = [];
  for (const [whole, closing, tag = ""] of markup.matchAll(/<(\/?)([a-z][a-z0-9-]*)\b[^<>]*>/g)) {
    if (closing === "/") {
      const expected = open.pop();
      if (expected !== tag) throw new Error(`${whole} closes ${expected ?? "nothing"}`);
      continue;
    }
    const attributes = [...whole.matchAll(/ ([a-z-]+)="/g)].map(([, name = ""]) => name);
    elements.push({ tag, attributes });
    if (!whole.endsWith("/>") && !voidTags.has(tag)) open.push(tag);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(", ")}`);
  return elements;
}
