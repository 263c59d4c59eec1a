import { formatPath, isRecord, type Json } from "../../base/json-path.js";

/** One place at which two values differ; undefined stands for a member that is not there. */
export interface Difference {
  /** `event.approve_config.meeting_duration` */
  readonly path: string;
  readonly accepted: Json | undefined;
  readonly refused: Json | undefined;
}

interface Change extends Difference {
  readonly steps: readonly (string | number)[];
}

interface Trial {
  /** Whether the receiver takes the accepted value with these changes in it. */
  takes(changes: readonly Change[]): Promise<boolean>;
  spent(): boolean;
}

/**
 * Why one of two values is accepted and the other refused: halves what differs until no part can be
 * left out. Ids that have to be new for each trial are equal in both, and `accepts` replaces them.
 * @param accepts tries a value that lies between the two; never asked about these two themselves
 * @param mostTrials when so many are spent, what is left is returned as it is; default 40
 * @returns one difference, or several that only together are refused; none where nothing differs
 */
export async function narrowDifference<T>(
  accepted: T,
  refused: T,
  accepts: (value: T) => Promise<boolean>,
  { mostTrials = 40 }: { readonly mostTrials?: number } = {},
): Promise<readonly Difference[]> {
  const tried = new Map<string, boolean>();
  async function tryValue(value: Json): Promise<boolean> {
    const text = JSON.stringify(value);
    const taken = tried.get(text) ?? (await accepts(value as T));
    tried.set(text, taken);
    return taken;
  }
  const spent = (): boolean => tried.size >= mostTrials;
  const found = await narrow(accepted as Json, refused as Json, tryValue, spent);
  return found.map(({ path, accepted, refused }) => ({ path, accepted, refused }));
}

async function narrow(
  accepted: Json,
  refused: Json,
  tryValue: (value: Json) => Promise<boolean>,
  spent: () => boolean,
): Promise<readonly Change[]> {
  const trial: Trial = {
    takes: (changes) => tryValue(changes.reduce(applyChange, accepted)),
    spent,
  };
  const least = await leastRefused(changesBetween(accepted, refused), trial);
  const [only, ...others] = least;
  if (!only || others.length > 0 || !isContainer(only.refused)) return least;
  return lookInside(only, refused, tryValue, spent);
}

/** The fewest changes that are refused together: delta debugging by halves, then by ever smaller parts. */
async function leastRefused(changes: readonly Change[], trial: Trial): Promise<readonly Change[]> {
  let left = changes;
  let parts = 2;
  while (left.length > 1) {
    const smaller = await smallerRefused(left, Math.min(parts, left.length), trial);
    if (smaller) [left, parts] = [smaller, 2];
    else if (parts >= left.length || trial.spent()) return left;
    else parts *= 2;
  }
  return left;
}

/** A part that is refused by itself, or what is refused without a part. */
async function smallerRefused(
  changes: readonly Change[],
  parts: number,
  trial: Trial,
): Promise<readonly Change[] | undefined> {
  const size = Math.ceil(changes.length / parts);
  const slices = [];
  for (let at = 0; at < changes.length; at += size) slices.push(changes.slice(at, at + size));
  const without = slices.map((slice) => changes.filter((change) => !slice.includes(change)));
  // With two slices each is what is left without the other.
  for (const part of slices.length === 2 ? slices : [...slices, ...without]) {
    if (trial.spent()) return undefined;
    if (!(await trial.takes(part))) return part;
  }
  return undefined;
}

/**
 * A block that makes the difference is narrowed to what in it does: a member without which the block is
 * accepted. A block that is refused for what it lacks as well stays whole.
 */
async function lookInside(
  change: Change,
  refused: Json,
  tryValue: (value: Json) => Promise<boolean>,
  spent: () => boolean,
): Promise<readonly Change[]> {
  const members = membersOf(change);
  if (members.length === 0 || spent()) return [change];
  const emptied = members.reduceRight<Json>(withoutMember, refused);
  if (!(await tryValue(emptied))) return withoutOne(members, change, refused, tryValue, spent);
  const inside = await narrow(emptied, refused, tryValue, spent);
  const [only, ...others] = inside;
  if (!only || others.length > 0) return inside.length === members.length ? [change] : inside;
  if (spent()) return inside;
  // {"a":1} may be refused for lack of its sibling "b" only: then "a" is not to blame.
  return (await tryValue(withoutMember(refused, only))) ? inside : [change];
}

async function withoutOne(
  members: readonly Change[],
  change: Change,
  refused: Json,
  tryValue: (value: Json) => Promise<boolean>,
  spent: () => boolean,
): Promise<readonly Change[]> {
  if (members.length === 1) return [change];
  for (const member of members) {
    if (spent()) return [change];
    const without = withoutMember(refused, member);
    if (await tryValue(without)) return narrow(without, refused, tryValue, spent);
  }
  return [change];
}

/** Objects are compared inside, and lists that do not become shorter; all else differs as a whole. */
function changesBetween(
  accepted: Json | undefined,
  refused: Json | undefined,
  steps: readonly (string | number)[] = [],
): Change[] {
  if (isRecord(accepted) && isRecord(refused)) {
    const keys = [...new Set([...Object.keys(accepted), ...Object.keys(refused)])];
    return keys.flatMap((key) =>
      changesBetween(accepted[key] as Json, refused[key] as Json, [...steps, key]),
    );
  }
  if (Array.isArray(accepted) && Array.isArray(refused) && accepted.length <= refused.length) {
    return refused.flatMap((item: Json, index) =>
      changesBetween(accepted[index] as Json | undefined, item, [...steps, index]),
    );
  }
  if (JSON.stringify(accepted) === JSON.stringify(refused)) return [];
  return [{ steps, path: formatPath(steps), accepted, refused }];
}

function isContainer(value: Json | undefined): boolean {
  return typeof value === "object" && value !== null;
}

/** What a block holds, as changes from nothing. */
function membersOf({ steps, refused }: Change): Change[] {
  const entries: [string | number, Json][] = Array.isArray(refused)
    ? refused.map((item: Json, index) => [index, item])
    : Object.entries(refused as Record<string, Json>);
  return entries.map(([step, value]) => {
    const at = [...steps, step];
    return { steps: at, path: formatPath(at), accepted: undefined, refused: value };
  });
}

const applyChange = (value: Json, { steps, refused }: Change): Json =>
  withValueAt(value, steps, refused) ?? null;

const withoutMember = (value: Json, { steps }: Change): Json =>
  withValueAt(value, steps, undefined) ?? null;

/** A copy with this value at these steps, or without the member if it is undefined. */
function withValueAt(
  root: Json | undefined,
  [step, ...others]: readonly (string | number)[],
  value: Json | undefined,
): Json | undefined {
  if (step === undefined) return value;
  if (typeof step === "number") {
    const items = Array.isArray(root) ? [...(root as readonly Json[])] : [];
    const inner = withValueAt(items[step], others, value);
    return inner === undefined ? items.toSpliced(step, 1) : items.toSpliced(step, 1, inner);
  }
  const record = isRecord(root) ? (root as Record<string, Json>) : {};
  const inner = withValueAt(record[step], others, value);
  const { [step]: _old, ...rest } = record;
  return inner === undefined ? rest : { ...record, [step]: inner };
}
