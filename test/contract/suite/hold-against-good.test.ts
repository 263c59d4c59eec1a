import { inEnglish } from "../../in-english.js";
import { verbatim } from "../../../src/base/text.js";
import { describe, expect, it } from "vitest";
import type { Judgement } from "../../../src/contract/report/verdict.js";
import type { Check } from "../../../src/contract/suite/check.js";
import type { FirstContact } from "../../../src/contract/suite/first-contact.js";
import { holdAgainstGood } from "../../../src/contract/suite/hold-against-good.js";
import type { RunExchange } from "../../../src/contract/suite/run-exchange.js";
import type { Outcome } from "../../../src/delivery/outcome.js";

const answered = (status: number): Outcome => ({
  kind: "answered",
  status,
  headers: [],
  body: "",
  bodyTruncated: false,
  durationMs: 1,
});
const late: Outcome = { kind: "timed-out", phase: "response-headers", durationMs: 3_000 };
const lost: Outcome = { kind: "broken-off", fault: "cut-in-body", durationMs: 1 };

const holds: Judgement = { kind: "holds", reason: verbatim("It had no effect.") };
const broken: Judgement = {
  kind: "broken",
  reason: verbatim("No."),
  expected: verbatim("200"),
  actual: verbatim("401"),
};

const check = (settings: Partial<Check> = {}): Check => ({
  id: "security/x",
  texts: () => verbatim(""),
  severity: "must",
  appliesTo: "webhook",
  page: verbatim(""),
  ...settings,
  evaluate: () => Promise.resolve(holds),
});

const sent = (outcome: Outcome, genuine = false): RunExchange => ({
  check: "security/x",
  repeats: 0,
  order: 0,
  genuine,
  exchange: {
    label: verbatim(""),
    request: { method: "POST", headers: [], body: "", bodyBytes: 0 },
    outcome,
  },
});

/** What a run has seen whose good event got this. */
function contactWith(good: Outcome): FirstContact {
  const accepted = good.kind === "answered" && good.status === 200;
  const { exchange, outcome } = { ...sent(good), outcome: good };
  const event = {} as FirstContact["good"][number]["event"];
  const challenge = { outcome: answered(200), verified: true };
  return {
    reception: accepted ? "accepted" : "refused",
    good: [{ event, exchange, outcome, stderr: [] }],
    challenge,
    challengeStderr: [],
    coldChallenge: challenge,
    frozenAfterAnswer: false,
  };
}

interface Case {
  readonly what: string;
  readonly good: Outcome;
  readonly own: readonly RunExchange[];
  readonly settings?: Partial<Check>;
}

describe("a judgement held against what a good event gets", () => {
  it.each<Case>([
    { what: "good events are accepted", good: answered(200), own: [sent(answered(401))] },
    { what: "the answer is another", good: answered(500), own: [sent(answered(401))] },
    { what: "what was sent was accepted", good: answered(401), own: [sent(answered(200))] },
    { what: "one of the answers is another", good: late, own: [sent(late), sent(answered(401))] },
    { what: "nothing was sent", good: answered(401), own: [] },
    {
      what: "the check is about refusals",
      good: answered(401),
      own: [sent(answered(401))],
      settings: { judgesRefusal: true },
    },
  ])("stands where $what", ({ good, own, settings }) => {
    for (const judgement of [holds, broken]) {
      expect(holdAgainstGood(check(settings), judgement, own, contactWith(good))).toBe(judgement);
    }
  });

  it.each<Case>([
    { what: "a forgery gets it as well", good: answered(401), own: [sent(answered(401))] },
    { what: "nothing is answered", good: late, own: [sent(late), sent(late)] },
    {
      what: "the genuine event after an attack gets it, whatever the attack got",
      good: answered(204),
      own: [sent(answered(401)), sent(answered(204), true)],
    },
    {
      what: "the retry of a lost attempt gets it",
      good: answered(401),
      own: [sent(lost), sent(answered(401), true)],
    },
  ])("decides nothing where every good event is refused so and $what", ({ good, own }) => {
    for (const judgement of [holds, broken]) {
      const held = holdAgainstGood(check(), judgement, own, contactWith(good));
      expect(inEnglish(held)).toMatchObject({
        kind: "undecided",
        reason: expect.stringContaining("good event"),
      });
    }
  });

  it.each([429, 503])("decides nothing where one answer is %i", (status) => {
    const own = [sent(answered(200), true), sent(answered(status), true)];
    const held = holdAgainstGood(check(), broken, own, contactWith(answered(200)));
    expect(inEnglish(held)).toMatchObject({
      kind: "undecided",
      reason: expect.stringContaining(`${status}`),
    });
  });

  it("leaves alone what is undecided already", () => {
    const undecided: Judgement = { kind: "undecided", reason: verbatim("Nobody knows.") };
    const own = [sent(answered(503))];
    expect(holdAgainstGood(check(), undecided, own, contactWith(answered(401)))).toBe(undecided);
  });
});
