import { isRecord } from "../../base/json-path.js";
import type { SchemaNode } from "../schema-node.js";

/**
 * What the schema requires, and no more; but with what leads to the subject.
 * @param subject steps into the value
 */
export function minimalContent(
  value: unknown,
  node: SchemaNode | undefined,
  subject: readonly (string | number)[] = [],
): unknown {
  const [next, ...rest] = subject;
  const wayFor = (step: string | number) => (step === next ? rest : []);
  if (Array.isArray(value)) {
    return value.map((item, index) => minimalContent(item, node?.items, wayFor(index)));
  }
  if (!isRecord(value) || !node?.properties) return value;
  const { properties, required = [] } = node;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => required.includes(name) || name === next)
      .map(([name, inner]) => [
        name,
        minimalContent(
          inner,
          Object.hasOwn(properties, name) ? properties[name] : undefined,
          wayFor(name),
        ),
      ]),
  );
}
