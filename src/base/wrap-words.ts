/**
 * Text in lines of at most `width` characters, broken between words; those after the first begin with `indent`
 * spaces. A word that is longer than a line keeps one to itself, so that an address can still be copied.
 */
export function wrapWords(
  text: string,
  { width, indent = 0 }: { readonly width: number; readonly indent?: number },
): string {
  const lines = text.split("\n").flatMap((line) => linesOf(line, width));
  return lines.join(`\n${" ".repeat(indent)}`);
}

function linesOf(text: string, width: number): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(" ")) {
    if (line === undefined) line = word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line ?? ""];
}
