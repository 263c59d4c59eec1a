import { createHash } from "node:crypto";
import { type MarkupValue, Markup, markup } from "./markup.js";

/** A page that works offline, in light and dark, and runs no script. */
export function htmlPage(title: string, body: MarkupValue): string {
  return [...htmlPageParts(title, [body])].join("");
}

/** The same bit by bit: several reports can be more than one string holds. */
export function* htmlPageParts(title: string, body: Iterable<MarkupValue>): Generator<string> {
  yield String(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
`);
  for (const part of body) yield String(markup`${part}\n`);
  yield "</body>\n</html>\n";
}

/** Nothing runs, loads or is sent, and no style but ours holds, whatever a text brings with it. */
function policy(): string {
  const hash = createHash("sha256").update(style).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

const style = `
:root { color-scheme: light dark; --text: #1d2330; --back: #fff; --faint: #5b6475; --line: #d9dde5; --soft: #f4f6f9;
  --pass: #176f3d; --warn: #8a5a00; --fail: #b3221c; --error: #8a1f8a; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e8f0; --back: #14171d; --faint: #9aa4b5; --line: #333a47; --soft: #1d222b;
    --pass: #5fd08d; --warn: #e6b450; --fail: #ff7b72; --error: #e28ae2; }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
h4 { margin: .6rem 0 .2rem; color: var(--faint); font-weight: 600; }
.facts { color: var(--faint); }
.counts span { margin-right: 1rem; font-weight: 600; }
.pass { color: var(--pass); } .warn, .known, .inconclusive { color: var(--warn); } .fail { color: var(--fail); font-weight: 600; }
.error { color: var(--error); font-weight: 600; } .skip { color: var(--faint); }
.finding { border-left: 4px solid var(--fail); background: var(--soft); padding: .5rem 1rem; margin: .5rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
th { color: var(--faint); font-weight: 600; }
.checks th:nth-child(2) { width: 62%; }
.checks code { overflow-wrap: anywhere; }
summary { cursor: pointer; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
dt { color: var(--faint); } dd { margin: 0; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: .6rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
.exchange { margin-left: 1rem; }
a { color: inherit; }
@media (max-width: 44rem) {
  th, td { padding: .35rem .3rem; }
  .checks th:nth-child(3), .checks td:nth-child(3) { display: none; }
  dl { grid-template-columns: 1fr; } dd { margin-bottom: .3rem; }
}
`;
