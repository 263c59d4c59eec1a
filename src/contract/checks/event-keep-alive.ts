import { sleep } from "../../base/sleep.js";
import type { Check } from "../suite/check.js";
import type { EffectCount } from "../../receiver/effect-ledger.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, describeEffects, holds } from "../judging/judgements.js";
import { eventKeepAliveTexts } from "./words/event-keep-alive.js";

const count = 8;

/** Time for a receiver that closes a connection after an answer to let us know. */
const pauseMs = 5;

export const eventKeepAlive: Check = {
  id: "event/keep-alive",
  texts: eventKeepAliveTexts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  // A receiver that serves one connection after the other would keep other checks waiting.
  phase: "alone",
  judgesAnswers: true,
  sendsMany: true,
  async evaluate({ makeEvent, deliver, effectsOfEach, wall }) {
    const events = Array.from({ length: count }, () => makeEvent());
    for (const [index, event] of events.entries()) {
      const outcome = await deliver(event, {
        label: `event ${index + 1} over one connection`,
        connection: "own:keep-alive",
      });
      if (!isAccepted(outcome)) {
        return broken(`Event ${index + 1} over one connection was not accepted.`, {
          expected: "status 200 for each",
          actual: outcomeInShort(outcome),
        });
      }
      await sleep(wall, pauseMs);
    }
    return judgeEach(await effectsOfEach(events, 1));
  },
};

function judgeEach(counts: readonly EffectCount[]) {
  const seen = counts.map((each) => (each.kind === "counted" ? each.effects : undefined));
  const index = seen.findIndex((effects) => effects !== 1);
  const wrong = seen[index];
  if (wrong !== undefined) {
    return broken(`Event ${index + 1} over one connection was not acted on exactly once.`, {
      expected: "1 effect of each",
      actual: describeEffects(wrong),
    });
  }
  return holds(
    index < 0
      ? `${count} events over one connection were accepted and acted on once each.`
      : `${count} events over one connection were accepted; nothing showed whether they were acted on.`,
  );
}
