import type { Random } from "../base/random.js";
import { createTexts, type Language, type Text } from "../base/text.js";
import type { RequestBuilder } from "../wire/request-builder.js";
import {
  judgeUrlVerification,
  type UrlVerificationAnswer,
  type UrlVerificationVerdict,
} from "../wire/url-verification.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import { outcomeSentence } from "./describe-outcome.js";
import { type Outcome } from "./outcome.js";
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
  /** Milliseconds the answer may take; default: the channel's `challengeMs`, 1000. */
  readonly limitMs?: number;
  /** Waits longer than the limit, to tell how late an answer was; real milliseconds, default `limitMs`. */
  readonly waitMs?: number;
  /** Aborts the verification, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
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
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/choose-a-subscription-mode/send-notifications-to-developers-server
 */
export async function verifyUrl(
  channel: WebhookChannel,
  {
    builder,
    random,
    challenge = random.uuid(),
    limitMs = channel.limits.challengeMs,
    waitMs = limitMs,
    signal,
    ...rest
  }: VerifyUrlOptions,
): Promise<UrlVerificationResult> {
  const request = builder.urlVerification({ ...rest, random, challenge });
  const limits = { totalMs: Math.max(limitMs, waitMs) };
  const outcome = await channel.send(request, {
    limits,
    ...(signal === undefined ? {} : { signal }),
  });
  const verdict = judgeUrlVerification(answerOf(outcome), { challenge, limitMs });
  return { ...verdict, challenge, request, outcome };
}

/**
 * For people: what came of it, and the console's own words when it failed.
 * @param language default: English
 */
export const describeUrlVerification = (
  verdict: UrlVerificationVerdict,
  language: Language = "en",
): string => urlVerificationText(verdict).in(language);

/** The same as a text. */
export const urlVerificationText = ({
  verified,
  consoleMessage,
  reasonText: reason,
}: UrlVerificationVerdict): Text =>
  verified
    ? texts("verified", { reason })
    : texts("not-verified", { consoleMessage: consoleMessage ?? "", reason });

const texts = createTexts("url-verified", {
  verified: {
    en: ({ reason }: { reason: string }) => `verified. ${reason}`,
    zh: ({ reason }) => `校验通过。${reason}`,
  },
  "not-verified": {
    en: ({ consoleMessage, reason }: { consoleMessage: string; reason: string }) =>
      `not verified: ${consoleMessage}. ${reason}`,
    zh: ({ consoleMessage, reason }) =>
      `校验未通过，开发者后台会提示「${consoleMessage}」。${reason}`,
  },
});

/** Whether somebody was there at all decides which of its messages the console shows. */
function answerOf(outcome: Outcome): UrlVerificationAnswer {
  if (outcome.kind === "answered") return outcome;
  const wasThere =
    outcome.kind === "timed-out" && outcome.phase !== "connect" && outcome.phase !== "tls";
  return wasThere
    ? { kind: "late", durationMs: outcome.durationMs }
    : { kind: "unreachable", reason: outcomeSentence(outcome) };
}
