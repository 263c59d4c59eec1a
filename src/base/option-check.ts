import { MocklarkError } from "./errors.js";
import { isRecord } from "./json-path.js";
import { didYouMean } from "./suggestions.js";

/** What to give instead of this value, as a sentence; undefined when the value is fine. */
export type ValueRule = (value: unknown) => string | undefined;

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
  purpose: string,
  table: OptionTable<Options>,
): (options: Options) => void {
  return (options) => checkMembers(options, table, { purpose, path: "" });
}

interface Place {
  readonly purpose: string;
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

function noObject(given: unknown, { purpose, path }: Place): MocklarkError {
  const what = path === "" ? "its options are" : `${path.slice(0, -1)} is`;
  return new MocklarkError("USAGE", `Failed to ${purpose}: ${what} ${showOption(given)}.`, {
    remedy: "Give an object.",
  });
}

function unknownMember(
  name: string,
  known: readonly string[],
  { purpose, path }: Place,
): MocklarkError {
  const written = JSON.stringify(`${path}${name}`.slice(0, 100));
  const meant = didYouMean(name, known);
  return new MocklarkError("USAGE", `Failed to ${purpose}: there is no option ${written}.`, {
    remedy: meant || `There are: ${known.join(", ")}.`,
  });
}

const wrongValue = (
  name: string,
  value: unknown,
  remedy: string,
  { purpose, path }: Place,
): MocklarkError =>
  new MocklarkError("USAGE", `Failed to ${purpose}: ${path}${name} is ${showOption(value)}.`, {
    remedy,
  });

/** Never what an object holds: among the options are keys and secrets. */
function showOption(value: unknown): string {
  if (value === null || ["number", "boolean", "undefined"].includes(typeof value)) {
    return String(value);
  }
  if (typeof value === "string") return value.length > 60 ? "a long text" : JSON.stringify(value);
  if (Array.isArray(value)) return value.length > 8 ? "a long list" : showList(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

const showList = (values: readonly unknown[]): string => `[${values.map(showOption).join(", ")}]`;

/** A whole number of at least so much; Infinity is the bound that is none. */
export const wholeNumberFrom =
  (least: number): ValueRule =>
  (value) =>
    (Number.isSafeInteger(value) || value === Number.POSITIVE_INFINITY) &&
    (value as number) >= least
      ? undefined
      : `Give a whole number of at least ${least}.`;

/** A number of at least so much, Infinity excluded. */
export const numberFrom =
  (least: number): ValueRule =>
  (value) =>
    Number.isFinite(value) && (value as number) >= least
      ? undefined
      : `Give a number of at least ${least}.`;

export const probability: ValueRule = (value) =>
  typeof value === "number" && value >= 0 && value <= 1 ? undefined : "Give a number from 0 to 1.";

export const text: ValueRule = (value) => (typeof value === "string" ? undefined : "Give a text.");

export const trueOrFalse: ValueRule = (value) =>
  typeof value === "boolean" ? undefined : "Give true or false.";

export const functionToCall: ValueRule = (value) =>
  typeof value === "function" ? undefined : "Give a function.";

export const abortSignal: ValueRule = (value) =>
  value instanceof AbortSignal ? undefined : "Give an AbortSignal.";

export const anyObject: ValueRule = (value) => (isRecord(value) ? undefined : "Give an object.");

/** An object of ours, told by one of its functions. */
export const objectWith =
  (method: string, maker: string): ValueRule =>
  (value) =>
    isRecord(value) && typeof value[method] === "function"
      ? undefined
      : `Give what ${maker} returns.`;

export const aClock = objectWith("setTimer", "createVirtualClock or createRealClock");

export const aRandom = objectWith("fork", "createRandom");

/** One of these names; the one that was probably meant is the remedy. */
export const oneOf =
  (names: readonly string[]): ValueRule =>
  (value) => {
    if (names.includes(value as string)) return undefined;
    const meant = typeof value === "string" ? didYouMean(value, names) : "";
    return meant || `Give one of ${names.join(", ")}.`;
  };

/** A list whose items all keep the rule. */
export const listOf =
  (rule: ValueRule): ValueRule =>
  (value) => {
    if (!Array.isArray(value)) return "Give a list.";
    // A loop, because it runs over the gaps of a list as well.
    for (const item of value as unknown[]) {
      const remedy = rule(item);
      if (remedy !== undefined) return `In the list, ${remedy[0]?.toLowerCase()}${remedy.slice(1)}`;
    }
    return undefined;
  };

/** What at least one of the rules takes, for example a name or an object. */
export const either =
  (...rules: readonly ValueRule[]): ValueRule =>
  (value) => {
    const remedies = rules.map((rule) => rule(value));
    return remedies.includes(undefined) ? undefined : remedies.join(" Or: ");
  };
