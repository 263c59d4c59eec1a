import type { Cause, ProbeContext } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { pathsToTry, unservedPath } from "./paths.js";
import { unverified } from "./troubles.js";
import { ordinaryChallenge } from "./trial.js";

/** The challenge verifies at another path of the same receiver. */
export const wrongPath: Cause = {
  id: "wrong-path",
  explains: ["challenge", "event"],
  looksAt: unverified,
  async probe(context) {
    const make = ordinaryChallenge(context);
    const isSilent = context.contact.challenge.outcome.kind === "timed-out";
    // Every path that keeps silent is waited for.
    const patience = isSilent ? { totalMs: 400 } : {};
    const at = (path: string) => () => ({ ...make(), path, ...patience });
    const variants = pathsToTry(context)
      .slice(0, isSilent ? 12 : undefined)
      .map((path) => ({
        means: path,
        label: `the challenge at ${path}`,
        make: at(path),
        control: at(unservedPath(context)),
      }));
    const here = { label: `the challenge at ${pathOf(context)}`, make: at(fullPathOf(context)) };
    const flip = await findFlip(context, here, variants, { counts: ({ verified }) => verified });
    return (
      flip && {
        sentence: `It serves another path: at ${flip.means} the challenge comes back, at ${pathOf(context)} it does not.`,
        fix: `Give the URL it serves events at, which ends in ${flip.means}.`,
        evidence: flip.evidence,
      }
    );
  },
};

const pathOf = ({ url }: ProbeContext): string => new URL(url).pathname;

function fullPathOf({ url }: ProbeContext): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
