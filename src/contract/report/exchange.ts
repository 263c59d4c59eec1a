import { ellipsize } from "../../base/ellipsize.js";
import type { Text } from "../../base/text.js";
import { type Outcome, withCutMarked } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { FrameHeader } from "../../wire/frame.js";
import { longConnectionPayload } from "../../wire/long-connection-payload.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { Worded } from "./worded.js";

/** One request of the run and what came of it, as a report shows it. */
export interface Exchange<Words = string> extends Worded<"label"> {
  /** What was sent, for people: "the same event again". */
  readonly label: Words;
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
  label: Text,
  { method, headers, body, plaintext }: WebhookRequest,
  outcome: Outcome,
): Exchange<Text> {
  const text = body.subarray(0, longestText * 4).toString("utf8");
  const shown = withCutMarked(outcome);
  return {
    label,
    request: {
      method,
      headers,
      body: cut(text),
      bodyBytes: body.length,
      ...(plaintext.startsWith(text.slice(0, 64)) ? {} : { plaintext: cut(plaintext) }),
    },
    outcome: "body" in shown ? { ...shown, body: cut(shown.body) } : shown,
  };
}

/** A push over the long connection as an exchange shows it: the frame's headers, and the event in clear. */
export function pushAsRequest(event: FeishuEvent, headers: readonly FrameHeader[]): WebhookRequest {
  const plaintext = longConnectionPayload(event);
  return {
    method: "PUSH",
    headers: headers.map(({ key, value }) => [key, value] as const),
    body: Buffer.from(plaintext),
    plaintext,
  };
}

const cut = (text: string): string => ellipsize(text, longestText);

/** Whether Feishu would take the delivery as done. */
export function isAccepted(outcome: Outcome): boolean {
  return outcome.kind === "answered"
    ? outcome.status === 200
    : outcome.kind === "acknowledged" && outcome.code === 200;
}
