import { printable } from "../../base/printable.js";
import type { Outcome } from "../../delivery/outcome.js";
import { describeOutcome } from "./exchange.js";

const longestLine = 300;

/** What is looked at of a body: a page may be long, and its message comes early. */
const longestBody = 8_192;

/** "status 500: database is locked", "status 308 to /webhook/event/", "no answer in time". */
export function answerText(outcome: Outcome): string {
  const what = describeOutcome(outcome);
  if (outcome.kind !== "answered") return what;
  const location = outcome.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  const where = location === undefined ? "" : ` to ${cut(printable(location))}`;
  const line = firstLine(outcome.body);
  return line === "" ? `${what}${where}` : `${what}${where}: ${line}`;
}

/** The first line of a body that says anything; of a page its text, as a reader would see it. */
export function firstLine(body: string): string {
  const start = body.slice(0, longestBody);
  const text = /^\s*<(?:!doctype|html|[a-z]+[\s>])/i.test(start) ? textOfPage(start) : start;
  const line = text.split("\n").find((each) => each.trim() !== "") ?? "";
  return cut(printable(line).replace(/\s+/g, " ").trim());
}

/** Tags and what nobody reads are taken out. */
function textOfPage(page: string): string {
  return page
    .replace(/<(script|style|head)\b[^>]*>[\s\S]*?(?:<\/\1>|$)/gi, (all, tag: string) =>
      tag.toLowerCase() === "head" ? titleOf(all) : " ",
    )
    .replace(/<[^>]*>?/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#39;|&#x27;|&apos;/g, "'")
    .replace(/&nbsp;/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
}

function titleOf(head: string): string {
  return `${/<title[^>]*>([^<]*)/i.exec(head)?.[1] ?? ""} `;
}

function cut(text: string): string {
  return text.length <= longestLine ? text : `${text.slice(0, longestLine - 1)}…`;
}
