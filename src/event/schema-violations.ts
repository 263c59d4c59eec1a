import { formatPath, isRecord, stepsOfPointer, valueAt } from "../base/json-path.js";
import { didYouMean } from "../base/suggestions.js";
import { allowsType, nodeAt, type SchemaNode } from "./schema-node.js";
import { showValue, type Violation } from "./violation.js";

/** What ajv says of one mistake. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string | undefined;
}

/** What a value must do, as the words after "must": "be a list". */
export type Demand = (error: SchemaError, node: SchemaNode) => string;

/** The mistakes of a whole event in the house's words, one for each place. */
export function violationsOf(
  errors: readonly SchemaError[],
  event: unknown,
  root: SchemaNode,
  demand: Demand = (_error, { title = "something else" }) => `be ${title}`,
): Violation[] {
  const byPath = new Map<string, Violation>();
  for (const error of errors) {
    const violation = explain(error, event, root, demand);
    // A value of the wrong type breaks the `enum` next to the `type` as well: one mistake, and the type comes first.
    if (!byPath.has(violation.path)) byPath.set(violation.path, violation);
  }
  return [...byPath.values()];
}

function explain(error: SchemaError, event: unknown, root: SchemaNode, demand: Demand): Violation {
  const rule = `schema/${error.keyword}`;
  const steps = stepsOfPointer(error.instancePath, event);
  const value = valueAt(event, steps);
  const missing = error.params["missingProperty"];
  if (typeof missing === "string") return explainMissing(rule, [...steps, missing], value, root);
  const path = formatPath(steps);
  const node = nodeAt(root, steps) ?? root;
  const message = `${path || "The event"} must ${demand(error, node)}, but is ${showValue(value)}.`;
  const hint = hintFor(node, value);
  return { rule, path, message: hint === "" ? message : `${message} ${hint}`, value };
}

function explainMissing(
  rule: string,
  steps: readonly (string | number)[],
  parent: unknown,
  root: SchemaNode,
): Violation {
  const parentSteps = steps.slice(0, -1);
  const path = formatPath(steps);
  const unknownKeys = isRecord(parent)
    ? Object.keys(parent).filter((key) => nodeAt(root, [...parentSteps, key]) === undefined)
    : [];
  const hint = didYouMean(String(steps.at(-1)), unknownKeys).replace(
    "Did you mean",
    "Is it what is called",
  );
  return { rule, path, message: `${path} is missing.${hint === "" ? "" : ` ${hint}`}` };
}

/** The usual slips: a number in quotes, a number without them, a word that is nearly right. */
function hintFor(node: SchemaNode, value: unknown): string {
  if (typeof value === "number" && allowsType(node, "string") && !allowsType(node, "number")) {
    return `Did you mean ${JSON.stringify(String(value))}?`;
  }
  if (typeof value !== "string") return "";
  const takesNumber = allowsType(node, "integer") || allowsType(node, "number");
  const takesText = allowsType(node, "string");
  if (takesNumber && !takesText && value.trim() !== "" && Number.isFinite(Number(value))) {
    return `Did you mean ${Number(value)}?`;
  }
  const words = [node.const, ...(node.enum ?? [])].filter((word) => typeof word === "string");
  return didYouMean(value, words);
}
