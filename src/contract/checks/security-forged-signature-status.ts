import { forgeRequest } from "../../wire/forgery.js";
import type { Check } from "../suite/check.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";
import { securityForgedSignatureStatusTexts as texts } from "./texts/security-forged-signature-status-texts.js";

export const securityForgedSignatureStatus: Check = {
  id: "security/forged-signature-status",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.encryption,
  phase: "hostile",
  needs: ["encrypt-key"],
  async evaluate({ makeEvent, builder, random, wall, attack }) {
    const event = makeEvent();
    const context = { builder, random, timestampMs: wall.now() };
    const forged = forgeRequest("wrong-signature", event, context);
    const { outcome } = await attack(forged, { label: texts("event") });
    const actual = outcomeText(outcome);
    if (!isAccepted(outcome)) return holds(texts("holds", { outcome: actual }));
    return broken(texts("broken"), {
      expected: texts("refusal"),
      actual,
    });
  },
};
