import { forgeRequest } from "../../wire/forgery.js";
import type { Check } from "../suite/check.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";
import { securityForgedSignatureStatusTexts } from "./words/security-forged-signature-status.js";

export const securityForgedSignatureStatus: Check = {
  id: "security/forged-signature-status",
  texts: securityForgedSignatureStatusTexts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.encryption,
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
