import type { FeishuEvent } from "../../event/feishu-event.js";
import { serializeEvent } from "../../wire/serialize-event.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { retryFirstAttemptLostTexts as texts } from "./texts/retry-first-attempt-lost-texts.js";

export const retryFirstAttemptLost: Check = {
  id: "retry/first-attempt-lost",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  judgesAnswers: true,
  async evaluate(context) {
    const { makeEvent, deliver, effectsOf } = context;
    const event = makeEvent();
    await deliver(event, {
      label: texts("event"),
      // Long enough for the receiver to read what has come, and to act on it if it is that hasty.
      fault: { name: "cut-in-body", pauseMs: 25, ...cutBehindTheId(event, context) },
    });
    const outcome = await deliver(event, { label: texts("retry") });
    if (!isAccepted(outcome)) {
      return broken(texts("refused"), {
        expected: expectedTexts("status-200"),
        actual: outcomeText(outcome),
      });
    }
    return judgeEffects(await effectsOf(event, 1), 1, {
      holds: texts("holds"),
      broken: texts("effects"),
    });
  },
};

/** In clear the first piece ends behind header.event_id; nobody can read half a ciphertext, so that is cut in the middle. */
function cutBehindTheId(
  event: FeishuEvent,
  { app }: CheckContext,
): { readonly cutAt?: readonly number[] } {
  if (app.encryptKey !== "") return {};
  const id = `"${event.header.event_id}",`;
  return { cutAt: [Buffer.from(serializeEvent(event)).indexOf(id) + id.length] };
}
