import { basename } from "node:path";
import {
  codeFrames,
  parseDocument,
  type Position,
  type SourceDocument,
} from "../../base/document.js";
import { MocklarkError } from "../../base/errors.js";
import { parseJsonDocument } from "../../base/json-document.js";
import { isRecord, parsePath } from "../../base/json-path.js";
import { printableMessage } from "../../base/printable.js";
import { meantText } from "../../base/suggestions.js";
import { sentences, type Text } from "../../base/text.js";
import { checkDocument, type DocumentKind } from "../../event/document-schema.js";
import { createEventTypes, type EventTypes } from "../../event/event-types.js";
import {
  isOfUnknownType,
  knownTypeOf,
  typeNameOf,
  unknownFieldsOf,
  wholeEvent,
} from "../../event/whole-event.js";
import type { RegisterCommand } from "../command.js";
import { eventTypeFlag, type EventTypeFlags } from "../event-type-flag.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { inputName, readText } from "../input-file.js";
import { printError } from "../print-error.js";
import type { Terminal } from "../terminal.js";
import { howToMakeKnown } from "../unknown-event-type.js";
import { argument, describe } from "../described.js";
import { fileTexts } from "../texts/file-texts.js";
import { mainTexts } from "../texts/main-texts.js";

interface Context {
  readonly terminal: Terminal;
  readonly types: EventTypes;
}

/** Something a document breaks, and where in it. */
interface Problem {
  readonly message: Text;
  readonly position: Position;
  /** Worth a look, but no mistake. */
  readonly isNote?: boolean;
}

/** `mocklark validate`: is this what Feishu could send, or what mocklark could use, and where not. */
export const registerValidate: RegisterCommand = (program, { terminal }, finish) => {
  describe(program.command("validate"), fileTexts("validate"))
    .addArgument(argument("<file...>", fileTexts("files")))
    .addOption(eventTypeFlag())
    .action(async (files: string[], flags: EventTypeFlags) => {
      const { readKnownEventTypes } = await import("../read-event-types.js");
      const types = createEventTypes(await readKnownEventTypes(flags, terminal.cwd));
      let worst: number = exitCodes.ok;
      for (const file of files) {
        worst = Math.max(worst, await validateFile(file, { terminal, types }));
      }
      finish(worst as ExitCode);
    });
};

/** What is wrong with one file, or cannot be read at all, does not keep the others from being checked. */
async function validateFile(file: string, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const name = inputName(file, terminal.language);
  return reporting(terminal, async () => {
    const text = await readText(file, terminal);
    const code =
      file.endsWith(".ndjson") || holdsLines(text)
        ? await validateLines(text, name, context)
        : await validateDocument(await parse(text, name), context);
    if (code === exitCodes.ok) {
      await terminal.out(
        `${terminal.colors.green(fileTexts("valid").in(terminal.language))} ${name}\n`,
      );
    }
    return code;
  });
}

/** A long report as YAML, which JSON is too, would take many times its length of memory. */
const longText = 8 * 1024 * 1024;

async function parse(text: string, name: string): Promise<SourceDocument> {
  const isLongJson = text.length > longText && /^\s*\{/.test(text) && !/\.ya?ml$/.test(name);
  return isLongJson ? parseJsonDocument(text, name) : parseDocument(text, name);
}

/** Runs one look at something, and prints the misuse it ends in. */
async function reporting(terminal: Terminal, look: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof MocklarkError)) throw error;
    const word = mainTexts(error.exitCode === exitCodes.usage ? "invalid" : "error");
    return printError(error, terminal, word);
  }
}

/** Several lines that are an object each, as `mocklark generate` prints them, whatever the file is called. */
function holdsLines(text: string): boolean {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.length > 1 && lines.every((line) => /^\{.*\}\r?$/.test(line));
}

async function validateLines(text: string, name: string, context: Context): Promise<ExitCode> {
  let worst: number = exitCodes.ok;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const code = await reporting(context.terminal, async () =>
      validateDocument(await parseDocument(line, `${name}:${index + 1}`), context),
    );
    worst = Math.max(worst, code);
  }
  return worst as ExitCode;
}

async function validateDocument(
  source: SourceDocument,
  { terminal, types }: Context,
): Promise<ExitCode> {
  const problems = await problemsOf(source, types);
  if (problems.length === 0) return exitCodes.ok;
  const { language } = terminal;
  const frameOf = codeFrames(source.text);
  for (const { message, position, isNote = false } of problems) {
    const word = isNote
      ? terminal.colors.yellow(fileTexts("note").in(language))
      : terminal.colors.red(mainTexts("invalid").in(language));
    const place = `${source.file}:${position.line}:${position.column}`;
    await terminal.out(`${word} ${place} ${printableMessage(message.in(terminal.language))}\n`);
    await terminal.out(`${frameOf(position)}\n`);
  }
  return problems.every(({ isNote }) => isNote) ? exitCodes.ok : exitCodes.usage;
}

async function problemsOf(source: SourceDocument, types: EventTypes): Promise<readonly Problem[]> {
  const kind = kindOf(source);
  switch (kind) {
    case "event":
      return problemsOfEvent(source, types);
    case "scenario": {
      const { readScenario } = await import("../../scenario/parse-scenario.js");
      return (await readScenario(source, { events: types.all })).problems;
    }
    case "tenant": {
      const { findTenantProblems } = await import("../../tenant-file/parse-tenant.js");
      return findTenantProblems(source);
    }
    case "baseline": {
      const problems = await checkDocument(source, "baseline");
      if (problems.length === 0) await assertBaseline(source);
      return problems;
    }
    case "config":
    case "report":
    case "capture":
      return checkDocument(source, kind);
    default:
      return kind satisfies never;
  }
}

function problemsOfEvent(source: SourceDocument, types: EventTypes): Problem[] {
  // `kindOf` lets nothing but objects be events.
  const event = wholeEvent(source.value as object, source.file);
  if (isOfUnknownType(event, types)) {
    const how = howToMakeKnown(source.file);
    const message = fileTexts("nothing-known", {
      type: String(typeNameOf(event)),
      howToMakeKnown: how,
    });
    return [{ message, position: source.locate(["header", "event_type"]) }];
  }
  const type = knownTypeOf(event, types);
  const violations = type.validate(event).map(({ path, text }) => ({
    message: text,
    position: source.locate(parsePath(path) ?? []),
  }));
  const unknown = unknownFieldsOf(event, type).map(({ steps, message, meant }) => ({
    message: meant === undefined ? message : sentences(message, meantText(meant)),
    position: source.locate(steps),
    isNote: meant === undefined,
  }));
  return [...violations, ...unknown];
}

/** What its schema cannot say: that the checks exist, and that none is named twice. */
async function assertBaseline({ text, file }: SourceDocument): Promise<void> {
  const { parseBaseline } = await import("../../contract/report/baseline.js");
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
    if ("capture" in value) return "capture";
    if (tenantMembers.some((name) => name in value)) return "tenant";
    if ("event" in value || "header" in value || "schema" in value) return "event";
    if ("checks" in value && "summary" in value) return "report";
  }
  throw new MocklarkError("INVALID_DOCUMENT", fileTexts("no-document", { file }), {
    remedy: fileTexts("no-document-remedy"),
  });
}

const tenantMembers = ["apps", "people", "departments", "levels", "rooms", "generate", "tenantKey"];

const kinds = ["event", "scenario", "tenant", "config", "baseline", "report", "capture"] as const;

function isKind(text: string | undefined): text is (typeof kinds)[number] {
  return kinds.some((kind) => kind === text);
}
