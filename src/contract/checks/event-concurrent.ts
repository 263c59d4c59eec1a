import { list, type Text } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { EffectCount } from "../../receiver/effect-ledger.js";
import type { Check } from "../suite/check.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { broken, holds } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";
import { eventConcurrentTexts as texts } from "./texts/event-concurrent-texts.js";

const count = 50;
const limitMs = 3_000;

export const eventConcurrent: Check = {
  id: "event/concurrent",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "alone",
  judgesBusy: true,
  judgesAnswers: true,
  sendsMany: true,
  async evaluate({ makeEvent, deliver, effectsOfEach }) {
    const events = Array.from({ length: count }, () => makeEvent());
    const outcomes = await Promise.all(
      events.map((event) => deliver(event, { label: texts("one-of", { count }) })),
    );
    return judgeOutcomes(outcomes) ?? judgeEach(await effectsOfEach(events, 1));
  },
};

function judgeOutcomes(outcomes: readonly Outcome[]): Judgement | undefined {
  const isGood = (outcome: Outcome): boolean =>
    isAccepted(outcome) && outcome.durationMs <= limitMs;
  const good = outcomes.filter(isGood);
  if (good.length === outcomes.length) return undefined;
  const bad = outcomes.filter((outcome) => !isGood(outcome)).map(whatIsWrong);
  const unconnected = outcomes.filter(
    (outcome) => outcome.kind === "timed-out" && outcome.phase === "connect",
  ).length;
  return broken(texts("not-in-time", { bad: bad.length, count, unconnected }), {
    expected: texts("expected-in-time", { count }),
    actual: list(timesEach([...good.map(() => expectedTexts("status-200")), ...bad])),
  });
}

const whatIsWrong = (outcome: Outcome): Text =>
  isAccepted(outcome) ? texts("accepted-late") : outcomeText(outcome);

/** "2 × status 500", in the order in which they came first. */
function timesEach(seen: readonly Text[]): Text[] {
  const alike = new Map<string, Text[]>();
  for (const what of seen) {
    const key = JSON.stringify(what);
    alike.set(key, [...(alike.get(key) ?? []), what]);
  }
  return [...alike.values()].flatMap(([what, ...others]) =>
    what ? [texts("times", { times: 1 + others.length, what })] : [],
  );
}

function judgeEach(counts: readonly EffectCount[]): Judgement {
  const unknown = counts.find((each) => each.kind === "unknown");
  if (unknown !== undefined) return { kind: "undecided", reason: unknown.reason };
  const seen = counts.map((each) => (each.kind === "counted" ? each.effects : 0));
  const effects = seen.reduce((sum, each) => sum + each, 0);
  const [lost, repeated] = [
    seen.filter((each) => each === 0).length,
    seen.filter((each) => each > 1).length,
  ];
  if (lost + repeated === 0) {
    return holds(texts("holds", { count }), effects);
  }
  return broken(texts("not-once"), {
    expected: expectedTexts("effect-of-each"),
    actual: texts("lost-and-repeated", { lost, repeated }),
    effects,
  });
}
