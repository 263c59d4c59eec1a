import type { Cause, ProbeContext } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { pathsToTry, unservedPath } from "./paths.js";
import { unverified } from "./troubles.js";
import { ordinaryChallenge } from "./trial.js";
import { evidenceTexts } from "./texts/evidence-texts.js";
import { wrongPathTexts as texts } from "./texts/wrong-path-texts.js";

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
        label: evidenceTexts("challenge-at", { path }),
        make: at(path),
        control: at(unservedPath(context)),
      }));
    const given = pathOf(context);
    const label = evidenceTexts("challenge-at", { path: given });
    const here = { label, make: at(fullPathOf(context)) };
    const flip = await findFlip(context, here, variants, { counts: ({ verified }) => verified });
    return (
      flip && {
        sentence: texts("sentence", { right: flip.means, given }),
        fix: texts("fix", { right: flip.means }),
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
