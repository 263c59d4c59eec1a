/** A command's words, without their quotes. */
export type ShellWords = readonly string[];

const simpleEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  a: "\u0007",
  b: "\b",
  f: "\f",
  v: "\v",
  e: "\u001B",
};

/**
 * Splits the first command of a POSIX shell text: '…', "…", $'…' and backslashes. An end of line ends the
 * command unless an option follows it, since people lose the backslash there.
 */
export function splitShellWords(text: string): ShellWords {
  const words: string[] = [];
  let word: string | undefined;
  const token =
    /'([^']*)'?|\$'((?:[^'\\]+|\\[^])*)'?|\$?"((?:[^"\\]+|\\[^])*)"?|\\\r?\n|\\([^])|([ \t]+)|(\r?\n(?!\s{0,80}-)|[;|&<>])|([^'"$\\\s;|&<>]+|[^])/y;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, single, ansi, double, escaped, blank, end, plain] = match;
    if (end !== undefined && word === undefined) break;
    if (blank !== undefined || end !== undefined || plain === "\n" || plain === "\r") {
      if (word !== undefined) words.push(word);
      word = undefined;
      if (end !== undefined) break;
      continue;
    }
    const part =
      single ??
      (ansi === undefined ? undefined : unescapeAnsi(ansi)) ??
      double?.replace(/\\(\r?\n|["\\$`])/g, dropBackslash) ??
      escaped ??
      plain;
    if (part !== undefined) word = (word ?? "") + part;
  }
  return word === undefined ? words : [...words, word];
}

const dropBackslash = (_: string, character: string): string =>
  character.endsWith("\n") ? "" : character;

function unescapeAnsi(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|([^]))/g,
    (_, hex?: string, short?: string, long?: string, octal?: string, other?: string) => {
      const digits = hex ?? short ?? long;
      if (digits !== undefined) return codePoint(Number.parseInt(digits, 16));
      if (octal !== undefined) return codePoint(Number.parseInt(octal, 8));
      return simpleEscapes[other ?? ""] ?? other ?? "";
    },
  );
}

const codePoint = (code: number): string =>
  code > 0x10ffff ? "\uFFFD" : String.fromCodePoint(code);

/**
 * Splits a command line of Windows' cmd: the caret escapes what follows it and continues a line; in
 * "…" a quotation mark is written \" or "".
 */
export function splitWindowsWords(text: string): ShellWords {
  const command = text.replace(/\^(\r?\n(?:\r?\n)?|[^])/g, (_, next: string) =>
    next.endsWith("\n") ? (/\n.*\n/s.test(next) ? "\n" : " ") : next,
  );
  const words: string[] = [];
  const token = /"((?:[^"\\]+|\\[^]|"")*)"?|(\s+)|([^"\\\s]+|\\[^]|[^])/y;
  let word: string | undefined;
  for (let match = token.exec(command); match !== null; match = token.exec(command)) {
    const [, quoted, blank, plain] = match;
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    word = (word ?? "") + (quoted ?? plain ?? "").replace(/\\(["\\])|"(")/g, "$1$2");
  }
  return word === undefined ? words : [...words, word];
}
