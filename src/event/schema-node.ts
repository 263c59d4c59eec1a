/** What this project reads from a node of the JSON Schema of an event; references are filled in. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  /** What a fitting value is, as the end of "must be …"; without one its types say it. */
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
}

/** The schema of what stands one step below a node; undefined when the schema does not know the step. */
function childNode(
  { items, properties }: SchemaNode,
  step: string | number,
): SchemaNode | undefined {
  if (typeof step === "number") return items;
  return properties && Object.hasOwn(properties, step) ? properties[step] : undefined;
}

/** The schema of what stands at these steps of an event, or undefined. */
export function nodeAt(
  root: SchemaNode,
  steps: readonly (string | number)[],
): SchemaNode | undefined {
  return steps.reduce<SchemaNode | undefined>((node, step) => node && childNode(node, step), root);
}

/** True when the schema lets a value at this node be of a JSON type. */
export function allowsType(node: SchemaNode, type: string): boolean {
  const types = typeof node.type === "string" ? [node.type] : (node.type ?? []);
  return types.includes(type);
}

/** A node that lets values of these JSON types be. */
export const nodeOfTypes = (types: readonly string[]): SchemaNode => ({ type: types });
