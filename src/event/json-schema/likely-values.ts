import type { Random } from "../../base/random.js";
import { leavesOf, rewriteLeaves, type Leaf } from "../sample/content-leaves.js";

/** What a field of this name holds in Feishu's events; a schema that says no more than "string" leaves it open. */
const shapes: readonly (readonly [RegExp, (facts: Facts) => string])[] = [
  [/(^|_)open_id$/, ({ random }) => `ou_${random.hex(32)}`],
  [/(^|_)union_id$/, ({ random }) => `on_${random.hex(32)}`],
  [/(^|_)(user|employee)_id$/, ({ random }) => random.alphanumeric(8, { lower: true })],
  [/(^|_)chat_id$/, ({ random }) => `oc_${random.hex(32)}`],
  [/(^|_)(message|root|parent)_id$/, ({ random }) => `om_${random.hex(32)}`],
  [/(^|_)department_id$/, ({ random }) => `od-${random.hex(32)}`],
  [/^tenant_key$/, ({ tenantKey }) => tenantKey],
  [/^app_id$/, ({ appId }) => appId],
  [/(^|_)(id|code|token)$/, ({ random }) => random.hex(32)],
  [/(time|timestamp)$/, ({ timeMs }) => String(timeMs)],
];

/** So many fields are tried one by one: each costs a look through the whole content. */
const mostTried = 50;

interface Facts {
  readonly random: Random;
  readonly appId: string;
  readonly tenantKey: string;
  /** Unix milliseconds. */
  readonly timeMs: number;
}

/**
 * The content with values of Feishu's look in the fields whose names are Feishu's, as far as it then still is
 * what the schema allows.
 */
export function withLikelyValues(
  content: object,
  facts: Facts,
  isAllowed: (content: object) => boolean,
): object {
  const values = new Map(leavesOf(content).flatMap((leaf) => likelyEntry(leaf, facts)));
  const all = replaced(content, values);
  if (isAllowed(all)) return all;
  let best = content;
  for (const [key, value] of [...values].slice(0, mostTried)) {
    const next = replaced(best, new Map([[key, value]]));
    if (isAllowed(next)) best = next;
  }
  return best;
}

function likelyEntry({ name, key, value }: Leaf, facts: Facts): [string, unknown][] {
  // What a list of ids is called.
  const singular = name.replace(/(?<=id)(s|_list)$/, "");
  const [, shape] = shapes.find(([pattern]) => pattern.test(singular)) ?? [];
  if (!shape || value === null || typeof value === "boolean") return [];
  const likely = shape(facts);
  // An id that is a number is none of these.
  if (typeof value === "number") {
    return likely === String(facts.timeMs) ? [[key, facts.timeMs]] : [];
  }
  return [[key, likely]];
}

const replaced = (content: object, values: ReadonlyMap<string, unknown>): object =>
  rewriteLeaves(content, (value, key) => (values.has(key) ? values.get(key) : value)) as object;
