import { durationText } from "../../base/durations.js";
import { printable } from "../../base/printable.js";
import { sleep } from "../../base/sleep.js";
import { list, sentences, type Text } from "../../base/text.js";
import { defaultDeliveryPolicy } from "../../delivery/delivery-policy.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { ClockTrouble } from "../../receiver/clock/receiver-clock.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, effectsText, holds } from "../judging/judgements.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import type { Judgement } from "../report/verdict.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import { idempotencyHorizonTexts as texts } from "./texts/idempotency-horizon-texts.js";
import { receptionTexts } from "./texts/reception-texts.js";

/** 15 s, 5 min, 1 h and 6 h. */
const { waitsMs } = defaultDeliveryPolicy;

/** How old an event is at each retry, and at once: 0, 15 s, 5 min 15 s, 1 h 5 min 15 s, 7 h 5 min 15 s. */
const agesMs = [0, ...waitsMs].map((_, retries) =>
  waitsMs.slice(0, retries).reduce((sum, waitMs) => sum + waitMs, 0),
);

export const idempotencyHorizon: Check = {
  id: "idempotency/horizon",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "time-travel",
  needs: ["receiver-clock"],
  judgesAnswers: true,
  async evaluate(context) {
    const trouble = await context.time.begin();
    if (trouble) return notMoved(trouble);
    const event = context.makeEvent();
    const first = await deliverFirst(context, event, texts("first"));
    if (first) return first;
    const stopped = await climb(context, event);
    if (stopped) return stopped;
    const count = await context.effectsOf(event, 1);
    if (count.kind === "unknown") return { kind: "undecided", reason: count.reason };
    if (count.effects === 0) {
      return { kind: "undecided", reason: texts("no-effect") };
    }
    if (context.time.hasLostProcess()) return lostProcess;
    return count.effects > 1 ? forgets(context, count.effects) : remembers(context, count.effects);
  },
};

const hasMoved = (trouble: ClockTrouble | undefined): trouble is undefined => trouble === undefined;

const notMoved = ({ reason, remedy }: ClockTrouble): Judgement => ({
  kind: "undecided",
  reason: sentences(reason, remedy),
});

/** Found with gunicorn 23, whose arbiter kills a worker that has not been heard of for 30 s (2026-11-28). */
const lostProcess: Judgement = {
  kind: "undecided",
  reason: texts("lost-process"),
};

/** What is answered first and done afterwards must be done before time moves on. */
async function deliverFirst(
  context: CheckContext,
  event: FeishuEvent,
  label: Text,
): Promise<Judgement | undefined> {
  const outcome = await context.deliver(event, { label });
  // What fails once after a start says nothing of its memory, and Feishu sends it once more.
  const last = isAccepted(outcome) ? outcome : await context.deliver(event, { label });
  if (!isAccepted(last)) {
    return { kind: "undecided", reason: receptionTexts("not-accepted") };
  }
  const count = await context.effectsOf(event, 1);
  return count.kind === "unknown" ? { kind: "undecided", reason: count.reason } : undefined;
}

/** All four retries, each as much later as Feishu's is. */
async function climb(context: CheckContext, event: FeishuEvent): Promise<Judgement | undefined> {
  for (const [index, waitMs] of waitsMs.entries()) {
    const moved = await context.time.advance(waitMs);
    if (!hasMoved(moved)) return notMoved(moved);
    const age = durationText(agesMs[index + 1] ?? 0);
    const again = await deliverAgain(context, event, texts("later", { age }));
    const contradiction = context.time.contradiction(again);
    if (contradiction) return notMoved(contradiction);
    if (!isAccepted(again)) return refused(again, age);
  }
  return undefined;
}

/** Milliseconds. uvicorn makes the text of its Date header once a second. */
const mostDateAgeMs = 3_000;

/** An answer that seems to contradict the move counts only when its date stays as it is. */
async function deliverAgain(
  context: CheckContext,
  event: FeishuEvent,
  label: Text,
): Promise<Outcome> {
  const deadline = context.wall.elapsed() + mostDateAgeMs;
  let answer = await context.deliver(event, { label });
  while (context.time.contradiction(answer) && context.wall.elapsed() < deadline) {
    await sleep(context.wall, 250);
    answer = await context.deliver(event, { label });
  }
  return answer;
}

const refused = (again: Outcome, age: Text): Judgement =>
  broken(texts("refused", { age }), {
    expected: expectedTexts("status-200"),
    actual: outcomeText(again),
  });

function remembers(context: CheckContext, effects: number): Judgement {
  const outside = context.time.outside();
  const sqlite = context.time.unmovedSqlite();
  if (sqlite !== undefined) return undecidedBySqlite(sqlite);
  if (outside.length === 0) {
    const limits = context.time.limits();
    const known = texts("known");
    return holds(limits === undefined ? known : sentences(known, limits), effects);
  }
  return {
    kind: "undecided",
    reason: texts("unmoved-store", { places: list(outside.map((place) => printable(place))) }),
  };
}

/** A false pass of better-sqlite3 12 by its datetime('now') was found so (2026-11-28). */
const undecidedBySqlite = (where: string): Judgement => ({
  kind: "undecided",
  reason: texts("unmoved-sqlite", { where: printable(where) }),
});

/**
 * Finds out from when on an event is forgotten: one more event for each age, sent so long before one common
 * moment, and all of them again at that moment.
 */
async function forgets(context: CheckContext, effects: number): Promise<Judgement> {
  const seen = { expected: effectsText(1), actual: effectsText(effects), effects };
  const known = await knownAfter(context);
  const forgottenAt = known?.indexOf(false) ?? -1;
  const forgotten = agesMs[forgottenAt];
  // One that forgets at once, but did not at first, lives by times that were not moved, such as a file's.
  const isUnclear = forgotten === 0 && effects <= waitsMs.length;
  if (forgotten === undefined || isUnclear) {
    return broken(texts("acted-again"), seen);
  }
  if (forgotten === 0) {
    return broken(texts("no-memory"), seen);
  }
  const last = agesMs[forgottenAt - 1] ?? 0;
  const age = durationText(forgotten);
  return broken(
    last === 0
      ? texts("forgotten", { age })
      : texts("forgotten-between", { knownAt: durationText(last), age }),
    seen,
  );
}

/** For each age whether an event of that age is known, the youngest first; undefined when nobody can say. */
async function knownAfter(context: CheckContext): Promise<readonly boolean[] | undefined> {
  const events = agesMs.map(() => context.makeEvent());
  // The oldest first, and each younger one when so much of its time has passed.
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index];
    const age = durationText(agesMs[index] ?? 0);
    if (!event) return undefined;
    if (await deliverFirst(context, event, texts("comes-again", { age }))) {
      return undefined;
    }
    const stepMs = (agesMs[index] ?? 0) - (agesMs[index - 1] ?? 0);
    if (stepMs > 0 && !hasMoved(await context.time.advance(stepMs))) return undefined;
  }
  for (const event of events) await context.deliver(event, { label: receptionTexts("same-again") });
  if (context.time.hasLostProcess()) return undefined;
  const counts = await context.effectsOfEach(events, 1);
  return counts.map((count) => count.kind === "counted" && count.effects <= 1);
}
