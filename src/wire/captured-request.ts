import { MocklarkError } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { Text } from "../base/text.js";
import { captureTexts } from "./texts/capture-texts.js";
import type { RawHeader } from "./webhook-request.js";

/** One request as somebody wrote it down: from a proxy, a log, tcpdump -A, curl -v or a debugger. */
export interface CapturedRequest<Said = string> {
  /**
   * "http" and "json" show every header there was; "log" shows only what somebody chose to print, so what
   * is absent proves nothing; "body" when there was nothing but a body.
   */
  readonly form: "http" | "json" | "log" | "body";
  readonly method?: string;
  /** The request target or URL. */
  readonly target?: string;
  readonly headers: readonly RawHeader[];
  readonly body: Buffer;
  /** False when only the parsed body was kept: then `body` is that value written compactly, a guess at the bytes. */
  readonly bodyIsRaw: boolean;
  /** What had to be assumed on the way, as sentences. */
  readonly notes: readonly Said[];
}

/**
 * Callers without types bring headers as they have them: an object, a list of numbers.
 * @throws MocklarkError USAGE that says what of it is wrong
 */
export function assertCaptured(captured: CapturedRequest<unknown>): void {
  const given: unknown = captured;
  const wrong = isRecord(given) ? parts.find(([name, fits]) => !fits(given[name])) : undefined;
  if (isRecord(given) && wrong === undefined) return;
  const reason = wrong ? captureTexts("is-not", { part: wrong[0], wanted: wrong[2] }) : noObject;
  throw new MocklarkError("USAGE", captureTexts("unreadable", { reason }), {
    remedy: captureTexts("give-parsed"),
  });
}

const isText = (value: unknown): boolean => typeof value === "string";

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const isNote = (value: unknown): boolean => isText(value) || value instanceof Text;

const isHeader = (value: unknown): boolean => isTexts(value) && (value as unknown[]).length === 2;

const noObject = captureTexts("no-object");

const parts: readonly (readonly [string, (value: unknown) => boolean, Text])[] = [
  [
    "headers",
    (value) => Array.isArray(value) && value.every(isHeader),
    captureTexts("header-list"),
  ],
  ["body", (value) => Buffer.isBuffer(value), captureTexts("buffer")],
  ["notes", (value) => Array.isArray(value) && value.every(isNote), captureTexts("text-list")],
  ["method", (value) => value === undefined || isText(value), captureTexts("text")],
  ["target", (value) => value === undefined || isText(value), captureTexts("text")],
];

/** The headers that make up the signature. */
export const signatureHeaders = [
  "X-Lark-Request-Timestamp",
  "X-Lark-Request-Nonce",
  "X-Lark-Signature",
] as const;

/** A header's value whatever the case of its name; the first when there are several, none when it is empty. */
export function valueOf(
  { headers }: Pick<CapturedRequest, "headers">,
  name: string,
): string | undefined {
  const header = headers.find(([candidate]) => candidate.toLowerCase() === name.toLowerCase());
  return header?.[1] || undefined;
}
