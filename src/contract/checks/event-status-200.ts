import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";

export const eventStatus200: Check = {
  id: "event/status-200",
  title: "The answer to a good event is 200 itself, not another 2xx or a redirect",
  severity: "must",
  appliesTo: "webhook",
  clause: "A delivery is successful when it is answered with status 200; no other status is named.",
  page: feishuPages.delivery,
  why: "Frameworks like to answer 201, 202 or 204, and proxies redirect to https or to another path: Feishu counts these as failed and sends the event again.",
  fix: "Set the status to 200 explicitly, and register the URL that answers without a redirect.",
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
