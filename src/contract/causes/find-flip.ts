import { isAccepted } from "../report/exchange.js";
import type { ProbeContext } from "./cause.js";
import {
  areAlike,
  describeReading,
  isBetter,
  readAll,
  type MakeAttempt,
  type Reading,
} from "./trial.js";

/** A changed request, and what it would prove if it is answered otherwise than the ordinary one. */
export interface Variant<T> {
  readonly means: T;
  /** What was changed, for the evidence: "signed with HMAC-SHA256". */
  readonly label: string;
  readonly make: MakeAttempt;
  /** The same form without the meaning: a change that this brings about as well proves nothing. */
  readonly control?: MakeAttempt;
}

export interface Ordinary {
  /** "as documented" */
  readonly label: string;
  readonly make: MakeAttempt;
}

/** A variant that changed the answer for one and the same content, each time. */
export interface Flip<T> {
  readonly means: T;
  readonly before: Reading;
  readonly after: Reading;
  readonly evidence: readonly string[];
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
  const attempts = [ordinary.make, ordinary.make, ...variants.map(({ make }) => make)];
  const [before, second, ...readings] = await readAll(context, attempts);
  if (!before || !second || isWell(before, context)) return undefined;
  const loose = !areAlike(before, second, { loose: false });
  // An answer that changes by itself shows nothing.
  if (!areAlike(before, second, { loose })) return undefined;
  const candidates = variants.flatMap((variant, index) => {
    const after = readings[index];
    const stands = after && !areAlike(after, before, { loose }) && counts(after, before);
    return stands ? [{ variant, after }] : [];
  });
  const ranked = [
    ...candidates.filter(({ after }) => isBetter(after, before)),
    ...candidates.filter(({ after }) => !isBetter(after, before)),
  ];
  for (const { variant, after } of ranked.slice(0, mostCandidates)) {
    if (await repeats(context, ordinary, variant, { before, after, loose })) {
      return {
        means: variant.means,
        before,
        after,
        evidence: told(ordinary, variant, before, after),
      };
    }
  }
  return undefined;
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

function told<T>(
  ordinary: Ordinary,
  variant: Variant<T>,
  before: Reading,
  after: Reading,
): string[] {
  return [
    `${ordinary.label}: ${describeReading(before)}`,
    `${variant.label}: ${describeReading(after)}`,
    "the same when both were sent again",
  ];
}
