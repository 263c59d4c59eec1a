import type { ComponentChild, VNode } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { printable } from "./printable.js";
import { withoutWorkflowCommands } from "./workflow-commands.js";

/**
 * An element as markup. All texts are escaped by Preact; what XML could not hold, what nobody could see and
 * what a runner would take for a command is harmless, too, wherever it stands.
 */
export function renderMarkup(element: ComponentChild): string {
  const markup = printable(renderToStaticMarkup(element as VNode));
  return withoutWorkflowCommands(markup, (found) => `&#${found.charCodeAt(0)};`).replaceAll(
    /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
    "\uFFFD",
  );
}
