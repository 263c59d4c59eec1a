import { type Language, Text } from "../base/text.js";

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
export interface Step<Said = string> {
  readonly stage: Stage;
  /** "note": worth knowing, but nothing a receiver should refuse for; "skipped": could not be judged. */
  readonly verdict: "ok" | "failed" | "skipped" | "note";
  /** One or two sentences. */
  readonly message: Said;
  readonly expected?: Said;
  readonly actual?: Said;
  /** What to do about it. */
  readonly fix?: Said;
}

/** Said in words, with which texts they are and what these are made of as data. */
export interface WordedStep extends Step {
  readonly data: Readonly<Partial<Record<"message" | "expected" | "actual" | "fix", Text>>>;
}

/** Texts as data; what is a string is the same in every language. */
export type JudgedStep = Step<string | Text> & { readonly message: Text };

type Details = Pick<JudgedStep, "expected" | "actual" | "fix">;

export const ok = (stage: Stage, message: Text): JudgedStep => ({ stage, verdict: "ok", message });

export const note = (stage: Stage, message: Text, details: Details = {}): JudgedStep => ({
  stage,
  verdict: "note",
  message,
  ...details,
});

export const skipped = (stage: Stage, message: Text, details: Details = {}): JudgedStep => ({
  stage,
  verdict: "skipped",
  message,
  ...details,
});

export const failed = (stage: Stage, message: Text, details: Details): JudgedStep => ({
  stage,
  verdict: "failed",
  message,
  ...details,
});

/** The same in the words of one language. */
export function wordStep({ stage, verdict, ...said }: JudgedStep, language: Language): WordedStep {
  const { message, ...details } = said;
  const texts = Object.entries(said).filter(([, text]) => text instanceof Text);
  return {
    stage,
    verdict,
    message: message.in(language),
    ...Object.fromEntries(
      Object.entries(details).map(([name, text]) => [name, inWords(text, language)]),
    ),
    data: Object.fromEntries(texts),
  };
}

const inWords = (text: string | Text, language: Language): string =>
  text instanceof Text ? text.in(language) : text;
