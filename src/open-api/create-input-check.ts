import type { Ajv2020, ValidateFunction } from "ajv/dist/2020.js";
import type { GatewayError } from "./api-error.js";
import { invalidFields, violationOf } from "./field-violations.js";
import type { OpenApiRules } from "./open-api-rules.js";
import type { Fields, Operation, Schema } from "./operation.js";
import { prepareBody, prepareQuery } from "./prepare-input.js";

/** What a call takes, as its operation's schemas have it. */
export interface Input {
  readonly query: Fields;
  readonly body: Fields;
}

export interface RawInput {
  readonly path: Readonly<Record<string, string>>;
  /** Without "?". */
  readonly search: string;
  /** Undefined when it is longer than anything an operation takes. */
  readonly body: Buffer | undefined;
}

/** Holds what a call sent against its operation's schemas; code 99992402 where it does not fit. */
export type InputCheck = (operation: Operation, raw: RawInput) => Promise<Input | GatewayError>;

interface Validators {
  readonly parameters: ValidateFunction;
  readonly body: ValidateFunction | undefined;
}

/** ajv is loaded with the first call, and a schema compiled with the first call of its operation. */
export function createInputCheck(rules: OpenApiRules): InputCheck {
  const compiled = new Map<Operation, Validators>();
  let ajv: Promise<Ajv2020> | undefined;

  async function validatorsOf(operation: Operation): Promise<Validators> {
    const loaded = await (ajv ??= loadAjv());
    const validators = compileFor(operation, loaded);
    compiled.set(operation, validators);
    return validators;
  }

  return async (operation, raw) => {
    const validators = compiled.get(operation) ?? (await validatorsOf(operation));
    const query = prepareQuery(operation.parameters?.query ?? {}, raw.search);
    const body = readBody(operation.body, raw.body, rules);
    if (!body) return invalidFields([{ field: "body", description: "the type is JSON object" }]);
    const violations = [
      ...errorsOf(validators.parameters, { ...query, ...raw.path }),
      ...(validators.body ? errorsOf(validators.body, body) : []),
    ];
    if (violations.length > 0) return invalidFields(violations.map(violationOf));
    return { query, body };
  };
}

const errorsOf = (
  validate: ValidateFunction,
  value: object,
): NonNullable<typeof validate.errors> => (validate(value) ? [] : (validate.errors ?? []));

async function loadAjv(): Promise<Ajv2020> {
  const { Ajv2020: Ajv } = await import("ajv/dist/2020.js");
  // OpenAPI has keywords of its own, "example" for instance, and formats that say nothing about a text.
  return new Ajv({ allErrors: true, verbose: true, messages: false, strict: false, logger: false });
}

function compileFor({ parameters, body }: Operation, ajv: Ajv2020): Validators {
  return {
    parameters: ajv.compile({
      type: "object",
      properties: { ...parameters?.path, ...parameters?.query },
      required: [...(parameters?.requiredQuery ?? [])],
    }),
    body: body && ajv.compile(body),
  };
}

/** An operation without a body takes any: the Node client sends "{}" with GET and DELETE, too. */
function readBody(
  schema: Schema | undefined,
  raw: Buffer | undefined,
  rules: OpenApiRules,
): Fields | undefined {
  if (!schema) return {};
  const parsed = raw && parseObject(raw);
  return parsed && (prepareBody(schema, parsed, rules) as Fields);
}

function parseObject(raw: Buffer): object | undefined {
  if (raw.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(raw.toString("utf8"));
    const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
    return isObject ? parsed : undefined;
  } catch {
    return undefined;
  }
}
