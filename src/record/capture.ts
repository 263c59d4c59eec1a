import type { OutcomeReason } from "../delivery/outcome-reason.js";
import type { RawHeader } from "../wire/webhook-request.js";
import type { CapturedBody } from "./captured-body.js";

/** One request that passed, and what came of it: a line of a capture file (`schemas/capture.json`). */
export interface Capture {
  readonly capture: 1;
  /** Counted from 1 in the order in which the requests began. */
  readonly number: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Milliseconds since the recording began. */
  readonly atMs: number;
  readonly request: RequestCapture;
  readonly result: CaptureResult;
}

/**
 * What the X-Lark headers were worth: signed with the app's key, signed with something else, not signed,
 * or not to be told because the Encrypt Key was not known.
 */
export type SignatureState = "valid" | "invalid" | "absent" | "unknown";

/**
 * How a body is kept: in clear as it came; decrypted, where it came encrypted and the key was known; still
 * encrypted; or left out, because it could not be anonymised.
 */
export type BodyForm = "clear" | "decrypted" | "ciphertext" | "left-out";

export interface RequestCapture {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Name and value in order, names in their own case. Empty for an event that came over the long connection. */
  readonly headers: readonly RawHeader[];
  readonly signature: SignatureState;
  /** How old its X-Lark-Request-Timestamp was when it came, in milliseconds; only where there is one. */
  readonly ageMs?: number;
  readonly form: BodyForm;
  readonly body: CapturedBody;
  /** It broke off before its end. */
  readonly incomplete?: true;
}

export type CaptureResult =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: readonly RawHeader[];
      readonly body: CapturedBody;
      /** From the request's first byte to the answer's last. */
      readonly durationMs: number;
    }
  /** The target gave no whole answer; for people. */
  | ({ readonly kind: "unanswered"; readonly durationMs: number } & OutcomeReason)
  /** Read from a log of events: nobody knows what a receiver answered. */
  | { readonly kind: "unknown" };
