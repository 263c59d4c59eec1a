import { listSchema, objectSchema } from "../object-schema.js";
import type { Schema } from "../operation.js";

export const levelSchema: Schema = objectSchema(
  {
    custom_group_id: { type: "string" },
    has_child: { type: "boolean", description: "Whether there are levels right below it." },
    name: { type: "string" },
    parent_id: { type: "string", description: "Empty for the root." },
    path: { ...listSchema({ type: "string" }), description: "Level ids, from the root to it." },
    room_level_id: { type: "string", pattern: "^omb_[0-9a-f]{32}$" },
  },
  { optional: ["custom_group_id"] },
);
