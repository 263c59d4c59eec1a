import { nodeOfTypes, type SchemaNode } from "./schema-node.js";

const text = nodeOfTypes(["string"]);

const headerNode: SchemaNode = {
  ...nodeOfTypes(["object"]),
  properties: {
    event_id: text,
    token: text,
    create_time: text,
    event_type: text,
    tenant_key: text,
    app_id: text,
  },
};

/** A whole event with content of this shape. */
export const envelopeNode = (content: SchemaNode): SchemaNode => ({
  ...nodeOfTypes(["object"]),
  properties: { schema: text, header: headerNode, event: content },
});
