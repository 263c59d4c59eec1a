import { isRecord } from "../../src/base/json-path.js";
import type { Random } from "../../src/base/random.js";
import { editList, hostileTokens, mostCharacters, mutateText } from "./mutate.js";

const hostileKeys = ["__proto__", "constructor", "toString", "", "event.scope_id", "0", "會議"];

/** What JSON can hold in place of anything. */
const jsonValues: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => true,
  () => [],
  () => ({}),
  () => "",
  (random) => random.pick(hostileTokens),
  (random) => random.pick([0, -0, -1, 0.1, 1e308, 2 ** 53 + 2, 86_400, 86_401]),
  (random) => random.pick(hostileTokens).repeat(mostCharacters / 100),
  () => [null, [], {}, ""],
  // As deep as JSON.stringify can write; deeper texts are made as texts.
  (random) => nested(random.integer(2, 1_000), random),
];

/** What a program without types can hand over besides. */
const foreignValues: readonly ((random: Random) => unknown)[] = [
  (random) => nested(random.integer(1_000, 10_000), random),
  () => undefined,
  () => Number.NaN,
  () => Number.NEGATIVE_INFINITY,
  () => 10n ** 30n,
  () => Symbol("hostile"),
  () => () => 1,
  () => new Date(Number.NaN),
  () => new Map([["event", 1]]),
  () => Object.create(null) as unknown,
  () => Object.assign(Object.create({ event: 1 }) as object, { schema: "2.0" }),
  () => Array.from({ length: 3 }),
  () => Buffer.from("event"),
  () => {
    const circle: Record<string, unknown> = {};
    circle["event"] = [circle];
    return circle;
  },
];

function nested(levels: number, random: Random): unknown {
  let value: unknown = 1;
  const asList = random.chance(0.5);
  for (let level = 0; level < levels; level++) value = asList ? [value] : { a: value };
  return value;
}

export interface MutateValueOptions {
  /** Whether values that JSON cannot hold may come in. */
  readonly foreign?: boolean;
}

/** A copy of a JSON value with one to three places changed. */
export function mutateValue(
  value: unknown,
  random: Random,
  options: MutateValueOptions = {},
): unknown {
  let mutated = value;
  for (let edits = random.integer(1, 3); edits > 0; edits--) {
    mutated = change(mutated, random, { ...options, levels: random.integer(0, 5) });
  }
  return mutated;
}

/** Goes down so many levels, as far as there are any, and changes what stands there. */
function change(
  value: unknown,
  random: Random,
  options: MutateValueOptions & { readonly levels: number },
): unknown {
  const deeper = { ...options, levels: options.levels - 1 };
  const keys = isRecord(value) ? Object.keys(value) : [];
  if (options.levels > 0 && Array.isArray(value) && value.length > 0) {
    const at = random.integer(0, value.length - 1);
    return value.map((item, index) =>
      index === at ? change(item, random, deeper) : (item as unknown),
    );
  }
  if (options.levels > 0 && isRecord(value) && keys.length > 0) {
    const key = random.pick(keys);
    return { ...value, [key]: change(value[key], random, deeper) };
  }
  return replace(value, random, options);
}

function replace(value: unknown, random: Random, { foreign = false }: MutateValueOptions): unknown {
  if (Array.isArray(value) && random.chance(0.5)) return editList(value, random);
  if (isRecord(value) && random.chance(0.6)) return editMembers(value, random);
  if (typeof value === "string" && random.chance(0.5)) return mutateText(value, random);
  if (typeof value === "number" && random.chance(0.3)) return String(value);
  if (foreign && random.chance(0.3)) return random.pick(foreignValues)(random);
  return random.pick(jsonValues)(random);
}

/** Members taken out, renamed, exchanged or added; keys that programs trip over among them. */
function editMembers(record: Readonly<Record<string, unknown>>, random: Random): unknown {
  const entries = Object.entries(record);
  const rename = ([key, value]: [string, unknown]): [string, unknown] => [
    random.chance(0.5) ? random.pick(hostileKeys) : mutateText(key, random),
    value,
  ];
  const edited = editList(entries, random, rename);
  if (random.chance(0.3)) edited.push([random.pick(hostileKeys), random.pick(jsonValues)(random)]);
  // As JSON.parse has it: "__proto__" becomes a member of its own.
  const result: Record<string, unknown> = {};
  for (const [key, value] of edited) {
    Object.defineProperty(result, key, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return result;
}
