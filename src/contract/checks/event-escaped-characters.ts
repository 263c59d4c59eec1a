import type { Check } from "../suite/check.js";
import { takesGoodEvents } from "../suite/first-contact.js";
import { makeEventWithText, refusesAnyText, takesText } from "../judging/event-with-text.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import { eventEscapedCharactersTexts } from "./words/event-escaped-characters.js";

/** Chinese, an emoji, and what Feishu writes as \u003c, \u003e and \u0026. */
const text = "研发部 <R&D> 🚀";

export const eventEscapedCharacters: Check = {
  id: "event/escaped-characters",
  texts: eventEscapedCharactersTexts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  judgesAnswers: true,
  async evaluate(context) {
    const event = makeEventWithText(text, context);
    if (!event) {
      const reason = `The ${context.types.main.knownBy} of ${context.types.main.name} holds no text.`;
      return { kind: "not-applicable", reason };
    }
    const judgement = await judgeGoodEvents(context, [
      { event, what: "an event with \\u003c, Chinese and an emoji" },
    ]);
    if (judgement.kind !== "broken" || !takesGoodEvents(context.contact())) return judgement;
    return (await takesText(context)) ? judgement : refusesAnyText;
  },
};
