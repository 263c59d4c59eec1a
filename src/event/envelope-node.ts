import { headerTexts } from "./envelope-rules.js";
import { nodeOfTypes, type SchemaNode } from "./schema-node.js";

const text = nodeOfTypes(["string"]);

const headerNode: SchemaNode = {
  ...nodeOfTypes(["object"]),
  properties: Object.fromEntries(headerTexts.map((name) => [name, text])),
};

/** A whole event with content of this shape. */
export const envelopeNode = (content: SchemaNode): SchemaNode => ({
  ...nodeOfTypes(["object"]),
  properties: { schema: text, header: headerNode, event: content },
});
