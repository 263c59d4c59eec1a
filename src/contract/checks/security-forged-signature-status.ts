import { forgeRequest } from "../../wire/forgery.js";
import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";

export const securityForgedSignatureStatus: Check = {
  id: "security/forged-signature-status",
  title: "An event with a wrong signature is not answered with 200",
  severity: "should",
  appliesTo: "webhook",
  clause:
    "Status 200 says that an event was received; a request whose signature differs is to be refused, for instance with 401.",
  page: feishuPages.encryption,
  why: "With a wrong Encrypt Key every real event is dropped in silence while Feishu's event log shows SUCCESS and nothing is retried.",
  fix: "Answer 401 when the signature differs. The Node SDK answers 200 with an empty body instead: verify the signature yourself before you hand the request to it.",
  phase: "hostile",
  needs: ["encrypt-key"],
  async evaluate({ makeEvent, builder, random, wall, attack }) {
    const event = makeEvent();
    const context = { builder, random, timestampMs: wall.now() };
    const forged = forgeRequest("wrong-signature", event, context);
    const { outcome } = await attack(forged, { label: "an event with a wrong signature" });
    const actual = outcomeInShort(outcome);
    if (!isAccepted(outcome))
      return holds(`The forged event was not answered with 200: ${actual}.`);
    return broken("The forged event was answered as if it had been received.", {
      expected: "a status other than 200, such as 401",
      actual,
    });
  },
};
