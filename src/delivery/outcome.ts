import type { TextData } from "../base/text.js";
import type { OutcomeReason } from "./outcome-reason.js";

/** Where an attempt was when it ended; `ack` is the long connection's wait for the acknowledgement. */
export type Phase = "connect" | "tls" | "send" | "response-headers" | "response-body" | "ack";

/**
 * What came of one attempt. A receiver's misbehaviour is data, never an exception.
 * Every `durationMs` is real time from the start of connecting.
 */
export type Outcome =
  | {
      readonly kind: "answered";
      readonly status: number;
      /** As received: names in their own case. */
      readonly headers: readonly (readonly [name: string, value: string])[];
      /** UTF-8, unpacked if it came as gzip, cut at the channel's bound. */
      readonly body: string;
      readonly bodyTruncated: boolean;
      /** The answer is a redirect to where nothing may be sent, which was to be followed: why it was not. */
      readonly notFollowed?: string;
      /** The same as data, for words in other languages. */
      readonly data?: { readonly notFollowed: TextData };
      readonly durationMs: number;
    }
  | { readonly kind: "refused"; readonly address: string; readonly durationMs: number }
  | ({ readonly kind: "unreachable"; readonly durationMs: number } & OutcomeReason)
  | { readonly kind: "dns-failed"; readonly host: string; readonly durationMs: number }
  | ({ readonly kind: "tls-failed"; readonly durationMs: number } & OutcomeReason)
  | {
      readonly kind: "timed-out";
      readonly phase: Phase;
      /** The answer's status, when the time ran out in its body. */
      readonly status?: number;
      readonly durationMs: number;
    }
  /** The peer ended the connection before its answer was complete. */
  | {
      readonly kind: "reset";
      readonly phase: Phase;
      /** "closed": an orderly end (FIN); "reset", the default: an abrupt one (RST). */
      readonly how?: "closed" | "reset";
      /** The answer's status, when the connection ended in its body. */
      readonly status?: number;
      readonly durationMs: number;
    }
  /** The peer answered with something that is not HTTP. */
  | ({ readonly kind: "not-http"; readonly durationMs: number } & OutcomeReason)
  /** We broke the attempt off ourselves: a fault's name, or "cancelled" or "process-ended". */
  | { readonly kind: "broken-off"; readonly fault: string; readonly durationMs: number }
  /** Long connection: the client acknowledged with this code. */
  | {
      readonly kind: "acknowledged";
      /** 200 is success; 0 when the acknowledgement names no code. */
      readonly code: number;
      /** The ack's payload as received, cut at the channel's bound. */
      readonly body: string;
      readonly durationMs: number;
    }
  /** Long connection: no client of the app is connected. */
  | { readonly kind: "offline"; readonly durationMs: number };

export type OutcomeKind = Outcome["kind"];

/** For printing: a body that was cut ends in "…", where the first part of a secret is still recognised. */
export function withCutMarked(outcome: Outcome): Outcome {
  const isCut = outcome.kind === "answered" && outcome.bodyTruncated;
  return isCut ? { ...outcome, body: `${outcome.body}…` } : outcome;
}
