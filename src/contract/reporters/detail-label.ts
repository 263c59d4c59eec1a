/** What the lines about a check that is not well are about. */
export type DetailLabel =
  | "because"
  | "known"
  | "sent"
  | "expected"
  | "seen"
  | "answer"
  | "stderr"
  | "effects"
  | "rule"
  | "page"
  | "fix"
  | "repeat";
