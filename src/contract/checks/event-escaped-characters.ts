import type { Check } from "../suite/check.js";
import { takesGoodEvents } from "../suite/first-contact.js";
import { makeEventWithText, refusesAnyText, takesText } from "../judging/event-with-text.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import { eventEscapedCharactersTexts as texts } from "./texts/event-escaped-characters-texts.js";

/** Chinese, an emoji, and what Feishu writes as \u003c, \u003e and \u0026. */
const text = "研发部 <R&D> 🚀";

export const eventEscapedCharacters: Check = {
  id: "event/escaped-characters",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  judgesAnswers: true,
  async evaluate(context) {
    const event = makeEventWithText(text, context);
    if (!event) {
      const { knownBy, name: type } = context.types.main;
      return { kind: "not-applicable", reason: texts("no-text", { knownBy, type }) };
    }
    const judgement = await judgeGoodEvents(context, [{ event, what: texts("escaped") }]);
    if (judgement.kind !== "broken" || !takesGoodEvents(context.contact())) return judgement;
    return (await takesText(context)) ? judgement : refusesAnyText;
  },
};
