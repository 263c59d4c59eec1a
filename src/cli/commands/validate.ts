import { codeFrame, parseDocument, type SourceDocument } from "../../base/document.js";
import { MocklarkError } from "../../base/errors.js";
import { isRecord, parsePath } from "../../base/json-path.js";
import { checkEvent } from "../../event/event-rules.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { readInput } from "../input-file.js";
import type { Terminal } from "../terminal.js";

/** Something a document breaks, and where in it. */
interface Problem {
  readonly path: string;
  readonly message: string;
}

/** `mocklark validate`: is this what Feishu could send, and where not. */
export const registerValidate: RegisterCommand = (program, { terminal }, finish) => {
  program
    .command("validate")
    .description("check events, scenarios and config files; NDJSON files hold an event a line")
    .argument("<file...>", "JSON, NDJSON or YAML")
    .action(async (files: string[]) => {
      let invalid = 0;
      for (const file of files) {
        const text = (await readInput(file, terminal)).toString("utf8");
        const problems = file.endsWith(".ndjson")
          ? await validateLines(text, file, terminal)
          : await validateDocument(await parseDocument(text, file), terminal);
        if (problems > 0) invalid++;
        else await terminal.out(`${terminal.colors.green("valid")} ${file}\n`);
      }
      finish(invalid === 0 ? exitCodes.ok : exitCodes.usage);
    });
};

/** Prints what is wrong with one document and says how many problems there were. */
async function validateDocument(source: SourceDocument, terminal: Terminal): Promise<number> {
  const problems = await problemsOf(source);
  for (const { path, message } of problems) {
    const position = source.locate(parsePath(path) ?? []);
    const place = `${source.file}:${position.line}:${position.column}`;
    await terminal.out(`${terminal.colors.red("invalid")} ${place} ${message}\n`);
    await terminal.out(`${codeFrame(source.text, position)}\n`);
  }
  return problems.length;
}

/** A document is what its members say it is. */
async function problemsOf(source: SourceDocument): Promise<readonly Problem[]> {
  const { value, file } = source;
  if (isRecord(value)) {
    if ("event" in value || "header" in value || "schema" in value) return checkEvent(value);
  }
  throw new MocklarkError(
    "INVALID_DOCUMENT",
    `Failed to validate ${file}: it is no known document.`,
    {
      remedy: "An event has schema, header and event; a scenario has name and steps.",
    },
  );
}

async function validateLines(text: string, file: string, terminal: Terminal): Promise<number> {
  let problems = 0;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const source = await parseDocument(line, `${file}:${index + 1}`);
    problems += await validateDocument(source, terminal);
  }
  return problems;
}
