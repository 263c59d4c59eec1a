import { type Text, verbatim } from "../../base/text.js";
import { describeAnswer, quoteLine } from "../report/describe-answer.js";
import { isAccepted } from "../report/exchange.js";
import type { CheckResult, StartWith } from "../report/report.js";
import type { Outcome } from "../../delivery/outcome.js";
import { takesGoodEvents, type FirstContact } from "../suite/first-contact.js";
import type { Symptoms, Trouble } from "./cause.js";
import { checkEntry, sizeFix } from "./check-entries.js";
import { errorLineOf } from "./error-line.js";

export interface SeenContext {
  readonly symptoms: Symptoms;
  readonly contact: FirstContact;
  /** The causes that probes have proved. */
  readonly proved: readonly string[];
}

/** For what no probe explains: what the receiver answered and said, and what that status mostly means. */
export function whatWasSeen(
  left: readonly (readonly [Trouble, CheckResult<Text>])[],
  context: SeenContext,
): readonly StartWith<Text>[] {
  const both = isAlike(context) && left.some(([trouble]) => trouble === "challenge");
  // Where both are answered alike one entry says it of both.
  return left
    .filter(([trouble]) => !(both && trouble === "event"))
    .map(([trouble, check]) =>
      trouble === "flaky" || trouble === "no-effect"
        ? checkEntry(check)
        : entryOf(trouble, check, context),
    );
}

function entryOf(
  trouble: Trouble,
  check: CheckResult<Text>,
  context: SeenContext,
): StartWith<Text> {
  const { contact } = context;
  if (trouble === "event" && isElsewhere(check, contact)) return checkEntry(check);
  const outcome = trouble === "challenge" ? contact.challenge.outcome : contact.good[0]?.outcome;
  const request = trouble === "challenge" ? "the url_verification request" : "a good event";
  const what = isAlike(context) ? "the url_verification request and a good event alike" : request;
  const answer = outcome ? describeAnswer(outcome) : (check.actual ?? check.reason).in("en");
  const error = errorLineOf(check);
  const sentence =
    outcome === undefined || outcome.kind === "answered"
      ? `It answers ${what} with ${answer.replace(/\.$/, "")}.`
      : `It does not answer ${what}: ${answer}.`;
  const says = error === undefined ? "" : ` It says: ${error.replace(/\.?$/, ".")}`;
  return {
    cause: check.id,
    check: check.id,
    text: verbatim(`${sentence}${says} ${hintFor(trouble, check, outcome, { ...context, error })}`),
    evidence: [
      answer,
      ...(check.saw?.stderr ?? []).slice(-3).map((line) => `stderr: ${quoteLine(line)}`),
    ].map((line) => verbatim(line)),
  };
}

/** The first events were taken well: what the check saw, it saw of another. */
const isElsewhere = (
  { effects, actual }: CheckResult<Text>,
  { reception, good }: FirstContact,
): boolean =>
  good.length === 0 ||
  (reception === "accepted" && effects !== 0 && !/no effect/.test(actual?.in("en") ?? "")) ||
  reception === "flaky";

/** Both are answered alike, and neither as it should be. */
function isAlike(context: SeenContext): boolean {
  const { challenge, good } = context.contact;
  const [first] = good;
  return (
    first !== undefined &&
    !actsOnGoodEvents(context) &&
    !challenge.verified &&
    describeAnswer(first.outcome) === describeAnswer(challenge.outcome)
  );
}

interface HintContext extends SeenContext {
  readonly error: string | undefined;
}

function hintFor(
  trouble: Trouble,
  check: CheckResult<Text>,
  outcome: Outcome | undefined,
  context: HintContext,
): string {
  if (outcome?.kind !== "answered") return outcome ? noAnswerHint(outcome) : check.fix.in("en");
  if (outcome.headers.some(([name]) => name.toLowerCase() === "www-authenticate")) return loginHint;
  const said = `${describeAnswer(outcome)} ${context.error ?? ""}`;
  const known = hintByText(said, context) ?? byStatus[outcome.status];
  if (known !== undefined) return known;
  if (outcome.status >= 500 && context.error !== undefined) return brokenHandler;
  if (isAccepted(outcome) && trouble === "event") return silentHint;
  if (outcome.status === 404 || outcome.status === 405) return notFoundHint(context);
  if (trouble === "challenge" && actsOnGoodEvents(context)) return challengeAloneHint;
  if (isKeyProved(context)) return provenKeyHint(context);
  return context.proved.length === 0 ? lastResort(context.symptoms) : check.fix.in("en");
}

function noAnswerHint({ kind }: Outcome): string {
  return kind === "timed-out"
    ? "See that the handler ends its answer on every way through, and answer 200 first where the work takes time."
    : "See in its log what it fails on, and let it answer 200.";
}

/** Then its keys are right. Where there is no witness, a 200 alone does not show that. */
const actsOnGoodEvents = ({ contact, symptoms }: SeenContext): boolean =>
  takesGoodEvents(contact) && symptoms.witness.state === "calibrated";

