import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import type { ApiError } from "../../src/open-api/api-error.js";
import { defaultOpenApiRules } from "../../src/open-api/open-api-rules.js";
import type { Answer, Call, Fields, Operation } from "../../src/open-api/operation.js";
import type { Tenant } from "../../src/tenant/tenant.js";

const ajv = new Ajv2020({ strict: false, allErrors: true });

/** Calls it as the pipeline does, and holds the answer against what the operation says of itself. */
export async function callOperation(
  operation: Operation,
  tenant: Tenant,
  call: Partial<Omit<Call, "tenant">> = {},
): Promise<Answer> {
  const [app] = tenant.apps;
  if (!app) throw new Error("The tenant has no app.");
  const answer = await operation.answer({
    tenant,
    rules: defaultOpenApiRules,
    app,
    path: {},
    query: {},
    body: {},
    userIdType: "open_id",
    connections: () => 0,
    ...call,
  });
  assertDeclared(operation, answer);
  return answer;
}

/** The `data` of an answer that must be a success. */
export async function dataOf(...call: Parameters<typeof callOperation>): Promise<Fields> {
  const answer = await callOperation(...call);
  if (!("data" in answer)) throw new Error(`${call[0].id} answered ${JSON.stringify(answer)}`);
  return answer.data;
}

/** Status, code and words of an answer that must be a failure. */
export async function failureOf(
  ...call: Parameters<typeof callOperation>
): Promise<[httpStatus: number, code: number, msg: string]> {
  const answer = await callOperation(...call);
  if (!("code" in answer)) throw new Error(`${call[0].id} answered ${JSON.stringify(answer)}`);
  return inWords(answer);
}

const inWords = ({ httpStatus, code, msg }: ApiError): [number, number, string] => [
  httpStatus,
  code,
  msg,
];

function assertDeclared(operation: Operation, answer: Answer): void {
  if ("code" in answer) {
    expect(operation.errors.map(inWords)).toContainEqual(inWords(answer));
    return;
  }
  const validate = ajv.compile(operation.data);
  validate(JSON.parse(JSON.stringify("data" in answer ? answer.data : answer.flat)));
  expect(validate.errors ?? []).toEqual([]);
}
