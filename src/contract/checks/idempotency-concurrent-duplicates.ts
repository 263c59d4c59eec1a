import type { Check } from "../suite/check.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeEffects } from "../judging/judgements.js";

const copies = 5;

export const idempotencyConcurrentDuplicates: Check = {
  id: "idempotency/concurrent-duplicates",
  title: "The same event five times at once is acted on once",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "Events are delivered at least once, and a repeat may arrive while the first is still being worked on.",
  page: feishuPages.delivery,
  why: "Looking whether an event_id is known and noting it afterwards lets all copies through that come in between.",
  fix: "Look and note in one step: INSERT … ON CONFLICT DO NOTHING on a unique event_id, SET NX in Redis, or a map that is written before the first await.",
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf }) {
    const event = makeEvent();
    const outcomes = await Promise.all(
      Array.from({ length: copies }, () =>
        deliver(event, { label: `one of ${copies} copies at once` }),
      ),
    );
    if (!outcomes.some(isAccepted)) {
      return { kind: "undecided", reason: "None of the copies was accepted: see event/accepted." };
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: `${copies} copies at once were acted on once.`,
      broken: `${copies} copies at once were not acted on exactly once.`,
    });
  },
};
