import { basename } from "node:path";
import {
  codeFrame,
  parseDocument,
  type Position,
  type SourceDocument,
} from "../../base/document.js";
import { MocklarkError } from "../../base/errors.js";
import { isRecord, parsePath } from "../../base/json-path.js";
import { checkDocument, type DocumentKind } from "../../event/document-schema.js";
import { checkEvent } from "../../event/event-rules.js";
import { hideSecretMembers } from "../../event/secret-members.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { readInput } from "../input-file.js";
import type { Terminal } from "../terminal.js";

/** Something a document breaks, and where in it. */
interface Problem {
  readonly message: string;
  readonly position: Position;
}

/** `mocklark validate`: is this what Feishu could send, or what mocklark could use, and where not. */
export const registerValidate: RegisterCommand = (program, { terminal }, finish) => {
  program
    .command("validate")
    .description(
      "check events, scenarios, baselines, reports and config files; NDJSON files hold an event a line",
    )
    .argument("<file...>", "JSON, NDJSON or YAML")
    .action(async (files: string[]) => {
      let invalid = 0;
      for (const file of files) {
        const text = (await readInput(file, terminal)).toString("utf8");
        if (await isValid(text, file, terminal)) {
          await terminal.out(`${terminal.colors.green("valid")} ${file}\n`);
        } else invalid++;
      }
      finish(invalid === 0 ? exitCodes.ok : exitCodes.usage);
    });
};

/** Prints what is wrong with a file; one that cannot be read at all does not keep the others from being checked. */
async function isValid(text: string, file: string, terminal: Terminal): Promise<boolean> {
  try {
    if (file.endsWith(".ndjson")) return await areValidLines(text, file, terminal);
    return await isValidDocument(await parseDocument(text, file), terminal);
  } catch (error) {
    if (!(error instanceof MocklarkError) || error.exitCode !== exitCodes.usage) throw error;
    terminal.err(`${terminal.errColors.red("invalid")} ${error.message}\n`);
    for (const more of [error.frame, error.remedy]) {
      if (more !== undefined) terminal.err(`${hideSecretMembers(more)}\n`);
    }
    return false;
  }
}

async function isValidDocument(source: SourceDocument, terminal: Terminal): Promise<boolean> {
  const problems = await problemsOf(source);
  for (const { message, position } of problems) {
    const place = `${source.file}:${position.line}:${position.column}`;
    await terminal.out(`${terminal.colors.red("invalid")} ${place} ${message}\n`);
    await terminal.out(`${hideSecretMembers(codeFrame(source.text, position))}\n`);
  }
  return problems.length === 0;
}

async function areValidLines(text: string, file: string, terminal: Terminal): Promise<boolean> {
  let valid = true;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const source = await parseDocument(line, `${file}:${index + 1}`);
    valid = (await isValidDocument(source, terminal)) && valid;
  }
  return valid;
}

async function problemsOf(source: SourceDocument): Promise<readonly Problem[]> {
  const kind = kindOf(source);
  switch (kind) {
    case "event":
      return checkEvent(source.value).map(({ path, message }) => ({
        message,
        position: source.locate(parsePath(path) ?? []),
      }));
    case "scenario": {
      const { readScenario } = await import("../../scenario/parse-scenario.js");
      return (await readScenario(source)).problems;
    }
    case "baseline": {
      const problems = await checkDocument(source, "baseline");
      if (problems.length === 0) await assertBaseline(source);
      return problems;
    }
    case "config":
    case "report":
      return checkDocument(source, kind);
    default:
      return kind satisfies never;
  }
}

/** What its schema cannot say: that the checks exist, and that none is named twice. */
async function assertBaseline({ text, file }: SourceDocument): Promise<void> {
  const { parseBaseline } = await import("../../contract/baseline.js");
  const { catalogue } = await import("../../contract/catalogue.js");
  await parseBaseline(
    text,
    file,
    catalogue.map(({ id }) => id),
  );
}

/** A document is what its members say it is; a config file, which has none of its own, what it is called. */
function kindOf({ value, file }: SourceDocument): DocumentKind | "event" {
  if (isRecord(value)) {
    if (basename(file).startsWith("mocklark.config.")) return "config";
    const { $schema: schema } = value;
    const named = typeof schema === "string" ? /(\w+)\.json$/.exec(schema)?.[1] : undefined;
    if (isKind(named)) return named;
    if ("steps" in value || ("name" in value && "why" in value)) return "scenario";
    if ("known" in value) return "baseline";
    if ("event" in value || "header" in value || "schema" in value) return "event";
    if ("checks" in value && "summary" in value) return "report";
  }
  throw new MocklarkError(
    "INVALID_DOCUMENT",
    `Failed to validate ${file}: it is no known document.`,
    {
      remedy:
        "An event has schema, header and event; a scenario has name and steps; a baseline has known; a config file is called mocklark.config.yaml.",
    },
  );
}

const kinds = ["event", "scenario", "config", "baseline", "report"] as const;

function isKind(text: string | undefined): text is (typeof kinds)[number] {
  return kinds.some((kind) => kind === text);
}
