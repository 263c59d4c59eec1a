import { printable } from "../../base/printable.js";
import { withoutWorkflowCommands } from "../../base/workflow-commands.js";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Text as XML and HTML take it. Characters that XML 1.0 cannot hold at all, and those nobody could see, become
 * U+FFFD; no line of it is a workflow command when it is printed, and it reads the same.
 */
export function escapeXml(text: string): string {
  const escaped = printable(text).replaceAll(/[&<>"']/g, (found) => entities[found] ?? found);
  return withoutWorkflowCommands(escaped, (found) => `&#${found.charCodeAt(0)};`).replaceAll(
    /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
    "\uFFFD",
  );
}
