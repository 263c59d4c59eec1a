import type { Text } from "../../base/text.js";

/** must: Feishu or an attacker would get the better of the receiver. should: advice. info: worth knowing. */
export const severities = ["must", "should", "info"] as const;

export type Severity = (typeof severities)[number];

export const verdicts = ["pass", "warn", "fail", "skip", "inconclusive", "error"] as const;

/** What a report says of a check; `error` is our own fault and never the receiver's. */
export type Verdict = (typeof verdicts)[number];

/** What a report counts, in the order it tells: a failure or warning somebody has signed for counts as known. */
export const tallies = ["pass", "warn", "fail", "known", "skip", "inconclusive", "error"] as const;

export type Tally = (typeof tallies)[number];

/** What a check found. Counts of effects go into the report as they are. */
export type Judgement =
  | { readonly kind: "holds"; readonly reason: Text; readonly effects?: number | undefined }
  | {
      readonly kind: "broken";
      readonly reason: Text;
      readonly expected: Text;
      readonly actual: Text;
      /** What to change, where what was seen tells more than the rule does; default: the check's own fix. */
      readonly fix?: Text;
      readonly effects?: number | undefined;
    }
  /** Does not apply to this receiver; the reason says why. */
  | { readonly kind: "not-applicable"; readonly reason: Text }
  /** Could not be decided; the reason says what to add. */
  | { readonly kind: "undecided"; readonly reason: Text };

/** A broken should is a warning, or a failure when `strict`; what is only worth knowing never fails. */
export function verdictOf(
  judgement: Judgement,
  { severity, strict }: { readonly severity: Severity; readonly strict: boolean },
): Verdict {
  switch (judgement.kind) {
    case "holds":
      return "pass";
    case "not-applicable":
      return "skip";
    case "undecided":
      return "inconclusive";
    case "broken":
      if (severity === "info") return "pass";
      return severity === "must" || strict ? "fail" : "warn";
    default:
      return judgement satisfies never;
  }
}
