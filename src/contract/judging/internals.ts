import type { Text } from "../../base/text.js";
import { internalsTexts as texts } from "./internals-texts.js";

export interface Internals {
  /** "a stack trace of JavaScript" */
  readonly what: Text;
  /** The place, with what is around it, on one line. */
  readonly excerpt: string;
}

/** Where a path begins: not inside a URL, nor the target of a link in a page. */
const start = String.raw`(?<![\w.:/~-])(?<!(?:src|href|action|url)=["'])`;

/** Line breaks and quotation marks may be written as in JSON or HTML. */
const quote = String.raw`(?:\\?"|&quot;|&#34;)`;

// Repetitions are bounded: without it a long answer that almost fits takes the square of its length.
const signs: readonly (readonly [what: Text, pattern: RegExp])[] = [
  [
    texts("trace", { of: "JavaScript" }),
    /\bat (?:[\w$.<>[\] ]|&[lg]t;){0,200}\(?(?:file:\/\/|node:|\/|[A-Za-z]:\\)[^\s"()]*:\d+:\d+/,
  ],
  [texts("trace", { of: "Python" }), /Traceback \(most recent call last\)/],
  [
    texts("trace", { of: "Python" }),
    new RegExp(String.raw`File ${quote}[^"&\n]+${quote}, line \d+`),
  ],
  [
    texts("trace", { of: "Java" }),
    /\bat (?:[\w$.]{1,100}\/)?[\w$]{1,100}(?:\.[\w$<>]{1,100}|\.&lt;init&gt;){1,20}\((?:[\w$]+\.(?:java|kt|scala|groovy):\d+|Native Method|Unknown Source)\)/,
  ],
  [texts("trace", { of: "Go" }), /\bgoroutine \d+ \[[\w ,]+\]:/],
  [texts("path"), /(?<![\w.:/-])(?:[\w.-]*\/)+[\w.-]+\.(?:go|py|rb|php|java|kt|rs):\d+\b/],
  [texts("trace", { of: ".NET" }), /\bat [\w.`<>]{1,200}\([^)]{0,500}\) in [^\s"]{1,300}:line \d+/],
  [texts("path"), /\bfile:\/\/\/[^\s"<>)]+/],
  [
    texts("path"),
    new RegExp(
      String.raw`${start}/(?:home|Users|root|var|usr|opt|srv|tmp|etc|private|workspace|app)/(?:[\w.@+-]+/)*[\w.@+-]+\.(?:[cm]?[jt]sx?|py|go|java|class|jar|rb|php|cs|rs|so|conf|ya?ml|env|pem|key|log)\b`,
    ),
  ],
  [texts("path"), new RegExp(String.raw`${start}[^\s"<>]{0,300}/node_modules/[\w@.-]+`)],
  [texts("path"), /(?<![\w])[A-Za-z]:(?:\\{1,2}[\w .@+-]{1,100}){1,20}\\{1,2}[\w.@+-]+\.\w{1,5}\b/],
];

/** The first stack trace or file path in an answer's body; undefined when there is none. */
export function findInternals(body: string): Internals | undefined {
  // Inside JSON a line ends in a letter, which would seem to belong to the path behind it.
  const texts = [body, body.replaceAll(/\\[nrt]/g, "  ")];
  for (const [what, pattern] of signs) {
    for (const text of texts) {
      const match = pattern.exec(text);
      if (match) return { what, excerpt: excerptOf(text, match.index, match[0].length) };
    }
  }
  return undefined;
}

function excerptOf(body: string, index: number, length: number): string {
  const from = Math.max(0, index - 30);
  const to = Math.min(body.length, index + Math.min(length, 120) + 30);
  const text = body.slice(from, to).replaceAll(/\s+/g, " ").trim();
  return `${from > 0 ? "…" : ""}${text}${to < body.length ? "…" : ""}`;
}
