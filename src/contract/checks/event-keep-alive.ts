import { sleep } from "../../base/sleep.js";
import type { Check } from "../suite/check.js";
import type { EffectCount } from "../../receiver/effect-ledger.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { broken, effectsText, holds } from "../judging/judgements.js";
import { eventKeepAliveTexts as texts } from "./texts/event-keep-alive-texts.js";

const count = 8;

/** Time for a receiver that closes a connection after an answer to let us know. */
const pauseMs = 5;

export const eventKeepAlive: Check = {
  id: "event/keep-alive",
  texts,
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
        label: texts("nth", { number: index + 1 }),
        connection: "own:keep-alive",
      });
      if (!isAccepted(outcome)) {
        return broken(texts("refused", { number: index + 1 }), {
          expected: expectedTexts("status-200-each"),
          actual: outcomeText(outcome),
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
    return broken(texts("not-once", { number: index + 1 }), {
      expected: expectedTexts("effect-of-each"),
      actual: effectsText(wrong),
    });
  }
  return holds(texts(index < 0 ? "holds" : "unseen", { count }));
}
