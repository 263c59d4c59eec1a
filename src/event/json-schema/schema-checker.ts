import type { Ajv, ValidateFunction } from "ajv";
import { messageOf } from "../../base/errors.js";
import type { Text } from "../../base/text.js";
import { exactly, expectedText } from "../expected-text.js";
import { beText, keywordText, noFieldText, oneOfText, type SchemaError } from "../schema-demand.js";
import type { Demand } from "../schema-violations.js";
import { brokenSchema } from "./broken-schema.js";
import { jsonSchemaTexts } from "./json-schema-texts.js";

/** Holds a value against a schema: what it breaks. */
export type SchemaChecker = (value: unknown) => readonly SchemaError[];

/**
 * @param file what messages call the schema
 * @throws MocklarkError INVALID_DOCUMENT for what is no JSON Schema, or refers to another file
 */
export async function createSchemaChecker(
  schema: object,
  file: string | Text,
): Promise<SchemaChecker> {
  const ajv = await ajvFor(schema, file);
  const { default: addFormats } = await import("ajv-formats");
  addFormats.default(ajv);
  const validate = compile(ajv, schema, file);
  return (value) => {
    if (validate(value)) return [];
    return specificOnly(validate.errors ?? []);
  };
}

function compile(ajv: Ajv, schema: object, file: string | Text): ValidateFunction {
  try {
    return ajv.compile(schema);
  } catch (error) {
    const { missingRef } = error as { readonly missingRef?: string };
    if (missingRef !== undefined) throw refersElsewhere(file, missingRef);
    throw brokenSchema(file, messageOf(error).replace(/\.$/, ""));
  }
}

/** Words that ajv does not know are the author's affair, as JSON Schema has it. */
const options = { allErrors: true, strict: false, logger: false } as const;

async function ajvFor(schema: object, file: string | Text): Promise<Ajv> {
  const { $schema: dialect = "2020-12" } = schema as { readonly $schema?: unknown };
  const said = JSON.stringify(dialect);
  if (said.includes("2020-12")) {
    const { Ajv2020 } = await import("ajv/dist/2020.js");
    return new Ajv2020(options);
  }
  if (said.includes("2019-09")) {
    const { Ajv2019 } = await import("ajv/dist/2019.js");
    return new Ajv2019(options);
  }
  if (said.includes("draft-07")) {
    const { Ajv } = await import("ajv");
    return new Ajv(options);
  }
  throw brokenSchema(
    file,
    jsonSchemaTexts("other-dialect", { dialect: said }),
    jsonSchemaTexts("known-dialects"),
  );
}

const refersElsewhere = (file: string | Text, reference: string) =>
  brokenSchema(
    file,
    jsonSchemaTexts("refers-elsewhere", { reference }),
    jsonSchemaTexts("refer-within"),
  );

/** Where a value fits none of several schemas, what it breaks of each is told apart from the rest. */
function specificOnly(errors: readonly SchemaError[]): readonly SchemaError[] {
  const own = errors.filter(({ keyword }) => !combining.has(keyword));
  return own.length > 0 ? own : errors;
}

const combining = new Set(["if", "oneOf", "anyOf"]);

/** "be one of a, b", "match pattern …": ajv's own words where it has the right ones. */
export const schemaDemand: Demand = (error, node) => {
  const { keyword, params } = error;
  switch (keyword) {
    case "type":
      return beText(expectedText(node));
    case "enum":
      return oneOfText(params["allowedValues"] as unknown[]);
    case "const":
      return beText(exactly(params["allowedValue"]));
    case "additionalProperties":
    case "unevaluatedProperties":
      return noFieldText(String(params["additionalProperty"] ?? params["unevaluatedProperty"]));
    default:
      return keywordText(error);
  }
};
