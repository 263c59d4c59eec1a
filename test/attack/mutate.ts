import type { Random } from "../../src/base/random.js";

/** The longest input an attack makes: what is quadratic shows by then, and what is linear takes no time. */
export const mostCharacters = 100_000;

/** Pieces that mean something to one parser or another, or to whoever prints what a parser complains about. */
export const hostileTokens: readonly string[] = [
  ...Array.from(
    "\0\t\n\r\u001B\u007F\u0085\u009B\u202E\u2028\uFEFF\uD800\uDFFF\uFFFD \"'`\\/:;,=&%$#@!?*+-<>()[]{}|~^",
  ),
  ...Array.from("äé会议室😀\u200D\u0301"),
  ..."0 -1 1e999 -0 0x10 1_000 NaN Infinity null true ~ 2147483648 9007199254740993 00".split(" "),
  ..."__proto__ constructor toString hasOwnProperty ${index} ${env:HOME} ${ !!binary !!js/function <<: *a &a".split(
    " ",
  ),
  ..."\\u0000 \\ud800 %00 %ff &#0; \r\n --- ... ::error:: ##[error] // /* ../ file: http:// [::1] 0.0.0.0".split(
    " ",
  ),
  ..."--set --file --json --config -- - -h --help= @- $' b' \\x41 data: curl Content-Length: event header schema".split(
    " ",
  ),
];

type Edit<T> = (input: T, random: Random) => T;

interface Range {
  readonly start: number;
  readonly end: number;
}

function rangeIn(length: number, random: Random): Range {
  const start = random.integer(0, Math.max(0, length - 1));
  const longest = random.chance(0.8) ? 12 : length;
  return { start, end: Math.min(length, start + random.integer(1, Math.max(1, longest))) };
}

const textEdits: readonly Edit<string>[] = [
  (text, random) => {
    const { start, end } = rangeIn(text.length, random);
    return text.slice(0, start) + text.slice(end);
  },
  (text, random) => {
    const { start, end } = rangeIn(text.length, random);
    return text.slice(0, end) + text.slice(start);
  },
  (text, random) => {
    const [one, other] = [rangeIn(text.length, random), rangeIn(text.length, random)];
    const [first, second] = one.start <= other.start ? [one, other] : [other, one];
    const end = Math.min(first.end, second.start);
    const swapped = text.slice(second.start, second.end) + text.slice(end, second.start);
    return (
      text.slice(0, first.start) + swapped + text.slice(first.start, end) + text.slice(second.end)
    );
  },
  (text, random) => insert(text, random.pick(hostileTokens), random),
  (text, random) => {
    const { start } = rangeIn(text.length, random);
    return `${text.slice(0, start)}${random.pick(hostileTokens)}${text.slice(start + 1)}`;
  },
  (text, random) => {
    const { start } = rangeIn(text.length, random);
    const code = random.chance(0.5) ? random.integer(0, 0xff) : random.integer(0, 0xffff);
    return text.slice(0, start) + String.fromCharCode(code) + text.slice(start + 1);
  },
  (text, random) => text.slice(0, rangeIn(text.length, random).start),
  (text, random) => replaceNumber(text, random),
  (text, random) => editList(text.split("\n"), random).join("\n"),
  (text, random) => editList(text.split(/(?<=[\s,:=&])/), random).join(""),
  (text, random) => text.replace(/\n {2,}/g, (room) => (random.chance(0.2) ? `${room} ` : room)),
];

function insert(text: string, what: string, random: Random): string {
  const at = random.integer(0, text.length);
  return text.slice(0, at) + what + text.slice(at);
}

function replaceNumber(text: string, random: Random): string {
  const numbers = [...text.matchAll(/\d+/g)];
  const found = numbers.length === 0 ? undefined : random.pick(numbers);
  if (!found) return text;
  const other = random.pick(["-1", "0", "1e999", "99999999999999999999", "0.1", "NaN", "", "0x1"]);
  return text.slice(0, found.index) + other + text.slice(found.index + found[0].length);
}

/** Rare: a piece of the input, or a hostile token, over and over, or thousands of levels of nesting. */
const hugeEdits: readonly Edit<string>[] = [
  (text, random) => {
    const { start, end } = rangeIn(Math.min(text.length, 2_000), random);
    return insert(text, repeated(text.slice(start, end), random), random);
  },
  (text, random) => insert(text, repeated(random.pick(hostileTokens), random), random),
  (text, random) => {
    const [open, close] = random.pick([
      ["[", "]"],
      ['{"a":', "}"],
      ["- ", ""],
      ["(", ")"],
    ] as const);
    const levels = random.integer(100, 10_000);
    return open.repeat(levels) + text.slice(0, 1_000) + close.repeat(levels);
  },
];

function repeated(unit: string, random: Random): string {
  const size = random.pick([1_000, 10_000, mostCharacters / 2]);
  return unit.repeat(Math.floor(size / Math.max(1, unit.length)));
}

/** One to three edits of a text; one text in fifty becomes huge as well. */
export function mutateText(text: string, random: Random): string {
  let mutated = text;
  for (let edits = random.integer(1, 3); edits > 0; edits--) {
    mutated = random.pick(textEdits)(mutated, random);
  }
  if (random.chance(0.02)) mutated = random.pick(hugeEdits)(mutated, random);
  return mutated.slice(0, mostCharacters);
}

/** The same for bytes that may be no text any more. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  if (random.chance(0.3))
    return Buffer.from(mutateText(bytes.toString("latin1"), random), "latin1");
  const mutated = Buffer.from(bytes);
  for (let edits = random.integer(1, 4); edits > 0 && mutated.length > 0; edits--) {
    mutated[random.integer(0, mutated.length - 1)] = random.integer(0, 255);
  }
  return random.chance(0.3) ? mutated.subarray(0, random.integer(0, mutated.length)) : mutated;
}

/** An item is taken out, put in twice, changed for another one or replaced. */
export function editList<T>(
  items: readonly T[],
  random: Random,
  replacement?: (item: T) => T,
): T[] {
  const edited = [...items];
  if (edited.length === 0) return edited;
  const [at, other] = [random.integer(0, edited.length - 1), random.integer(0, edited.length - 1)];
  const item = edited[at] as T;
  switch (random.integer(0, replacement ? 3 : 2)) {
    case 0:
      edited.splice(at, 1);
      break;
    case 1:
      edited.splice(other, 0, item);
      break;
    case 2:
      [edited[at], edited[other]] = [edited[other] as T, item];
      break;
    default:
      if (replacement) edited[at] = replacement(item);
  }
  return edited;
}
