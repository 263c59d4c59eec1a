import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";
import { eventStatus200Texts } from "./words/event-status-200.js";

export const eventStatus200: Check = {
  id: "event/status-200",
  texts: eventStatus200Texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  judgesRefusal: true,
  judgesAnswers: true,
  async evaluate({ makeEvent, deliver }) {
    const outcome = await deliver(makeEvent());
    if (outcome.kind === "answered" && outcome.status === 200) return holds("The answer was 200.");
    if (outcome.kind === "answered" && outcome.status >= 200 && outcome.status < 400) {
      const location = outcome.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
      const where = location === undefined ? "" : ` to ${location}`;
      return broken("The answer was a success of another kind.", {
        expected: "status 200",
        actual: `${outcomeInShort(outcome)}${where}`,
      });
    }
    return {
      kind: "undecided",
      reason: `A good event was not accepted (${outcomeInShort(outcome)}): see event/accepted.`,
    };
  },
};
