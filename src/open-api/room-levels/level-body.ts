import type { Schema } from "../operation.js";

/** What POST and PATCH of levels take. */
export const levelBody: Schema = {
  type: "object",
  required: ["name", "parent_id"],
  properties: {
    name: { type: "string" },
    parent_id: { type: "string" },
    custom_group_id: { type: "string" },
  },
};

/** The same, read; the schema has seen to it that what is required is there. */
export interface LevelFields {
  readonly name: string;
  readonly parent_id: string;
  readonly custom_group_id?: string;
}
