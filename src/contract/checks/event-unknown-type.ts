import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { ofUnknownType } from "../judging/unknown-type.js";
import { eventUnknownTypeTexts } from "./words/event-unknown-type.js";

export const eventUnknownType: Check = {
  id: "event/unknown-type",
  texts: eventUnknownTypeTexts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.delivery,
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
