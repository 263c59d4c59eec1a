/** A text as one word of a POSIX shell's command line; plain where no shell makes anything else of it. */
export function shellWord(text: string): string {
  if (/^[\w./:@%+,=-]+$/.test(text)) return text;
  return shellQuoted(text);
}

/** The same in quotes in any case: single ones keep everything but the single quote itself. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
