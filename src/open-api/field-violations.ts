import type { ErrorObject } from "ajv";
import { gatewayErrors, type GatewayError } from "./api-error.js";

/** One field that the gateway refuses, in its words. */
export interface FieldViolation {
  /** "time_config.time_switch", "approvers[*].user_id" */
  readonly field: string;
  readonly description: string;
  readonly value?: string;
}

/** More help nobody, and a body can hold tens of thousands. */
const most = 20;

/** Code 99992402 with the fields; the description is the documented or seen one where there is any. */
export function invalidFields(violations: readonly FieldViolation[]): GatewayError {
  return {
    ...gatewayErrors.invalidFields,
    details: { field_violations: violations.slice(0, most) },
  };
}

/** What ajv found, as the gateway says it: `scope_id is required`, `options: [1,2]`, `the max len is 50`. */
export function violationOf(error: ErrorObject): FieldViolation {
  const { keyword, data } = error;
  if (keyword === "required") {
    const missing = (error.params as { missingProperty: string }).missingProperty;
    const field = fieldOf(`${error.instancePath}/${missing}`);
    return { field, description: `${field} is required` };
  }
  const value = textOf(data);
  return {
    field: fieldOf(error.instancePath),
    description: describe(error),
    ...(value !== undefined && { value }),
  };
}

function describe({ keyword, schema }: ErrorObject): string {
  const limit = String(schema);
  switch (keyword) {
    case "enum":
      return `options: [${(schema as readonly unknown[]).join(",")}]`;
    case "maxLength":
    case "maxItems":
      return `the max len is ${limit}`;
    case "minLength":
    case "minItems":
      return `the min len is ${limit}`;
    // The words of the rest were not seen; they are made after those above.
    case "maximum":
      return `the max value is ${limit}`;
    case "minimum":
      return `the min value is ${limit}`;
    case "type":
      return `the type is ${limit}`;
    default:
      return `invalid ${keyword}`;
  }
}

/** As seen on the wire: dots between members, `[*]` for whichever item of a list. */
const fieldOf = (instancePath: string): string =>
  instancePath
    .slice(1)
    .replaceAll(/\/\d+(?=\/|$)/g, "[*]")
    .replaceAll("/", ".") || "body";

/** Long enough to recognise what was sent. */
const longestValue = 100;

function textOf(value: unknown): string | undefined {
  const isPlain = ["string", "number", "boolean"].includes(typeof value);
  return isPlain ? String(value).slice(0, longestValue) : undefined;
}
