import { list } from "../../base/text.js";
import type { Check } from "../suite/check.js";
import { takesGoodEvents } from "../suite/first-contact.js";
import { makeEventWithText, refusesAnyText, takesText } from "../judging/event-with-text.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { eventBodyInPiecesTexts as texts } from "./texts/event-body-in-pieces-texts.js";

/** Long enough for the receiver to have read one piece before the next one comes. */
const pauseMs = 25;

export const eventBodyInPieces: Check = {
  id: "event/body-in-pieces",
  texts,
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
      label: texts("in-pieces"),
      genuine: true,
      fault: { name: "body-in-pieces", cutAt, pauseMs },
    });
    if (!isAccepted(outcome)) {
      const mayBeTheText = withText !== undefined && takesGoodEvents(context.contact());
      if (mayBeTheText && !(await takesText(context))) return refusesAnyText;
      return broken(texts("refused"), {
        expected: expectedTexts("status-200"),
        actual: texts("cut-at", {
          outcome: outcomeText(outcome),
          bytes: list(cutAt.map(String)),
          total: request.body.length,
        }),
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: texts("holds"),
      broken: texts("not-once"),
    });
  },
};

/** Near the start, inside the first character of several bytes (an encrypted body has none), near the end. */
function cutsOf(body: Buffer): number[] {
  const lead = body.findIndex((byte) => byte >= 0xc0);
  const middle = lead >= 0 ? lead + 1 : Math.floor(body.length / 2);
  return [Math.min(20, middle), middle, Math.max(middle, body.length - 20)];
}
