import type { Text } from "../../base/text.js";
import { isAccepted } from "../report/exchange.js";
import type { ProbeContext } from "./cause.js";
import { diesOf } from "./troubles.js";
import {
  areAlike,
  describeReading,
  isBetter,
  readAll,
  type MakeAttempt,
  type Reading,
} from "./trial.js";
import { evidenceTexts } from "./texts/evidence-texts.js";

/** A changed request, and what it would prove if it is answered otherwise than the ordinary one. */
export interface Variant<T> {
  readonly means: T;
  /** What was changed, for the evidence: "signed with HMAC-SHA256". */
  readonly label: Text;
  readonly make: MakeAttempt;
  /** The same form without the meaning: a change that this brings about as well proves nothing. */
  readonly control?: MakeAttempt;
}

export interface Ordinary {
  /** "as documented" */
  readonly label: Text;
  readonly make: MakeAttempt;
}

/** A variant that changed the answer for one and the same content, each time. */
export interface Flip<T> {
  readonly means: T;
  readonly before: Reading;
  readonly after: Reading;
  readonly evidence: readonly Text[];
}

/** So many candidates are tried again: more of them is noise. */
const mostCandidates = 16;

/**
 * Sends ordinary, variants, ordinary, and what stood out once more. A variant is named if it was answered
 * alike both times, and both times otherwise than the ordinary request and than its control.
 * @param counts which changes are wanted; default: any
 */
export async function findFlip<T>(
  context: ProbeContext,
  ordinary: Ordinary,
  variants: readonly Variant<T>[],
  { counts = () => true }: { counts?: (after: Reading, before: Reading) => boolean } = {},
): Promise<Flip<T> | undefined> {
  // Where each trial may end in a restart, few are sent before one looks whether one of them tells already.
  const [first = [], ...chunks] = inChunks(
    variants,
    diesOf(context.contact) ? fewVariants : variants.length,
  );
  const attempts = [ordinary.make, ordinary.make, ...first.map(({ make }) => make)];
  const [before, second, ...readings] = await readAll(context, attempts);
  if (!before || !second || isWell(before, context)) return undefined;
  const loose = !areAlike(before, second, { loose: false });
  // An answer that changes by itself shows nothing.
  if (!areAlike(before, second, { loose })) return undefined;
  const among = (tried: readonly Variant<T>[], seen: readonly Reading[]) =>
    firstThatRepeats(context, ordinary, candidatesOf(tried, seen, { before, loose, counts }), {
      before,
      loose,
    });
  let found = await among(first, readings);
  for (const chunk of chunks) {
    if (found || context.signal.aborted) break;
    found = await among(
      chunk,
      await readAll(
        context,
        chunk.map(({ make }) => make),
      ),
    );
  }
  return found;
}

interface Candidate<T> {
  readonly variant: Variant<T>;
  readonly after: Reading;
}

/** What stood out, with what Feishu would be content with first. */
function candidatesOf<T>(
  variants: readonly Variant<T>[],
  readings: readonly Reading[],
  {
    before,
    loose,
    counts,
  }: { before: Reading; loose: boolean; counts: (after: Reading, before: Reading) => boolean },
): readonly Candidate<T>[] {
  const candidates = variants.flatMap((variant, index) => {
    const after = readings[index];
    const stands = after && !areAlike(after, before, { loose }) && counts(after, before);
    return stands ? [{ variant, after }] : [];
  });
  return [
    ...candidates.filter(({ after }) => isBetter(after, before)),
    ...candidates.filter(({ after }) => !isBetter(after, before)),
  ].slice(0, mostCandidates);
}

async function firstThatRepeats<T>(
  context: ProbeContext,
  ordinary: Ordinary,
  candidates: readonly Candidate<T>[],
  { before, loose }: { before: Reading; loose: boolean },
): Promise<Flip<T> | undefined> {
  for (const { variant, after } of candidates) {
    if (await repeats(context, ordinary, variant, { before, after, loose })) {
      const evidence = told(ordinary, variant, before, after);
      return { means: variant.means, before, after, evidence };
    }
  }
  return undefined;
}

const fewVariants = 4;

function inChunks<T>(items: readonly T[], size: number): (readonly T[])[] {
  const chunks = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

/** There is nothing to explain: what failed before was another request, or a passing thing. */
function isWell({ verified, shown, outcome }: Reading, { symptoms }: ProbeContext): boolean {
  return verified || shown || (symptoms.witness.state === "none" && isAccepted(outcome));
}

async function repeats<T>(
  context: ProbeContext,
  ordinary: Ordinary,
  variant: Variant<T>,
  { before, after, loose }: { before: Reading; after: Reading; loose: boolean },
): Promise<boolean> {
  const attempts = [ordinary.make, variant.make, ...(variant.control ? [variant.control] : [])];
  const [ordinaryAgain, variantAgain, control] = await readAll(context, attempts);
  if (!ordinaryAgain || !variantAgain || (variant.control && !control)) return false;
  return (
    areAlike(ordinaryAgain, before, { loose }) &&
    areAlike(variantAgain, after, { loose }) &&
    (!control || !areAlike(control, after, { loose }))
  );
}

function told<T>(ordinary: Ordinary, variant: Variant<T>, before: Reading, after: Reading): Text[] {
  return [
    evidenceTexts("reading", { label: ordinary.label, reading: describeReading(before) }),
    evidenceTexts("reading", { label: variant.label, reading: describeReading(after) }),
    evidenceTexts("same-again"),
  ];
}
