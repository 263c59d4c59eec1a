import { forgeRequest } from "../../wire/forgery.js";
import type { Check } from "../check.js";
import { feishuPages } from "../feishu-pages.js";
import { judgeEffects } from "../judgements.js";

export const securityForgedSignature: Check = {
  id: "security/forged-signature",
  title: "An event with a wrong signature has no effect",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "X-Lark-Signature is sha256(timestamp + nonce + Encrypt Key + raw body) in lower-case hex; a request where it differs is not from Feishu.",
  page: feishuPages.encryption,
  why: "Whoever learns the URL could make the receiver act.",
  fix: "Compare the signature before anything else and do nothing when it differs. The SDKs do so when the Encrypt Key is given to the dispatcher.",
  phase: "hostile",
  needs: ["encrypt-key"],
  async evaluate({ makeEvent, builder, random, wall, attack, effectsOf }) {
    const event = makeEvent();
    const forged = forgeRequest("wrong-signature", event, {
      builder,
      random,
      timestampMs: wall.now(),
    });
    await attack(forged, { label: "an event with a wrong signature" });
    return judgeEffects(await effectsOf(event, 0), 0, {
      holds: "The forged event had no effect.",
      broken: "The forged event was acted on.",
    });
  },
};
