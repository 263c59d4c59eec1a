import type { Random } from "../base/random.js";
import type { RequestBuilder } from "../wire/request-builder.js";
import {
  judgeUrlVerification,
  type UrlVerificationAnswer,
  type UrlVerificationVerdict,
} from "../wire/url-verification.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import { defaultLimits } from "./delivery-limits.js";
import { describeOutcome, type Outcome } from "./outcome.js";
import type { WebhookChannel } from "./webhook-channel.js";

export interface VerifyUrlOptions {
  readonly builder: RequestBuilder;
  readonly random: Random;
  /** Default: a version 4 UUID. */
  readonly challenge?: string;
  /** Default: the app's Verification Token. */
  readonly token?: string;
  /** Leaves the body in clear although the app has an Encrypt Key. */
  readonly plaintext?: boolean;
  /** Milliseconds the answer may take; default 1000. */
  readonly limitMs?: number;
}

/** What the console would say about a request URL, and the exchange it is judged by. */
export interface UrlVerificationResult extends UrlVerificationVerdict {
  readonly challenge: string;
  readonly request: WebhookRequest;
  readonly outcome: Outcome;
}

/**
 * The handshake when a request URL is saved in the developer console: the challenge must come back
 * within 1 s.
 * @see https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case
 */
export async function verifyUrl(
  channel: WebhookChannel,
  {
    builder,
    random,
    challenge = random.uuid(),
    limitMs = defaultLimits.challengeMs,
    ...rest
  }: VerifyUrlOptions,
): Promise<UrlVerificationResult> {
  const request = builder.urlVerification({ ...rest, random, challenge });
  const outcome = await channel.send(request, { limits: { totalMs: limitMs } });
  const verdict = judgeUrlVerification(answerOf(outcome), { challenge, limitMs });
  return { ...verdict, challenge, request, outcome };
}

/** For people: what came of it, and the console's own words when it failed. */
export function describeUrlVerification({
  verified,
  consoleMessage,
  reason,
}: UrlVerificationVerdict): string {
  return verified ? `verified. ${reason}` : `not verified: ${consoleMessage}. ${reason}`;
}

/** Whether somebody was there at all decides which of its messages the console shows. */
function answerOf(outcome: Outcome): UrlVerificationAnswer {
  switch (outcome.kind) {
    case "answered":
      return outcome;
    case "timed-out":
      return outcome.phase === "connect" || outcome.phase === "tls"
        ? { kind: "unreachable", reason: describeOutcome(outcome) }
        : { kind: "late", durationMs: outcome.durationMs };
    default:
      return { kind: "unreachable", reason: describeOutcome(outcome) };
  }
}
