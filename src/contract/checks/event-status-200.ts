import type { Check } from "../suite/check.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { broken, holds } from "../judging/judgements.js";
import { eventStatus200Texts as texts } from "./texts/event-status-200-texts.js";

export const eventStatus200: Check = {
  id: "event/status-200",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  judgesRefusal: true,
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver }) {
    const outcome = await deliver(makeEvent());
    if (outcome.kind === "answered" && outcome.status === 200) return holds(texts("holds"));
    if (outcome.kind === "answered" && outcome.status >= 200 && outcome.status < 400) {
      const location = outcome.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
      const said = outcomeText(outcome);
      return broken(texts("other"), {
        expected: expectedTexts("status-200"),
        actual:
          location === undefined ? said : texts("to-place", { outcome: said, place: location }),
      });
    }
    return { kind: "undecided", reason: texts("refused", { outcome: outcomeText(outcome) }) };
  },
};
