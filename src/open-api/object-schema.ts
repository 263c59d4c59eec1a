import type { Schema } from "./operation.js";

/** An object of an answer: these members and no others; those named may be absent. */
export function objectSchema(
  properties: Readonly<Record<string, Schema>>,
  { optional = [] }: { readonly optional?: readonly string[] } = {},
): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return {
    type: "object",
    ...(required.length > 0 && { required }),
    properties: { ...properties },
    additionalProperties: false,
  };
}

export const listSchema = (items: Schema): Schema => ({ type: "array", items });
