import { once } from "./once.js";

const ignored = String.raw`\p{Default_Ignorable_Code_Point}`;
const blank = String.raw`[\t\v\f\x85\p{Z}\p{Cf}${ignored}]`;

/** The first `:` of "::" that begins a line, after blanks too, and the second `#` of "##[", which counts anywhere. */
const command = once(
  () =>
    new RegExp(
      // The line's start is looked for behind a colon only: before it, each blank would look for it.
      String.raw`:(?<=^${blank}*:)(?=[${ignored}]*:)|#(?<=#[${ignored}]*#)(?=[${ignored}]*\[)`,
      "gmu",
    ),
);

/**
 * Text in which GitHub's runner finds no command: it takes every line of a job's output that begins with
 * "::" for one ("::error::…", "::add-mask::…"), and in the older form whatever follows "##[". A backslash comes
 * between, or `escape` says what becomes of the character.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function withoutWorkflowCommands(
  text: string,
  escape: (character: string) => string = (character) => `\\${character}`,
): string {
  return text.replace(command(), escape);
}
