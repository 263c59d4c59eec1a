import { createRequire } from "node:module";
import type * as levenshtein from "fastest-levenshtein";
import { createTexts, sentences, type Text } from "./text.js";

const require = createRequire(import.meta.url);

/** The candidate a user most likely meant, or undefined when none is near. */
export function suggest(written: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, cost: costOf(written, candidate) }))
    .filter(({ candidate, cost }) => cost <= tolerance(written, candidate))
    .sort((left, right) => left.cost - right.cost);
  return ranked[0]?.candidate;
}

/** A third of the longer text may differ; of a short one less, or "x" would be taken for "ok". */
function tolerance(written: string, candidate: string): number {
  const length = Math.max(written.length, candidate.length);
  return length <= 3 ? 1 : Math.max(2, Math.floor(length / 3));
}

const texts = createTexts("suggestion", {
  meant: {
    en: ({ candidate }: { candidate: string }) => `Did you mean "${candidate}"?`,
    zh: ({ candidate }) => `是否想写「${candidate}」？`,
  },
});

/** The candidate a user most likely meant as a question, or undefined when none is near. */
export function suggestion(written: string, candidates: readonly string[]): Text | undefined {
  const candidate = suggest(written, candidates);
  return candidate === undefined ? undefined : meantText(candidate);
}

/** The same where it is known what was meant. */
export const meantText = (candidate: string): Text => texts("meant", { candidate });

/** 'Did you mean "x"?', where something is near, and what is to be said anyway. */
export function withSuggestion(written: string, candidates: readonly string[], more: Text): Text {
  const meant = suggestion(written, candidates);
  return meant === undefined ? more : sentences(meant, more);
}

/** The comparison takes the product of both lengths, and nobody misspells a name this long. */
const longestWord = 200;

function costOf(written: string, candidate: string): number {
  const left = written.toLowerCase();
  const right = candidate.toLowerCase();
  // A user who types only the last part of a long name means that name.
  if (left.length >= 4 && right.split(/[./]/).at(-1) === left) return 0;
  // One who types only its beginning does, too.
  if (left.length >= 3 && right.startsWith(left)) return 0;
  // At least so many characters differ; somebody's megabyte is not worth looking at.
  const leastCost = Math.abs(left.length - right.length);
  if (leastCost > tolerance(left, right)) return leastCost;
  return left.length > longestWord ? Number.POSITIVE_INFINITY : distance(left, right);
}

/** Loaded with the first mistake: most commands meet none, and each start would pay for it. */
function distance(left: string, right: string): number {
  library ??= require("fastest-levenshtein") as typeof levenshtein;
  return library.distance(left, right);
}

let library: typeof levenshtein | undefined;
