import { valueAt } from "../../base/json-path.js";
import type { Random } from "../../base/random.js";
import { leavesOf, rewriteLeaves, type Leaf, type Steps } from "../sample/content-leaves.js";

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
  const likely = leavesOf(content).flatMap((leaf) => likelyLeaf(leaf, facts));
  const values = new Map(likely.map(({ key, value }) => [key, value]));
  const all = rewriteLeaves(content, (value, key) => values.get(key) ?? value) as object;
  if (isAllowed(all)) return all;
  let best = content;
  for (const { steps, value } of likely.slice(0, mostTried)) {
    const next = withValueAt(best, steps, value) as object;
    if (isAllowed(next)) best = next;
  }
  return best;
}

function likelyLeaf(leaf: Leaf, facts: Facts): Leaf[] {
  const { name, value } = leaf;
  // What a list of ids is called.
  const singular = name.replace(/(?<=id)(s|_list)$/, "");
  const [, shape] = shapes.find(([pattern]) => pattern.test(singular)) ?? [];
  if (!shape || value === null || typeof value === "boolean") return [];
  const likely = shape(facts);
  // An id that is a number is none of these.
  if (typeof value === "number") {
    return likely === String(facts.timeMs) ? [{ ...leaf, value: facts.timeMs }] : [];
  }
  return [{ ...leaf, value: likely }];
}

/** A copy with another value at a place that it has; what is not on the way there is shared. */
function withValueAt(content: unknown, [step, ...further]: Steps, value: unknown): unknown {
  if (step === undefined) return value;
  const inner = withValueAt(valueAt(content, [step]), further, value);
  if (Array.isArray(content)) return content.with(Number(step), inner);
  return { ...(content as object), [step]: inner };
}
