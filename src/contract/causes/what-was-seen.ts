import { sentences, type Text } from "../../base/text.js";
import { answerOf, answerText, quoteLine } from "../report/describe-answer.js";
import { isAccepted } from "../report/exchange.js";
import type { CheckResult, StartWith } from "../report/report.js";
import { isSameText } from "../report/same-text.js";
import type { Outcome } from "../../delivery/outcome.js";
import { takesGoodEvents, type FirstContact } from "../suite/first-contact.js";
import type { Symptoms, Trouble } from "./cause.js";
import { checkEntry, sizeFix } from "./check-entries.js";
import { errorLineOf } from "./error-line.js";
import { evidenceTexts } from "./texts/evidence-texts.js";
import { whatWasSeenTexts as texts } from "./texts/what-was-seen-texts.js";

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
  const one = trouble === "challenge" ? "challenge" : "event";
  const request = isAlike(context) ? "both" : one;
  const answer = outcome ? answerOf(outcome) : (check.actual ?? check.reason);
  const error = errorLineOf(check);
  const isAnswered = outcome === undefined || outcome.kind === "answered";
  return {
    cause: check.id,
    check: check.id,
    text: sentences(
      texts(isAnswered ? "answered" : "not-answered", { request, answer }),
      ...(error === undefined ? [] : [evidenceTexts("says-so", { error })]),
      hintFor(trouble, check, outcome, { ...context, error }),
    ),
    evidence: [
      answer,
      ...(check.saw?.stderr ?? [])
        .slice(-3)
        .map((line) => evidenceTexts("stderr", { line: quoteLine(line) })),
    ],
  };
}

/** The first events were taken well: what the check saw, it saw of another. */
const isElsewhere = ({ effects }: CheckResult<Text>, { reception, good }: FirstContact): boolean =>
  good.length === 0 || (reception === "accepted" && effects !== 0) || reception === "flaky";

/** Both are answered alike, and neither as it should be. */
function isAlike(context: SeenContext): boolean {
  const { challenge, good } = context.contact;
  const [first] = good;
  return (
    first !== undefined &&
    !actsOnGoodEvents(context) &&
    !challenge.verified &&
    isSameText(answerOf(first.outcome), answerOf(challenge.outcome))
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
): Text {
  if (outcome?.kind !== "answered") return outcome ? noAnswerHint(outcome) : check.fix;
  if (outcome.headers.some(([name]) => name.toLowerCase() === "www-authenticate"))
    return texts("login");
  const said = `${answerText(outcome)} ${context.error ?? ""}`;
  const known = hintByText(said, context) ?? byStatus[outcome.status];
  if (known !== undefined) return known;
  if (outcome.status >= 500 && context.error !== undefined) return texts("broken-handler");
  if (isAccepted(outcome) && trouble === "event") return texts("silent");
  if (outcome.status === 404 || outcome.status === 405) return notFoundHint(context);
  if (trouble === "challenge" && actsOnGoodEvents(context)) return texts("challenge-alone");
  if (isKeyProved(context)) return provenKeyHint(context);
  return context.proved.length === 0 ? lastResort(context.symptoms) : check.fix;
}

const noAnswerHint = ({ kind }: Outcome): Text =>
  kind === "timed-out" ? texts("ends-no-answer") : texts("see-its-log");

/** Then its keys are right. Where there is no witness, a 200 alone does not show that. */
const actsOnGoodEvents = ({ contact, symptoms }: SeenContext): boolean =>
  takesGoodEvents(contact) && symptoms.witness.state === "calibrated";

const byText: readonly (readonly [RegExp, Text])[] = [
  [/csrf|xsrf|cross.site/i, texts("csrf")],
  [
    /http_host|disallowed ?host|allowed_?hosts|invalid host|host is not allowed|Bad Request \(400\)/i,
    texts("host"),
  ],
  [
    /\bip\b.{0,60}(?:allow|white|block|deni|forbid)|(?:allow|white|block)[- ]?list/i,
    texts("allow-list"),
  ],
  [/\[object Object\]/, texts("parsed-twice")],
  [
    /field required|validation error|value_error|unprocessable|is not valid under|property \w+ should not exist|must have required property/i,
    texts("validated-encrypted"),
  ],
];

/** The Node SDK says it of every forged event, too: that is no fault where the challenge comes back. */
function hintByText(said: string, { contact }: HintContext): Text | undefined {
  if (/verification failed event/i.test(said) && !contact.challenge.verified) {
    return texts("unsigned");
  }
  return byText.find(([pattern]) => pattern.test(said))?.[1];
}

const byStatus: Readonly<Record<number, Text>> = {
  411: texts("status-411"),
  413: sizeFix,
  415: texts("status-415"),
  422: texts("status-422"),
  429: texts("status-429"),
  502: texts("status-502"),
  503: texts("status-503"),
  504: texts("status-504"),
};

const notFoundHint = ({ contact }: HintContext): Text =>
  contact.challenge.verified ? texts("handler-sets-no-answer") : texts("give-its-url");

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
const provenKeyHint = ({ symptoms }: HintContext): Text =>
  symptoms.mode === "webhook-encrypted" ? texts("key-is-right") : texts("token-is-right");

/** Nothing at all was understood, and nothing that was tried made a difference. */
const lastResort = ({ mode }: Symptoms): Text =>
  mode === "webhook-plaintext" ? texts("no-key-given") : texts("compare-keys");
