import type { Check } from "../suite/check.js";
import { takesGoodEvents } from "../suite/first-contact.js";
import { makeEventWithText, refusesAnyText, takesText } from "../judging/event-with-text.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { eventBodyInPiecesTexts } from "./words/event-body-in-pieces.js";

/** Long enough for the receiver to have read one piece before the next one comes. */
const pauseMs = 25;

export const eventBodyInPieces: Check = {
  id: "event/body-in-pieces",
  texts: eventBodyInPiecesTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  judgesAnswers: true,
  async evaluate(context) {
    const { random, builder, wall, send, effectsOf } = context;
    // In clear there has to be a character to cut; what is encrypted goes out as ASCII.
    const inClear = builder.app.encryptKey === "";
    const withText = inClear ? makeEventWithText("研发部", context) : undefined;
    const event = withText ?? context.makeEvent();
    const request = builder.event(event, { random, timestampMs: wall.now() });
    const cutAt = cutsOf(request.body);
    const outcome = await send(request, {
      label: "an event whose body comes in four pieces",
      genuine: true,
      fault: { name: "body-in-pieces", cutAt, pauseMs },
    });
    if (!isAccepted(outcome)) {
      const mayBeTheText = withText !== undefined && takesGoodEvents(context.contact());
      if (mayBeTheText && !(await takesText(context))) return refusesAnyText;
      return broken("An event whose body came in pieces was not accepted.", {
        expected: "status 200",
        actual: `${outcomeInShort(outcome)}; the body was cut at bytes ${cutAt.join(", ")} of ${request.body.length}`,
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: "An event whose body came in pieces was accepted and acted on once.",
      broken: "An event whose body came in pieces was accepted, but not acted on exactly once.",
    });
  },
};

/** Near the start, inside the first character of several bytes (an encrypted body has none), near the end. */
function cutsOf(body: Buffer): number[] {
  const lead = body.findIndex((byte) => byte >= 0xc0);
  const middle = lead >= 0 ? lead + 1 : Math.floor(body.length / 2);
  return [Math.min(20, middle), middle, Math.max(middle, body.length - 20)];
}
