import { unseen } from "./printable.js";
import { withoutWorkflowCommands } from "./workflow-commands.js";

/**
 * JSON to be printed: what a terminal or GitHub's runner would act on is written as \uXXXX, so that it means
 * the same to a program and nothing to them.
 */
export function jsonText(value: unknown, indent?: number): string {
  return harmlessJson(JSON.stringify(value, null, indent));
}

/** The same for a text that is JSON already. */
export function harmlessJson(text: string): string {
  return withoutWorkflowCommands(text.replace(unseen, escapeUnits), escapeUnits);
}

/** A character beyond U+FFFF is two units. */
function escapeUnits(characters: string): string {
  return Array.from({ length: characters.length }, (_, index) => {
    const unit = characters.charCodeAt(index);
    return `\\u${unit.toString(16).padStart(4, "0")}`;
  }).join("");
}
