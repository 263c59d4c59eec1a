import { createRandom } from "../base/random.js";
import type { GatewayError } from "./api-error.js";
import type { Fields } from "./operation.js";

/** Members in alphabetical order all the way down, as Feishu writes a success. */
export const sortedJson = (value: unknown): string => JSON.stringify(sorted(value));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

/** `{"code":0,"data":{…},"msg":"success"}` */
export const successText = (data: Fields, msg = "success"): string =>
  `{"code":0,"data":${sortedJson(data)},"msg":${JSON.stringify(msg)}}`;

export const flatText = (members: Fields, msg = "ok"): string =>
  sortedJson({ ...members, code: 0, msg });

/**
 * `{"code":…,"msg":…,"error":{…}}`, in this order.
 * @see https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code
 */
export function errorText(
  { code, msg, details = {} }: GatewayError,
  { logId, operation }: { readonly logId: string; readonly operation: string },
): string {
  const { message = hintFor(code), ...violations } = details;
  const troubleshooter = `排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${code}&method_id=${methodIdOf(operation)}`;
  const error = {
    ...(message === undefined ? {} : { message }),
    log_id: logId,
    ...violations,
    troubleshooter,
  };
  return JSON.stringify({ code, msg, error });
}

/** Only what the gateway itself answers has a `message`. */
const hintFor = (code: number): string | undefined =>
  code >= 99_990_000 && code <= 99_999_999
    ? "Refer to the documentation to fix the error: https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code"
    : undefined;

const methodIds = new Map<string, string>();

/** Feishu's number of an operation: 19 digits, always the same. */
function methodIdOf(operation: string): string {
  let id = methodIds.get(operation);
  if (id === undefined) {
    id = createRandom(0).fork(`method-id/${operation}`).digits(19);
    methodIds.set(operation, id);
  }
  return id;
}
