/**
 * The capture as it is and, where it is wrapped in something, what is in there: a Markdown fence, or
 * indentation. latin1 keeps the bytes as they are.
 */
export function unwrappings(capture: Buffer): Buffer[] {
  const text = capture.toString("latin1");
  const inside = insideFences(text);
  const texts = [inside, inside === undefined ? undefined : dedent(inside), dedent(text)];
  return [
    ...texts.flatMap((each) => (each === undefined ? [] : [Buffer.from(each, "latin1")])),
    capture,
  ];
}

const fence = /^[ \t]*(?:```|~~~)/;

/** What stands between Markdown fences; several blocks follow one another after an empty line. */
function insideFences(text: string): string | undefined {
  const blocks: string[][] = [];
  let open = false;
  for (const line of text.split(/\r?\n/)) {
    if (fence.test(line)) {
      open = !open;
      if (open) blocks.push([]);
    } else if (open) blocks.at(-1)?.push(line);
  }
  return blocks.length === 0 ? undefined : blocks.map((lines) => lines.join("\n")).join("\n\n");
}

/** Without the white space that all lines begin with; undefined where there is none, or only one line. */
function dedent(text: string): string | undefined {
  const lines = text.split("\n");
  const written = lines.filter((line) => line.trim() !== "");
  if (written.length < 2) return undefined;
  const widths = written.map((line) => line.search(/[^ \t]/));
  const width = widths.reduce((least, each) => Math.min(least, each), Infinity);
  if (width === 0 || width === Infinity) return undefined;
  return lines.map((line) => line.slice(Math.min(width, line.search(/[^ \t]|$/)))).join("\n");
}
