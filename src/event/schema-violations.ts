import { formatPath, isRecord, stepsOfPointer, valueAt } from "../base/json-path.js";
import { suggest, suggestion } from "../base/suggestions.js";
import { sentences, type Text } from "../base/text.js";
import { expectedText } from "./expected-text.js";
import { beText, type SchemaError } from "./schema-demand.js";
import { allowsType, nodeAt, type SchemaNode } from "./schema-node.js";
import { showValue, type Violation, violation, violationTexts } from "./violation.js";

/** What a value must do: the words after "must". */
export type Demand = (error: SchemaError, node: SchemaNode) => Text;

/** The mistakes of a whole event in the house's words, one for each place. */
export function violationsOf(
  errors: readonly SchemaError[],
  event: unknown,
  root: SchemaNode,
  demand: Demand = (_error, node) => beText(expectedText(node)),
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
  const message = violationTexts("must", {
    path,
    demand: demand(error, node),
    seen: showValue(value),
  });
  const hint = hintFor(node, value);
  return violation({ rule, path, text: hint ? sentences(message, hint) : message, value });
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
  const missing = violationTexts("missing", { path });
  const name = suggest(String(steps.at(-1)), unknownKeys);
  const text =
    name === undefined ? missing : sentences(missing, violationTexts("called-otherwise", { name }));
  return violation({ rule, path, text });
}

/** The usual slips: a number in quotes, a number without them, a word that is nearly right. */
function hintFor(node: SchemaNode, value: unknown): Text | undefined {
  if (typeof value === "number" && allowsType(node, "string") && !allowsType(node, "number")) {
    return violationTexts("mean-value", { value: JSON.stringify(String(value)) });
  }
  if (typeof value !== "string") return undefined;
  const takesNumber = allowsType(node, "integer") || allowsType(node, "number");
  const takesText = allowsType(node, "string");
  if (takesNumber && !takesText && value.trim() !== "" && Number.isFinite(Number(value))) {
    return violationTexts("mean-value", { value: String(Number(value)) });
  }
  const words = [node.const, ...(node.enum ?? [])].filter((word) => typeof word === "string");
  return suggestion(value, words);
}
