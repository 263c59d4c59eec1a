import type { Outcome } from "../../delivery/outcome.js";
import type { EffectCount } from "../../receiver/effect-ledger.js";
import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";
import type { Judgement } from "../report/verdict.js";
import { eventConcurrentTexts } from "./words/event-concurrent.js";

const count = 50;
const limitMs = 3_000;

export const eventConcurrent: Check = {
  id: "event/concurrent",
  texts: eventConcurrentTexts,
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
      events.map((event) => deliver(event, { label: `one of ${count} events at once` })),
    );
    return judgeOutcomes(outcomes) ?? judgeEach(await effectsOfEach(events, 1));
  },
};

function judgeOutcomes(outcomes: readonly Outcome[]): Judgement | undefined {
  const isGood = (outcome: Outcome): boolean =>
    isAccepted(outcome) && outcome.durationMs <= limitMs;
  const good = outcomes.filter(isGood);
  if (good.length === outcomes.length) return undefined;
  const others = new Map<string, number>();
  for (const outcome of outcomes.filter((each) => !isGood(each))) {
    const what = isAccepted(outcome) ? "status 200 after more than 3 s" : outcomeInShort(outcome);
    others.set(what, (others.get(what) ?? 0) + 1);
  }
  const seen = [...others].map(([what, times]) => `${times} × ${what}`);
  const unconnected = outcomes.filter(
    (outcome) => outcome.kind === "timed-out" && outcome.phase === "connect",
  ).length;
  const backlog =
    unconnected === 0
      ? ""
      : ` ${unconnected} connections were not taken within 2 s: the server's listen backlog is shorter than that.`;
  return broken(
    `${count - good.length} of ${count} events at once were not accepted in time.${backlog}`,
    {
      expected: `${count} × status 200 within 3 s`,
      actual: [...(good.length > 0 ? [`${good.length} × status 200`] : []), ...seen].join(", "),
    },
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
    return holds(`${count} events at once were accepted and acted on once each.`, effects);
  }
  return broken("Of events at once, not each was acted on exactly once.", {
    expected: "1 effect of each",
    actual: `${lost} without effect, ${repeated} with more than one`,
    effects,
  });
}
