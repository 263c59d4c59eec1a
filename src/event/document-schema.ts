import type { ErrorObject, ValidateFunction } from "ajv";
import { readFile } from "node:fs/promises";
import { codeFrame, type Position, type SourceDocument } from "../base/document.js";
import { packageRoot } from "../base/package-root.js";
import { MocklarkError } from "../base/errors.js";
import { formatPath, isRecord, stepsOfPointer } from "../base/json-path.js";
import { suggestion } from "../base/suggestions.js";
import { isSecretName } from "../base/secret-members.js";
import { lines, sentences, type Text } from "../base/text.js";
import { documentSchemaTexts } from "./document-schema-texts.js";
import { beText, oneOfText, wholeKeywordText } from "./schema-demand.js";
import { showValue } from "./violation.js";

/** Documents people write or read, each with a JSON Schema of that name in `schemas/`. */
export type DocumentKind = "scenario" | "tenant" | "config" | "baseline" | "report" | "capture";

export interface DocumentProblem {
  /** "steps[2].send.count"; the empty string for the whole. */
  readonly path: string;
  readonly message: Text;
  readonly position: Position;
}

const compiled = new Map<DocumentKind, Promise<ValidateFunction>>();

/** What a document breaks of its schema; the empty list when nothing. Loads ajv on first use. */
export async function checkDocument(
  source: SourceDocument,
  kind: DocumentKind,
): Promise<DocumentProblem[]> {
  const pending = compiled.get(kind) ?? compile(kind);
  compiled.set(kind, pending);
  const validate = await pending;
  if (validate(source.value)) return [];
  return specificOnly(validate.errors ?? []).map((error) => describe(error, source));
}

/** The error a problem of a document becomes when nothing can be done with the document. */
export function invalidDocument(
  { file, text }: SourceDocument,
  kind: DocumentKind,
  problem: Pick<DocumentProblem, "message" | "position">,
  others: readonly DocumentProblem[] = [],
): MocklarkError {
  const { position } = problem;
  return new MocklarkError(
    "INVALID_DOCUMENT",
    documentSchemaTexts("unusable", {
      file,
      document: kind,
      problem: placed(problem),
      others: others.length,
    }),
    {
      frame: lines(codeFrame(text, position), ...others.slice(0, 9).map(placed)),
      remedy: documentSchemaTexts("what-is-allowed", { document: kind }),
      details: { file, ...position },
    },
  );
}

const placed = ({ message, position }: Pick<DocumentProblem, "message" | "position">): Text =>
  documentSchemaTexts("problem-at", {
    place: documentSchemaTexts("place", { line: position.line, column: position.column }),
    problem: message,
  });

async function compile(kind: DocumentKind): Promise<ValidateFunction> {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const { default: addFormats } = await import("ajv-formats");
  const file = new URL(`schemas/${kind}.json`, packageRoot);
  const schema = JSON.parse(await readFile(file, "utf8")) as object;
  const ajv = new Ajv2020({
    // Programs write reports: where one has a mistake, it may have a million more of the kind.
    allErrors: kind !== "report",
    verbose: true,
    strict: true,
    allowUnionTypes: true,
  });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

/** A failed `oneOf` reports every branch; what lies deepest is what the writer meant. */
function specificOnly(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const own = errors.filter(({ keyword }) => keyword !== "if" && keyword !== "oneOf");
  const candidates = own.length > 0 ? own : errors;
  const seen = new Set<string>();
  return candidates.filter(({ instancePath, keyword, params }) => {
    const key = `${instancePath} ${keyword} ${JSON.stringify(params)}`;
    return !seen.has(key) && seen.add(key);
  });
}

function describe(error: ErrorObject, source: SourceDocument): DocumentProblem {
  const steps = stepsOfPointer(error.instancePath, source.value);
  const unknown = error.params["additionalProperty"] ?? error.params["unevaluatedProperty"];
  const path = formatPath(steps);
  if (typeof unknown !== "string") {
    const message = messageOf(error, path, seenAt(steps, error.data));
    return { path, message, position: source.locate(steps) };
  }
  const at = [...steps, unknown];
  const message = unknownField(error, path, unknown);
  return { path: formatPath(at), message, position: source.locateName(at) };
}

/** A key may have been written as a number, and is no less secret for it. */
function seenAt(steps: readonly (string | number)[], value: unknown): string | Text {
  const name = steps.at(-1);
  if (typeof name !== "string" || !isSecretName(name)) return showValue(value);
  return documentSchemaTexts("of-type", { type: typeof value });
}

function unknownField({ parentSchema }: ErrorObject, path: string, name: string): Text {
  const known = Object.keys(propertiesOf(parentSchema));
  const hint = suggestion(name, known) ?? documentSchemaTexts("known", { names: known });
  return sentences(documentSchemaTexts("no-field", { path, name }), hint);
}

function messageOf(error: ErrorObject, path: string, seen: string | Text): Text {
  switch (error.keyword) {
    case "required":
      return documentSchemaTexts("lacks", { path, name: String(error.params["missingProperty"]) });
    case "enum": {
      const allowed = (error.params["allowedValues"] as unknown[]).map(String);
      const all = must(path, oneOfText(allowed), seen);
      const hint = suggestion(String(error.data), allowed);
      return hint ? sentences(all, hint) : all;
    }
    case "type": {
      const types = [error.params["type"] as string | string[]].flat();
      const found = error.data === null ? documentSchemaTexts("of-type", { type: "null" }) : seen;
      return documentSchemaTexts("must-be", { path, types, seen: found });
    }
    case "const":
      return must(path, beText(showValue(error.params["allowedValue"])), seen);
    case "minItems":
    case "minProperties":
      if (error.params["limit"] === 1) return documentSchemaTexts("empty", { path });
      return inOtherWords(error, path, seen);
    default:
      return inOtherWords(error, path, seen);
  }
}

const must = (path: string, demand: Text, seen: string | Text): Text =>
  documentSchemaTexts("must", { path, demand: documentSchemaTexts("must-do", { demand }), seen });

const inOtherWords = (error: ErrorObject, path: string, seen: string | Text): Text => {
  const demand =
    error.message === undefined ? documentSchemaTexts("not-allowed") : wholeKeywordText(error);
  return documentSchemaTexts("must", { path, demand, seen });
};

function propertiesOf(schema: unknown): Record<string, unknown> {
  const properties = isRecord(schema) ? schema["properties"] : undefined;
  return isRecord(properties) ? properties : {};
}
