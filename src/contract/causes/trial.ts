import { createHash } from "node:crypto";
import type { Text } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { createEventCipher } from "../../wire/event-cipher.js";
import { prepareBody } from "../../wire/request-builder.js";
import { serializeInGivenOrder } from "../../wire/serialize-event.js";
import { judgeUrlVerification } from "../../wire/url-verification.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import { answerOf, answerText } from "../report/describe-answer.js";
import { isAccepted } from "../report/exchange.js";
import type { ProbeContext } from "./cause.js";
import { evidenceTexts } from "./texts/evidence-texts.js";

/** A request to be sent, and what would show that it was understood. */
export interface Attempt {
  readonly request: WebhookRequest;
  /** The event in it, which a witness may show. */
  readonly event?: FeishuEvent;
  /** The challenge in it, which may come back. */
  readonly challenge?: string;
  readonly path?: string;
  /** How long to wait for the answer; default: what Feishu waits for its kind. */
  readonly totalMs?: number;
}

/** Makes an attempt of one kind: the same content each time, with ids of its own. */
export type MakeAttempt = () => Attempt;

/** What came of an attempt, as far as two of a kind can be compared. */
export interface Reading {
  readonly outcome: Outcome;
  /** The challenge came back as Feishu wants it. */
  readonly verified: boolean;
  /** The witness shows the event. */
  readonly shown: boolean;
}

/** A receiver that hangs up so often dies of everything; each start of it takes its time. */
const mostCutOffs = 36;

/**
 * Sends attempts one after the other, and then looks which events show.
 * @returns fewer readings than attempts when the time is over, or the receiver dies again and again
 */
export async function readAll(
  context: ProbeContext,
  attempts: readonly MakeAttempt[],
  { lookAtRefused = false }: { readonly lookAtRefused?: boolean } = {},
): Promise<Reading[]> {
  const sent: { readonly attempt: Attempt; readonly outcome: Outcome }[] = [];
  let cutOffs = 0;
  for (const make of attempts) {
    if (context.signal.aborted || cutOffs >= mostCutOffs) break;
    const attempt = make();
    const { path, challenge } = attempt;
    const totalMs = attempt.totalMs ?? (challenge === undefined ? undefined : 1_000);
    const outcome = await context.send(attempt.request, {
      ...(path === undefined ? {} : { path }),
      ...(totalMs === undefined ? {} : { totalMs }),
    });
    sent.push({ attempt, outcome });
    if (outcome.kind === "reset" || outcome.kind === "refused") cutOffs++;
  }
  const events = sent.flatMap(({ attempt, outcome }) =>
    attempt.event && (lookAtRefused || isAccepted(outcome)) ? [attempt.event] : [],
  );
  const shown = events.length === 0 ? [] : await context.areShown(events);
  return sent.map(({ attempt, outcome }) => ({
    outcome,
    verified: isVerified(outcome, attempt.challenge),
    shown: attempt.event !== undefined && shown[events.indexOf(attempt.event)] === true,
  }));
}

function isVerified(outcome: Outcome, challenge: string | undefined): boolean {
  if (outcome.kind !== "answered" || challenge === undefined) return false;
  return judgeUrlVerification({ ...outcome, durationMs: 0 }, { challenge }).verified;
}

/** @param loose whether what the answer says is left out of account, because it changes by itself */
export function areAlike(one: Reading, other: Reading, { loose }: { loose: boolean }): boolean {
  return (
    one.outcome.kind === other.outcome.kind &&
    statusOf(one.outcome) === statusOf(other.outcome) &&
    one.verified === other.verified &&
    one.shown === other.shown &&
    (loose || one.verified || saidBy(one) === saidBy(other))
  );
}

const statusOf = (outcome: Outcome): number | undefined =>
  "status" in outcome ? outcome.status : undefined;

/** Without what differs from request to request: ids, times, numbers. */
function saidBy({ outcome }: Reading): string {
  return answerText(outcome)
    .replace(/[\da-f]{8}-[\da-f-]{20,30}/gi, "#")
    .replace(/[\w-]*[\da-f]{16,}/gi, "#")
    .replace(/\d+/g, "#");
}

