import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { ofUnknownType } from "../judging/unknown-type.js";

export const eventUnknownType: Check = {
  id: "event/unknown-type",
  title:
    "A genuine event of a type the receiver does not handle is answered with 200 and has no effect",
  severity: "should",
  appliesTo: "webhook",
  clause:
    "One URL gets all events an app is subscribed to; header.event_type says what an event is about.",
  page: feishuPages.delivery,
  why: "Somebody ticks another event in the console: an answer of 500 has each of them sent five times, and acting on it would be acting on something else.",
  fix: "Look at header.event_type; answer 200 and do nothing for types you do not handle. The Python SDK answers 500: catch its error.",
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver, effectsOf, types }) {
    const other = ofUnknownType(makeEvent(), types.main);
    const outcome = await deliver(other, { label: `an event of type ${other.header.event_type}` });
    if (!isAccepted(outcome)) {
      return broken("An event of an unknown type was not accepted.", {
        expected: "status 200",
        actual: outcomeInShort(outcome),
      });
    }
    return judgeEffects(await effectsOf(other, 0), 0, {
      holds: "An event of an unknown type was accepted and had no effect.",
      broken: "An event of an unknown type was acted on.",
    });
  },
};
