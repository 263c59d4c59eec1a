/**
 * Somebody else's text, made safe to print: colours are taken out and every other control character but
 * tab and line end becomes U+FFFD, so that it can neither move a terminal's cursor nor break an XML file.
 */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  const plain = text.replace(/\u001B\[[\d;]*m/g, "");
  // oxlint-disable-next-line no-control-regex -- as above
  return plain.replace(/[\0-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]|\r(?!\n)/g, "\uFFFD");
}
