import type { Outcome } from "../delivery/outcome.js";
import type { ReserveConfigEvent } from "../event/reserve-config-event.js";
import type { FrameHeader } from "../wire/frame.js";
import { longConnectionPayload } from "../wire/long-connection-payload.js";
import type { WebhookRequest } from "../wire/webhook-request.js";

/** One request of the run and what came of it, as a report shows it. */
export interface Exchange {
  /** What was sent, for people: "the same event again". */
  readonly label: string;
  readonly request: {
    readonly method: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    /** Text, cut; undecodable bytes replaced. */
    readonly body: string;
    readonly bodyBytes: number;
    /** What an encrypted body says, cut; absent when it is the body itself. */
    readonly plaintext?: string;
  };
  readonly outcome: Outcome;
}

const longestText = 4_096;

export function recordExchange(
  label: string,
  { method, headers, body, plaintext }: WebhookRequest,
  outcome: Outcome,
): Exchange {
  const text = body.subarray(0, longestText * 4).toString("utf8");
  return {
    label,
    request: {
      method,
      headers,
      body: cut(text),
      bodyBytes: body.length,
      ...(plaintext.startsWith(text.slice(0, 64)) ? {} : { plaintext: cut(plaintext) }),
    },
    outcome: "body" in outcome ? { ...outcome, body: cut(outcome.body) } : outcome,
  };
}

/** A push over the long connection as an exchange shows it: the frame's headers, and the event in clear. */
export function pushAsRequest(
  event: ReserveConfigEvent,
  headers: readonly FrameHeader[],
): WebhookRequest {
  const plaintext = longConnectionPayload(event);
  return {
    method: "PUSH",
    headers: headers.map(({ key, value }) => [key, value] as const),
    body: Buffer.from(plaintext),
    plaintext,
  };
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}

/** "200 in 12 ms", "no answer within 3 s (waiting for headers)": an outcome in a few words. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case "answered":
      return `status ${outcome.status}`;
    case "acknowledged":
      return `acknowledged with code ${outcome.code}`;
    case "timed-out":
      return `no answer in time (${outcome.phase})`;
    case "refused":
      return "connection refused";
    case "reset":
      return `connection reset (${outcome.phase})`;
    case "unreachable":
    case "tls-failed":
    case "not-http":
      return `${outcome.kind}: ${outcome.reason}`;
    case "dns-failed":
      return `no address for ${outcome.host}`;
    case "broken-off":
      return `broken off by us (${outcome.fault})`;
    case "offline":
      return "no client connected";
    default:
      return outcome satisfies never;
  }
}

/** Whether Feishu would take the delivery as done. */
export function isAccepted(outcome: Outcome): boolean {
  return outcome.kind === "answered"
    ? outcome.status === 200
    : outcome.kind === "acknowledged" && outcome.code === 200;
}
