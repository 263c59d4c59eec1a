import type { Check } from "../suite/check.js";
import { takesGoodEvents } from "../suite/first-contact.js";
import { makeEventWithText, refusesAnyText, takesText } from "../judging/event-with-text.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";

/** Chinese, an emoji, and what Feishu writes as \u003c, \u003e and \u0026. */
const text = "研发部 <R&D> 🚀";

export const eventEscapedCharacters: Check = {
  id: "event/escaped-characters",
  title: "An event with \\u003c, Chinese and an emoji verifies and is acted on",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "The signature covers the bytes of the body as sent. In them < > & stand as \\u003c \\u003e \\u0026, everything else as UTF-8.",
  page: feishuPages.encryption,
  why: "JSON.stringify(JSON.parse(body)) gives other bytes, and decoding as anything but UTF-8 other text: events with such characters are refused while all others pass.",
  fix: "Compute the signature over the raw bytes before parsing (express.raw, not express.json), and decode the decrypted bytes as UTF-8.",
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
