import { createHash } from "node:crypto";
import { h } from "preact";
import { renderMarkup } from "./render-markup.js";
import type { Language } from "./text.js";

/** What stands before and behind the body of a page that works offline, in light and dark, and runs no script. */
export function staticPage(
  title: string,
  { style, language }: { readonly style: string; readonly language: Language },
): { readonly before: string; readonly after: string } {
  const before = `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${staticPagePolicy(style)}">
${renderMarkup(h("title", null, title))}
<style>${style}</style>
</head>
<body>
<main>
`;
  return { before, after: "</main>\n</body>\n</html>\n" };
}

/** Nothing runs, loads or is sent, and no style but this holds, whatever a text brings with it. */
export const staticPagePolicy = (style: string): string =>
  `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`;
