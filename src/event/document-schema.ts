import type { ErrorObject, ValidateFunction } from "ajv";
import { readFile } from "node:fs/promises";
import { codeFrame, type Position, type SourceDocument } from "../base/document.js";
import { MocklarkError } from "../base/errors.js";
import { formatPath, isRecord, stepsOfPointer } from "../base/json-path.js";
import { didYouMean } from "../base/suggestions.js";
import { isSecretName } from "../base/secret-members.js";
import { showValue } from "./violation.js";

/** Documents people write or read, each with a JSON Schema of that name in `schemas/`. */
export type DocumentKind = "scenario" | "tenant" | "config" | "baseline" | "report" | "capture";

export interface DocumentProblem {
  /** "steps[2].send.count"; the empty string for the whole. */
  readonly path: string;
  readonly message: string;
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
  { message, position }: Pick<DocumentProblem, "message" | "position">,
  others: readonly DocumentProblem[] = [],
): MocklarkError {
  const rest = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return new MocklarkError(
    "INVALID_DOCUMENT",
    `Failed to use ${file} as a ${kind}: ${placeText(position)}: ${message}${rest}`,
    {
      frame: [
        codeFrame(text, position),
        ...others.slice(0, 9).map((other) => `${placeText(other.position)}: ${other.message}`),
      ].join("\n"),
      remedy: `"mocklark schema ${kind}" prints what is allowed.`,
      details: { file, ...position },
    },
  );
}

function placeText({ line, column }: Position): string {
  return `line ${line}, column ${column}`;
}

async function compile(kind: DocumentKind): Promise<ValidateFunction> {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const { default: addFormats } = await import("ajv-formats");
  const file = new URL(`../../schemas/${kind}.json`, import.meta.url);
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
  const message = messageOf(error, formatPath(steps), {
    unknown,
    seen: seenAt(steps, error.data),
  });
  if (typeof unknown !== "string") {
    return { path: formatPath(steps), message, position: source.locate(steps) };
  }
  const at = [...steps, unknown];
  return { path: formatPath(at), message, position: source.locateName(at) };
}

/** A key may have been written as a number, and is no less secret for it. */
function seenAt(steps: readonly (string | number)[], value: unknown): string {
  const name = steps.at(-1);
  if (typeof name !== "string" || !isSecretName(name)) return showValue(value);
  return typeWords[typeof value] ?? typeof value;
}

function messageOf(
  error: ErrorObject,
  path: string,
  { unknown, seen }: { readonly unknown: unknown; readonly seen: string },
): string {
  const where = path === "" ? "the document" : path;
  if (typeof unknown === "string") {
    const known = Object.keys(propertiesOf(error.parentSchema));
    const hint = didYouMean(unknown, known) || `Known are ${known.join(", ")}.`;
    return `${where} has no field "${unknown}". ${hint}`;
  }
  switch (error.keyword) {
    case "required":
      return `${where} lacks "${String(error.params["missingProperty"])}".`;
    case "enum": {
      const allowed = (error.params["allowedValues"] as unknown[]).map(String);
      const hint = didYouMean(String(error.data), allowed);
      const all = `${where} must be one of ${allowed.join(", ")}, but is ${seen}.`;
      return hint === "" ? all : `${all} ${hint}`;
    }
    case "type": {
      const types = [error.params["type"] as string | string[]].flat();
      const allowed = types.map((type) => typeWords[type] ?? type).join(" or ");
      return `${where} must be ${allowed}, but is ${error.data === null ? "empty" : seen}.`;
    }
    case "const":
      return `${where} must be ${showValue(error.params["allowedValue"])}, but is ${seen}.`;
    case "minItems":
    case "minProperties":
      if (error.params["limit"] === 1) return `${where} must not be empty.`;
      return plainMessage(error, where, seen);
    default:
      return plainMessage(error, where, seen);
  }
}

const plainMessage = ({ message }: ErrorObject, where: string, seen: string): string =>
  `${where} ${message ?? "is not allowed"}, but is ${seen}.`;

const typeWords: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  null: "empty",
};

function propertiesOf(schema: unknown): Record<string, unknown> {
  const properties = isRecord(schema) ? schema["properties"] : undefined;
  return isRecord(properties) ? properties : {};
}
