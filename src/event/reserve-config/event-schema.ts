import { formatPath, isRecord, stepsOfPointer, valueAt } from "../../base/json-path.js";
import { didYouMean } from "../../base/suggestions.js";
import { allowsType, nodeAt, type SchemaNode } from "../schema-node.js";
import { eventNode } from "./event-node.js";
import { validate } from "./validate-event.generated.js";
import { showValue, type Violation, whileReading } from "../violation.js";

export { eventSchema } from "./event-schema.generated.js";
export type { Violation } from "../violation.js";

interface AjvError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface CompiledValidator {
  (value: unknown): boolean;
  errors: readonly AjvError[] | null;
}

const compiled = validate as unknown as CompiledValidator;

/**
 * Holds a value against `schemas/event.json`. The empty list means it is a valid event; the rules that
 * span several fields are in `checkEventRules`.
 */
export function validateEvent(value: unknown): Violation[] {
  return whileReading(() => {
    if (compiled(value)) return [];
    return onePerPath((compiled.errors ?? []).map((error) => explain(error, value)));
  });
}

/** A value of the wrong type breaks the `enum` next to the `type` as well: one mistake, and the type comes first. */
function onePerPath(violations: readonly Violation[]): Violation[] {
  const byPath = new Map<string, Violation>();
  for (const violation of violations) {
    if (!byPath.has(violation.path)) byPath.set(violation.path, violation);
  }
  return [...byPath.values()];
}

function explain(error: AjvError, root: unknown): Violation {
  const rule = `schema/${error.keyword}`;
  const steps = stepsOfPointer(error.instancePath, root);
  const value = valueAt(root, steps);
  if (error.keyword === "required") return explainMissing(rule, steps, value, error.params);

  const path = formatPath(steps);
  const node = nodeAt(eventNode, steps) ?? eventNode;
  const expected = node.title ?? "something else";
  const message = `${path || "The event"} must be ${expected}, but is ${showValue(value)}.`;
  const hint = hintFor(node, value);
  return { rule, path, message: hint === "" ? message : `${message} ${hint}`, value };
}

function explainMissing(
  rule: string,
  parentSteps: readonly (string | number)[],
  parent: unknown,
  params: AjvError["params"],
): Violation {
  const name = String(params["missingProperty"]);
  const path = formatPath([...parentSteps, name]);
  const unknownKeys = isRecord(parent)
    ? Object.keys(parent).filter((key) => nodeAt(eventNode, [...parentSteps, key]) === undefined)
    : [];
  const hint = didYouMean(name, unknownKeys).replace("Did you mean", "Is it what is called");
  return { rule, path, message: `${path} is missing.${hint === "" ? "" : ` ${hint}`}` };
}

/** The usual slips: a number in quotes, a number without them, a word that is nearly right. */
function hintFor(node: SchemaNode, value: unknown): string {
  if (typeof value === "number" && allowsType(node, "string")) {
    return `Did you mean ${JSON.stringify(String(value))}?`;
  }
  if (typeof value !== "string") return "";
  const takesNumber = allowsType(node, "integer") || allowsType(node, "number");
  if (takesNumber && value.trim() !== "" && Number.isFinite(Number(value))) {
    return `Did you mean ${Number(value)}?`;
  }
  return typeof node.const === "string" ? didYouMean(value, [node.const]) : "";
}