const challengeAloneHint =
  'Good events are acted on, so key and token are right: only its way through url_verification is wrong. Where the body\'s type is "url_verification", compare nothing but its token (the request has no X-Lark-* headers, nor any header of your own), and answer status 200 with the JSON object {"challenge": <the one received>}.';

const loginHint =
  "It asks for a login, which Feishu has none for: exempt this path from it, the signature takes its place.";

const byText: readonly (readonly [RegExp, string])[] = [
  [
    /csrf|xsrf|cross.site/i,
    "This is the framework's protection against CSRF, which asks for a token that only its own pages have: exempt this path from it.",
  ],
  [
    /http_host|disallowed ?host|allowed_?hosts|invalid host|host is not allowed|Bad Request \(400\)/i,
    "It refuses the name it is called by (Django says no more than Bad Request then): add this host to those it allows, ALLOWED_HOSTS in Django.",
  ],
  [
    /\bip\b.{0,60}(?:allow|white|block|deni|forbid)|(?:allow|white|block)[- ]?list/i,
    "It takes requests from certain addresses only: let the signature decide, Feishu's addresses change.",
  ],
  [
    /\[object Object\]/,
    'A parser took the body before the handler, which then parses an object again: give this path the raw body (express.raw({ type: "*/*" }) ahead of express.json), or decrypt body.encrypt as it is.',
  ],
  [
    /field required|validation error|value_error|unprocessable|is not valid under|property \w+ should not exist|must have required property/i,
    'The framework holds the body against a model before it is decrypted, and the body is {"encrypt":"…"}: take the raw body, decrypt it, and validate what comes out.',
  ],
];

const unsignedHint =
  "The Node SDK says so of whatever is not signed, and the url_verification request is not: give its adapter { autoChallenge: true }.";

/** The Node SDK says it of every forged event, too: that is no fault where the challenge comes back. */
function hintByText(said: string, { contact }: HintContext): string | undefined {
  if (/verification failed event/i.test(said) && !contact.challenge.verified) return unsignedHint;
  return byText.find(([pattern]) => pattern.test(said))?.[1];
}

const byStatus: Readonly<Record<number, string>> = {
  411: "A proxy or framework wants another form of body: see what stands in front of the handler.",
  413: sizeFix,
  415: 'A parser refuses the Content-Type: Feishu sends "application/json;charset=utf-8".',
  422: "The framework holds the body against a model: take the raw body, decrypt it, and validate what comes out.",
  429: "A rate limit refuses it: take this path out of it, or let a queue hold what is too much.",
  502: "A proxy answers, and what is behind it does not.",
  503: "It or a proxy in front of it is not ready.",
  504: "A proxy answers, and what is behind it is too slow.",
};

const brokenHandler =
  "Its handler fails on what Feishu sends: mend what this error names, and see that the body reaches the handler raw.";

const silentHint =
  "So it answers 200, and nothing shows that it acted. If it does act, let it print the event_id, or the id in the event's content, where it acts. If not, see whether it drops events whose signature, token or event_type it does not find right without saying so. With the Node SDK the headers have to stand on the prototype: Object.assign(Object.create({ headers: req.headers }), body).";

const notFoundHint = ({ contact }: HintContext): string =>
  contact.challenge.verified
    ? "The challenge comes back at this very URL, so the handler is reached: it sets no answer for an event, and the framework says that nothing was found. Let it answer 200."
    : "Give the URL it serves events at, path included.";

/** What is wrong with the challenge itself could only be seen of one that was opened. */
const isKeyProved = ({ contact, proved }: SeenContext): boolean =>
  contact.challenge.verified || proved.some((cause) => openedChallenge.has(cause));

const openedChallenge = new Set([
  "challenge-in-another-form",
  "signature-before-challenge",
  "event-members-before-challenge",
  "challenge-token",
]);

/** The challenge was encrypted and came back: the key is right. */
const provenKeyHint = ({ symptoms }: HintContext): string =>
  symptoms.mode === "webhook-encrypted"
    ? "The encrypted challenge comes back, so its Encrypt Key is right: what it refuses is the signature, the timestamp, the token or the content, unless its handler fails, and no known mistake explains it. The signature must be sha256(timestamp + nonce + Encrypt Key + raw body), over the bytes before any parsing."
    : "The challenge comes back, so path and token are right: without an Encrypt Key there is no signature to check, only header.token.";

/** Nothing at all was understood, and nothing that was tried made a difference. */
const lastResort = ({ mode }: Symptoms): string =>
  mode === "webhook-plaintext"
    ? "This run was given no Encrypt Key, so everything went in clear: if the receiver has one, set MOCKLARK_ENCRYPT_KEY and MOCKLARK_VERIFICATION_TOKEN to what it has. If it has none, compare the token and see what refuses the request."
    : "Nothing that was tried made a difference. See that both sides have the same keys: MOCKLARK_ENCRYPT_KEY and MOCKLARK_VERIFICATION_TOKEN here, and the receiver's own; and whether a proxy or a login in front of it refuses the request.";
