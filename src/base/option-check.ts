import { MocklarkError } from "./errors.js";
import { isRecord } from "./json-path.js";
import { optionTexts } from "./option-texts.js";
import { suggestion } from "./suggestions.js";
import { type Text, verbatim } from "./text.js";

/** What to give instead of this value, as a sentence; undefined when the value is fine. */
export type ValueRule = (value: unknown) => Text | undefined;

/**
 * Every member of an options object, which the type checker keeps complete: `true` for one that takes
 * whatever its own code takes, a rule for its values, or the members of an object within.
 */
export type OptionTable<Options> = {
  readonly [Name in keyof Required<Options>]: true | ValueRule | Members;
};

interface Members {
  readonly [name: string]: true | ValueRule | Members;
}

/**
 * Refuses members that nobody would read and values that would do silent damage. It looks only at what an
 * object holds, so that tens of thousands of calls a second can afford it.
 * @param purpose completes "Failed to"
 * @throws MocklarkError USAGE, with the name that was probably meant
 */
export function createOptionCheck<Options extends object>(
  purpose: Text,
  table: OptionTable<Options>,
): (options: Options) => void {
  return (options) => checkMembers(options, table, { purpose, path: "" });
}

interface Place {
  readonly purpose: Text;
  /** "policy.", or the empty string for the options themselves. */
  readonly path: string;
}

function checkMembers(given: unknown, table: Members, place: Place): void {
  if (!isRecord(given)) throw noObject(given, place);
  for (const name of Object.keys(given)) {
    const value = given[name];
    // Left out, as far as anybody can tell.
    if (value === undefined) continue;
    const rule = Object.hasOwn(table, name) ? table[name] : undefined;
    if (rule === undefined) throw unknownMember(name, Object.keys(table), place);
    if (typeof rule === "function") {
      const remedy = rule(value);
      if (remedy !== undefined) throw wrongValue(name, value, remedy, place);
    } else if (rule !== true) {
      checkMembers(value, rule, { ...place, path: `${place.path}${name}.` });
    }
  }
}

function noObject(value: unknown, { purpose, path }: Place): MocklarkError {
  const wrong = { purpose, name: path.slice(0, -1), given: showOption(value) };
  return new MocklarkError("USAGE", optionTexts("no-object", wrong), {
    remedy: optionTexts("give-object"),
  });
}

function unknownMember(
  name: string,
  known: readonly string[],
  { purpose, path }: Place,
): MocklarkError {
  const written = JSON.stringify(`${path}${name}`.slice(0, 100));
  return new MocklarkError("USAGE", optionTexts("unknown", { purpose, written }), {
    remedy: suggestion(name, known) ?? optionTexts("known", { names: known }),
  });
}

function wrongValue(
  name: string,
  value: unknown,
  remedy: Text,
  { purpose, path }: Place,
): MocklarkError {
  const wrong = { purpose, name: `${path}${name}`, given: showOption(value) };
  return new MocklarkError("USAGE", optionTexts("wrong", wrong), { remedy });
}

/** Never what an object holds: among the options are keys and secrets. */
function showOption(value: unknown): Text {
  if (value === null || ["number", "boolean", "undefined"].includes(typeof value)) {
    return verbatim(String(value));
  }
  if (typeof value === "string") {
    return value.length > 60 ? optionTexts("long-text") : verbatim(JSON.stringify(value));
  }
  if (Array.isArray(value)) {
    return value.length > 8
      ? optionTexts("long-list")
      : optionTexts("list", { items: value.map(showOption) });
  }
  return typeof value === "object"
    ? optionTexts("object")
    : optionTexts("other", { type: typeof value });
}

/** A whole number of at least so much; Infinity is the bound that is none. */
export const wholeNumberFrom =
  (least: number): ValueRule =>
  (value) =>
    (Number.isSafeInteger(value) || value === Number.POSITIVE_INFINITY) &&
    (value as number) >= least
      ? undefined
      : optionTexts("give-whole-number", { least });

/** A number of at least so much, Infinity excluded. */
export const numberFrom =
  (least: number): ValueRule =>
  (value) =>
    Number.isFinite(value) && (value as number) >= least
      ? undefined
      : optionTexts("give-number", { least });

export const probability: ValueRule = (value) =>
  typeof value === "number" && value >= 0 && value <= 1
    ? undefined
    : optionTexts("give-probability");

export const text: ValueRule = (value) =>
  typeof value === "string" ? undefined : optionTexts("give-text");

export const trueOrFalse: ValueRule = (value) =>
  typeof value === "boolean" ? undefined : optionTexts("give-boolean");

export const functionToCall: ValueRule = (value) =>
  typeof value === "function" ? undefined : optionTexts("give-function");

export const abortSignal: ValueRule = (value) =>
  value instanceof AbortSignal ? undefined : optionTexts("give-signal");

export const anyObject: ValueRule = (value) =>
  isRecord(value) ? undefined : optionTexts("give-object");

/** An object of ours, told by one of its functions. */
export const objectWith =
  (method: string, ...makers: readonly (string | Text)[]): ValueRule =>
  (value) =>
    isRecord(value) && typeof value[method] === "function"
      ? undefined
      : optionTexts("give-what-it-returns", { makers });

export const aClock = objectWith("setTimer", "createVirtualClock", "createRealClock");

export const aRandom = objectWith("fork", "createRandom");

/** One of these names; the one that was probably meant is the remedy. */
export const oneOf =
  (names: readonly string[]): ValueRule =>
  (value) => {
    if (names.includes(value as string)) return undefined;
    const meant = typeof value === "string" ? suggestion(value, names) : undefined;
    return meant ?? optionTexts("give-one-of", { names });
  };

/** A list whose items all keep the rule. */
export const listOf =
  (rule: ValueRule): ValueRule =>
  (value) => {
    if (!Array.isArray(value)) return optionTexts("give-list");
    // A loop, because it runs over the gaps of a list as well.
    for (const item of value as unknown[]) {
      const remedy = rule(item);
      if (remedy !== undefined) return optionTexts("in-the-list", { remedy });
    }
    return undefined;
  };

/** What at least one of the rules takes, for example a name or an object. */
export const either =
  (...rules: readonly ValueRule[]): ValueRule =>
  (value) => {
    const remedies = rules.map((rule) => rule(value)).filter((remedy) => remedy !== undefined);
    return remedies.length < rules.length ? undefined : optionTexts("either", { remedies });
  };