/** Whether Feishu would be content with it, or at least something came of it. */
export function isBetter(one: Reading, than: Reading): boolean {
  return (
    (one.verified && !than.verified) ||
    (one.shown && !than.shown) ||
    (isAccepted(one.outcome) && !isAccepted(than.outcome))
  );
}

/** "status 401: signature", and what else showed. */
export function describeReading({ outcome, verified, shown }: Reading): Text {
  if (verified) return evidenceTexts("came-back");
  const answer = answerOf(outcome);
  return shown ? evidenceTexts("acted-on", { answer }) : answer;
}

/** What the check is about: the url_verification request, or a good event. */
export function ordinaryFor(context: ProbeContext): MakeAttempt {
  const isChallenge = context.check.id.startsWith("challenge/");
  return isChallenge ? ordinaryChallenge(context) : ordinaryEvent(context);
}

/** A good event as Feishu sends it. */
export function ordinaryEvent({ makeEvent, builder, random, wall }: ProbeContext): MakeAttempt {
  return () => {
    const event = makeEvent();
    return { event, request: builder.event(event, { random, timestampMs: wall.now() }) };
  };
}

/** The url_verification request as Feishu sends it. */
export function ordinaryChallenge({ builder, random }: ProbeContext): MakeAttempt {
  return () => {
    const challenge = random.uuid();
    return { challenge, request: builder.urlVerification({ random, challenge }) };
  };
}

/** A url_verification request with other members, or another form. */
export interface ChallengeChanges {
  readonly token?: unknown;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly signed?: boolean;
  readonly plaintext?: boolean;
  /** The `encrypt` field for this text, in place of the documented encryption. */
  readonly encrypt?: (text: string) => string;
  /** Blanks after the JSON text. */
  readonly blanks?: number;
}

export function changedChallenge(context: ProbeContext, changes: ChallengeChanges): MakeAttempt {
  const { app, builder, random, wall } = context;
  return () => {
    const challenge = random.uuid();
    const text = `${serializeInGivenOrder({
      challenge,
      token: "token" in changes ? changes.token : app.verificationToken,
      type: "url_verification",
      ...changes.more,
    })}${" ".repeat(changes.blanks ?? 0)}`;
    const cipher =
      app.encryptKey === "" || changes.plaintext === true
        ? undefined
        : createEventCipher(app.encryptKey);
    const prepared = changes.encrypt
      ? { body: Buffer.from(`{"encrypt":"${changes.encrypt(text)}"}`), plaintext: text }
      : prepareBody(text, cipher, random);
    const signed = builder.sign(prepared, { random, timestampMs: wall.now() });
    return { challenge, request: changes.signed === true ? signed : withoutLark(signed) };
  };
}

function withoutLark(request: WebhookRequest): WebhookRequest {
  return { ...request, headers: request.headers.filter(([name]) => !name.startsWith("X-Lark-")) };
}

/** The request with each header put through a function. */
export function withHeaders(
  request: WebhookRequest,
  change: (header: readonly [string, string]) => readonly [string, string],
): WebhookRequest {
  return { ...request, headers: request.headers.map(change) };
}

/** A text that no receiver can expect, in the form of this one: what only its form brings about is not its meaning. */
export function garbageLike(text: string, seed: string): string {
  const digest = createHash("sha512").update(seed).digest();
  const alphabets = [
    [/^[\da-f]*$/, "0123456789abcdef"],
    [/^[\dA-F]*$/, "0123456789ABCDEF"],
  ] as const;
  const alphabet = alphabets.find(([pattern]) => pattern.test(text))?.[1];
  if (alphabet === undefined) {
    const tail = /=*$/.exec(text)?.[0] ?? "";
    const letters = digest.toString("base64").replace(/[+/=]/g, "x").repeat(4);
    return letters.slice(0, text.length - tail.length) + tail;
  }
  return Array.from({ length: text.length }, (_none, index) => {
    const byte = digest[index % digest.length] ?? 0;
    return alphabet[(byte + (index >> 6)) % 16];
  }).join("");
}
