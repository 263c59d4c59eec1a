/** The stages of judging a captured request, in the order in which a receiver goes through them. */
export const stages = [
  "request",
  "headers",
  "timestamp",
  "body",
  "signature",
  "computed",
  "encrypt",
  "base64",
  "iv",
  "blocks",
  "padding",
  "key",
  "token",
  "schema",
  "challenge",
] as const;

export type Stage = (typeof stages)[number];

/** What the body turned out to be. */
export type RequestKind = "event" | "url-verification" | "unknown";

/** What one look at the request said. */
export interface Step {
  readonly stage: Stage;
  /** "note": worth knowing, but nothing a receiver should refuse for; "skipped": could not be judged. */
  readonly verdict: "ok" | "failed" | "skipped" | "note";
  /** One or two sentences. */
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  /** What to do about it. */
  readonly fix?: string;
}

type Details = Pick<Step, "expected" | "actual" | "fix">;

export const ok = (stage: Stage, message: string): Step => ({ stage, verdict: "ok", message });

export const note = (stage: Stage, message: string, details: Details = {}): Step => ({
  stage,
  verdict: "note",
  message,
  ...details,
});

export const skipped = (stage: Stage, message: string, details: Details = {}): Step => ({
  stage,
  verdict: "skipped",
  message,
  ...details,
});

export const failed = (stage: Stage, message: string, details: Details): Step => ({
  stage,
  verdict: "failed",
  message,
  ...details,
});
