import { eventSchema } from "./event-schema.generated.js";

/** What this project reads from a node of `schemas/event.json`. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  /** What a fitting value is, as the end of "must be …". */
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly $ref?: string;
}

const definitions: Readonly<Record<string, SchemaNode>> = eventSchema.$defs;

/** The schema of a whole event. */
export const rootNode: SchemaNode = eventSchema;

const resolved = new WeakMap<SchemaNode, SchemaNode>();

/** A node with its `$ref` followed; what stands next to the `$ref` wins. */
export function resolveNode(node: SchemaNode): SchemaNode {
  if (node.$ref === undefined) return node;
  const known = resolved.get(node);
  if (known) return known;
  const made = { ...definitions[node.$ref.slice("#/$defs/".length)], ...node };
  resolved.set(node, made);
  return made;
}

/** The schema of what stands one step below a node; undefined when the schema does not know the step. */
function childNode(node: SchemaNode, step: string | number): SchemaNode | undefined {
  const properties = node.properties;
  const child =
    typeof step === "number"
      ? node.items
      : properties && Object.hasOwn(properties, step)
        ? properties[step]
        : undefined;
  return child && resolveNode(child);
}

/** The schema of what stands at these steps of an event, or undefined. */
export function nodeAt(steps: readonly (string | number)[]): SchemaNode | undefined {
  return steps.reduce<SchemaNode | undefined>(
    (node, step) => node && childNode(node, step),
    rootNode,
  );
}

/** True when the schema lets a value at this node be of a JSON type. */
export function allowsType(node: SchemaNode, type: string): boolean {
  const types = typeof node.type === "string" ? [node.type] : (node.type ?? []);
  return types.includes(type);
}
