import { describe, expect, it } from "vitest";
import { Command, CommanderError } from "../../src/cli/commander.js";
import { commands } from "../../src/cli/commands.js";
import { splitShellWords } from "../../src/wire/captures/shell-words.js";
import { commandsOf, namedCommandsOf, pagesInOrder } from "./pages.js";

const registers = await Promise.all(Object.values(commands).map((load) => load()));

/** The whole command line, where no command does anything. */
function createIdleProgram(): Command {
  const program = new Command("mocklark").option("--config <file>").option("--lang <language>");
  const context = { terminal: {}, signal: new AbortController().signal } as never;
  for (const register of registers) register(program, context, () => {});
  makeIdle(program);
  return program;
}

function makeIdle(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => {} });
  for (const inner of command.commands) {
    inner.action(() => {});
    makeIdle(inner);
  }
}

/** What is wrong with a command line, or undefined. "…" stands for what a page has said before. */
function complaintAbout(
  line: string,
  isWaived: (error: unknown) => boolean = () => false,
): string | undefined {
  const typed = line.replace(/ > \S+$/, "").replace("…", "http://localhost:3000/webhook/event");
  const words = splitShellWords(typed);
  try {
    createIdleProgram().parse(words.slice(words.indexOf("mocklark") + 1), { from: "user" });
    return undefined;
  } catch (error) {
    if (isWaived(error)) return undefined;
    return `${line}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const isIncomplete = (error: unknown): boolean =>
  error instanceof CommanderError && error.code.startsWith("commander.missing");

describe("commands that the documentation tells to type", () => {
  it("are there to be tried", () => {
    expect(pagesInOrder.flatMap((page) => commandsOf(page)).length).toBeGreaterThan(25);
  });

  it.each(pagesInOrder)("exist, with every flag and value: %s", (page) => {
    const complaints = [
      ...commandsOf(page).map((line) => complaintAbout(line)),
      ...namedCommandsOf(page).map((line) => complaintAbout(line, isIncomplete)),
    ];
    expect(complaints.filter((complaint) => complaint !== undefined)).toEqual([]);
  });
});
