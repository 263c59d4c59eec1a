import { ellipsize } from "../../base/ellipsize.js";
import { printable } from "../../base/printable.js";
import type { Outcome } from "../../delivery/outcome.js";
import { outcomeInShort } from "./outcome-in-short.js";

const longestQuote = 200;

/** So much of a body is read: no error page says what is wrong later than that. */
const mostRead = 20_000;

/**
 * An outcome in a few words, with what the answer says: "status 403: CSRF verification failed.",
 * "status 308 to /webhook/event/".
 */
export function describeAnswer(outcome: Outcome): string {
  const said = answerText(outcome);
  const what = `${outcomeInShort(outcome)}${placeText(outcome)}`;
  return said === "" ? what : `${what}: ${said}`;
}

function placeText(outcome: Outcome): string {
  if (outcome.kind !== "answered") return "";
  const location = outcome.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  return location === undefined ? "" : ` to ${quoteLine(location)}`;
}

/** What the answer says to a reader, on one line and cut: without tags, styles and scripts. */
export function answerText(outcome: Outcome): string {
  if (outcome.kind !== "answered" && outcome.kind !== "acknowledged") return "";
  const body = outcome.body.slice(0, mostRead);
  if (!/^\s*</.test(body)) return quoteLine(body);
  return quoteLine(withoutTags(body)) || pageName(body);
}

/** A text from outside on one line: white space folded, cut, safe to print. */
export function quoteLine(text: string): string {
  return ellipsize(printable(text).replace(/\s+/g, " ").trim(), longestQuote);
}

/** For a page without a word outside its title, such as a login form. */
function pageName(html: string): string {
  const title = /<title\b[^<>]{0,200}>([^<]{1,1000})</i.exec(html)?.[1]?.trim();
  return title ? `an HTML page, "${quoteLine(title)}"` : "an HTML page";
}

function withoutTags(html: string): string {
  return html
    .replace(/<(script|style)\b[^<>]{0,200}>[^<]{0,5000}<\/\1>/gi, " ")
    .replace(/<(title)\b[^<>]{0,200}>[^<]{0,1000}<\/\1>/gi, " ")
    .replace(/<[^<>]{0,500}>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&amp;", "&");
}
