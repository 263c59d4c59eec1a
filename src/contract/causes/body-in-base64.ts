import { answerOf, answerText, quoteLine } from "../report/describe-answer.js";
import type { Cause, ProbeContext } from "./cause.js";
import { refusal } from "./troubles.js";
import {
  changedChallenge,
  ordinaryEvent,
  readAll,
  type Attempt,
  type MakeAttempt,
} from "./trial.js";
import { bodyInBase64Texts as texts } from "./texts/body-in-base64-texts.js";
import { evidenceTexts } from "./texts/evidence-texts.js";

/** Six letters of base64 are the body's first four bytes and more: nobody quotes them by chance. */
const quoted = (body: Buffer): string => body.toString("base64").slice(0, 6);

/** A gateway hands the body over in base64, and the receiver takes that for the body. */
export const bodyInBase64: Cause = {
  id: "body-in-base64",
  explains: ["challenge", "event"],
  looksAt: refusal,
  async probe(context) {
    return (await quotedInAnswers(context)) ?? quotedInLog(context);
  },
};

/** What it complains about changes with the body, and is its base64 each time. */
async function quotedInAnswers(context: ProbeContext) {
  const sent: Attempt[] = [];
  const noted =
    (make: MakeAttempt): MakeAttempt =>
    () => {
      const attempt = make();
      sent.push(attempt);
      return attempt;
    };
  const event = noted(ordinaryEvent(context));
  const clear = noted(changedChallenge(context, { plaintext: true, more: { a: 1 } }));
  const other = noted(() => {
    const request = { ...ordinaryEvent(context)().request, body: Buffer.from("[1]") };
    const headers = request.headers.map(([name, value]) =>
      name === "Content-Length" ? ([name, "3"] as const) : ([name, value] as const),
    );
    return { request: { ...request, headers } };
  });
  const readings = await readAll(context, [event, clear, other]);
  const answers = readings.map(({ outcome }) => answerText(outcome));
  const isQuoted = sent.every(({ request }, index) =>
    answers[index]?.includes(quoted(request.body)),
  );
  const [first] = readings;
  if (readings.length < 3 || !isQuoted || !first) return undefined;
  return {
    sentence: texts("sentence", { answer: answerOf(first.outcome) }),
    fix: texts("fix"),
    evidence: readings.map(({ outcome }) => answerOf(outcome)),
  };
}

function quotedInLog({ check, contact }: ProbeContext) {
  const [good] = contact.good;
  if (!good) return undefined;
  const start = quoted(Buffer.from(good.exchange.request.body.slice(0, 12)));
  const line = check.saw?.stderr?.findLast((text) => text.includes(start));
  if (line === undefined) return undefined;
  return {
    sentence: texts("sentence", { answer: answerOf(good.outcome) }),
    fix: texts("fix"),
    evidence: [evidenceTexts("stderr", { line: quoteLine(line) })],
  };
}
