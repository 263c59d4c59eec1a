import { ellipsize } from "../../base/ellipsize.js";
import { printable } from "../../base/printable.js";
import { createTexts, type Language, type Text } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";

const longestQuote = 200;

/** So much of a body is read: no error page says what is wrong later than that. */
const mostRead = 20_000;

const texts = createTexts("answer", {
  says: {
    en: ({ outcome, said }: { outcome: string; said: string }) => `${outcome}: ${said}`,
    zh: ({ outcome, said }) => `${outcome}：${said}`,
  },
  redirects: {
    en: ({ outcome, place }: { outcome: string; place: string }) => `${outcome} to ${place}`,
    zh: ({ outcome, place }) => `${outcome}，重定向到 ${place}`,
  },
  page: { en: "an HTML page", zh: "一个 HTML 页面" },
  "named-page": {
    en: ({ title }: { title: string }) => `an HTML page, "${title}"`,
    zh: ({ title }) => `HTML 页面「${title}」`,
  },
});

/**
 * An outcome in a few words, with what the answer says: "status 403: CSRF verification failed.",
 * "status 308 to /webhook/event/".
 */
export function answerOf(outcome: Outcome): Text {
  const said = saidBy(outcome);
  const place = placeOf(outcome);
  const short = outcomeText(outcome);
  const what = place === undefined ? short : texts("redirects", { outcome: short, place });
  return said === "" ? what : texts("says", { outcome: what, said });
}

function placeOf(outcome: Outcome): string | undefined {
  if (outcome.kind !== "answered") return undefined;
  const location = outcome.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  return location === undefined ? undefined : quoteLine(location);
}

/** What the answer says to a reader, on one line and cut: without tags, styles and scripts. */
export function saidBy(outcome: Outcome): string | Text {
  if (outcome.kind !== "answered" && outcome.kind !== "acknowledged") return "";
  const body = outcome.body.slice(0, mostRead);
  if (!/^\s*</.test(body)) return quoteLine(body);
  return quoteLine(withoutTags(body)) || pageName(body);
}

/** The same in a language; for comparing answers, any will do. */
export function answerText(outcome: Outcome, language: Language = "en"): string {
  const said = saidBy(outcome);
  return typeof said === "string" ? said : said.in(language);
}

/** A text from outside on one line: white space folded, cut, safe to print. */
export function quoteLine(text: string): string {
  return ellipsize(printable(text).replace(/\s+/g, " ").trim(), longestQuote);
}

/** For a page without a word outside its title, such as a login form. */
function pageName(html: string): Text {
  const title = /<title\b[^<>]{0,200}>([^<]{1,1000})</i.exec(html)?.[1]?.trim();
  return title ? texts("named-page", { title: quoteLine(title) }) : texts("page");
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
