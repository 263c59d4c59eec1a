import type { OpenAPIV3_1 } from "openapi-types";

type Schema = OpenAPIV3_1.SchemaObject | OpenAPIV3_1.ReferenceObject;

/** A request body that must be JSON of this schema. */
export function jsonBody(schema: Schema): OpenAPIV3_1.RequestBodyObject {
  return { required: true, content: { "application/json": { schema } } };
}

/** A response of JSON of this schema. */
export function jsonResponse(description: string, schema: Schema): OpenAPIV3_1.ResponseObject {
  return { description, content: { "application/json": { schema } } };
}
