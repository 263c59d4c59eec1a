import type { ComponentChild } from "preact";
import type { Language } from "../../../base/text.js";
import { reportStyle } from "./report-style.js";
import { renderMarkup } from "../../../base/render-markup.js";
import { staticPage, staticPagePolicy } from "../../../base/static-page.js";

/**
 * A page that works offline, in light and dark, and runs no script, bit by bit: several reports can be more
 * than one string holds. A string of the body is markup as it is, so it may hold nothing from outside.
 */
export function* htmlPageParts(title: string, { body, language }: PageContent): Generator<string> {
  const { before, after } = staticPage(title, { style, language });
  yield before;
  for (const part of body) {
    yield typeof part === "string" ? part : `${renderMarkup(part.element)}\n`;
  }
  yield after;
}

interface PageContent {
  readonly body: Iterable<string | PageElement>;
  readonly language: Language;
}

/** What is still to be rendered; a text is never taken for one. */
export interface PageElement {
  readonly element: ComponentChild;
}

const style = `
:root { color-scheme: light dark; --text: #1f2329; --back: #f5f6f8; --card: #fff; --faint: #586173; --soft: #f0f2f5;
  --line: #d8dce3; --accent: #1450d8; --pass: #146c39; --warn: #7a4f00; --fail: #b0211b; --pass-soft: #e3f4e9;
  --warn-soft: #fdf1d8; --fail-soft: #fdeaea; --radius: 8px; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6eaf2; --back: #101318; --card: #181c23; --faint: #a3adbd; --soft: #222833; --line: #343c4a;
    --accent: #82abff; --pass: #62d290; --warn: #e9b954; --fail: #ff8a80; --pass-soft: #17301f; --warn-soft: #35280d;
    --fail-soft: #3a1a1a; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.5 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  color: var(--text); background: var(--back); }
main { max-width: 1120px; margin: 0 auto; padding: 20px 20px 48px; }
h1, h2 { line-height: 1.3; overflow-wrap: anywhere; }
h1 { font-size: 22px; margin: 0 0 8px; }
h2 { font-size: 18px; margin: 20px 0 8px; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
pre { background: var(--soft); border-radius: var(--radius); padding: 10px 12px; margin: 4px 0; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.merged { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); margin: 0 0 20px; }
.merged table { border-collapse: collapse; width: 100%; }
.merged th, .merged td { text-align: left; padding: 5px 12px; border-bottom: 1px solid var(--line); white-space: nowrap; }
.merged tbody tr:last-child > * { border-bottom: 0; }
.merged thead th { color: var(--faint); }
.one > summary { cursor: pointer; font-weight: 600; padding: 6px 0; overflow-wrap: anywhere; }
@media (max-width: 760px) { main { padding: 12px 12px 32px; } }
${reportStyle}`;

export const reportPolicy = staticPagePolicy(style);
