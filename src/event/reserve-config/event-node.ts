import type { SchemaNode } from "../schema-node.js";
import { eventSchema } from "./event-schema.generated.js";

interface WrittenNode extends Omit<SchemaNode, "properties" | "items"> {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, WrittenNode>>;
  readonly items?: WrittenNode;
}

const definitions: Readonly<Record<string, WrittenNode>> = eventSchema.$defs;

/** The schema of a whole event, with every `$ref` followed. */
export const eventNode: SchemaNode = followed(eventSchema);

/** What stands next to a `$ref` wins. */
function followed({ $ref, ...own }: WrittenNode): SchemaNode {
  if ($ref !== undefined) {
    return followed({ ...definitions[$ref.slice("#/$defs/".length)], ...own });
  }
  const { properties, items, ...node } = own;
  return {
    ...node,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, followed(inner)]),
      ),
    }),
    ...(items && { items: followed(items) }),
  };
}
