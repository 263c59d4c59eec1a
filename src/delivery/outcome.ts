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
      readonly durationMs: number;
    }
  | { readonly kind: "refused"; readonly address: string; readonly durationMs: number }
  | { readonly kind: "unreachable"; readonly reason: string; readonly durationMs: number }
  | { readonly kind: "dns-failed"; readonly host: string; readonly durationMs: number }
  | { readonly kind: "tls-failed"; readonly reason: string; readonly durationMs: number }
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
  | { readonly kind: "not-http"; readonly reason: string; readonly durationMs: number }
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

const timedOutWhile: Record<Phase, string> = {
  connect: "connecting",
  tls: "the TLS handshake",
  send: "sending the request",
  "response-headers": "waiting for the answer",
  "response-body": "reading the answer's body",
  ack: "waiting for the acknowledgement",
};

const endedWhile: Record<Phase, string> = {
  connect: "while connecting",
  tls: "in the TLS handshake",
  send: "before the request was sent",
  "response-headers": "without answering",
  "response-body": "in the middle of its answer",
  ack: "without acknowledging",
};

/** One sentence for people, without the final full stop: "answered 200 in 12 ms". */
export function describeOutcome(outcome: Outcome): string {
  const took = `${Math.round(outcome.durationMs)} ms`;
  switch (outcome.kind) {
    case "answered":
      return `answered ${outcome.status} in ${took}${redirectNote(outcome)}`;
    case "refused":
      return `connection refused by ${outcome.address}: nothing listens there`;
    case "unreachable":
      return `host unreachable: ${outcome.reason}`;
    case "dns-failed":
      return `the name ${outcome.host} could not be resolved`;
    case "tls-failed":
      return `TLS failed: ${outcome.reason}`;
    case "timed-out":
      return `timed out after ${took} while ${timedOutWhile[outcome.phase]}${statusNote(outcome)}`;
    case "reset":
      return `the receiver ${outcome.how === "closed" ? "closed" : "reset"} the connection ${endedWhile[outcome.phase]}${statusNote(outcome)} after ${took}`;
    case "not-http":
      return `the answer is not HTTP: ${outcome.reason}`;
    case "broken-off":
      return describeBreak(outcome.fault, took);
    case "acknowledged":
      return `acknowledged with code ${outcome.code} in ${took}`;
    case "offline":
      return "no client of the app is connected";
    default:
      return outcome satisfies never;
  }
}

function describeBreak(fault: string, took: string): string {
  const unknown = "whether the receiver got it is not known";
  if (fault === "process-ended") return `cut short when the process that made it ended: ${unknown}`;
  if (fault === "cancelled") return `cut short because we were stopped after ${took}: ${unknown}`;
  return `broken off on purpose by the fault ${fault} after ${took}`;
}

function redirectNote({ notFollowed }: { readonly notFollowed?: string }): string {
  return notFollowed === undefined ? "" : `, a redirect that was not followed: ${notFollowed}`;
}

function statusNote({ status }: { readonly status?: number }): string {
  return status === undefined ? "" : ` (its status was ${status})`;
}
