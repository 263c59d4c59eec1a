/**
 * Characters that act on a reader's screen in place of being seen there: control characters but tab and line
 * end (U+0000–U+001F, U+007F–U+009F), those that turn the direction of text round, line separators no program
 * agrees on, and what takes no room at all (zero-width space, word joiner, byte order mark, tags). The last
 * two are harmless, but who compares two texts must see why they differ.
 * Zero-width joiners, variation selectors and soft hyphens pass: emoji and whole scripts are written with them.
 */
export const unseen =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /[\0-\u0008\u000B\u000C\r-\u001F\u007F-\u009F\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

// oxlint-disable-next-line no-control-regex -- as above
const colors = /\u001B\[[\d;]*m/g;

/** The colours this program itself writes; not the one that conceals. */
// oxlint-disable-next-line no-control-regex -- as above
const ownColorOrUnseen = new RegExp(
  `\\u001B\\[(?:[0-79]|[2-49]\\d|10[0-7])m|${unseen.source}`,
  "gu",
);

/**
 * Somebody else's text, made safe to print: colours are taken out, a line ends in "\n", and every `unseen`
 * character becomes U+FFFD. So it can neither move a terminal's cursor, nor show itself in another order, nor
 * break an XML file.
 */
export function printable(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(colors, "").replace(unseen, "\uFFFD");
}

/** The same for a text that has our own colours in it: they stay. */
export function printableInColor(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(ownColorOrUnseen, (found) => (found.endsWith("m") ? found : "\uFFFD"));
}

const lineEnds: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * A name or a reason from outside for a line of ours: it stays on that line, however many it has, and is cut
 * with "…" when it is long, so that it can neither look like a line of ours nor bury one.
 */
export function printableLine(text: string, longest = 200): string {
  const isLong = text.length > longest;
  // Half of a character beyond U+FFFF would be left behind.
  const kept = isLong ? text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "") : text;
  const line = printable(kept.replace(/[\t\n\r]/g, (end) => lineEnds[end] ?? end));
  return isLong ? `${line}…` : line;
}

/** The same for a message, which may quote a file or a receiver at some length. */
export const printableMessage = (text: string): string => printableLine(text, 4_000);
