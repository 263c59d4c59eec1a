import type { Language } from "../../base/text.js";
import { describeOutcome } from "../../delivery/describe-outcome.js";
import { type Outcome } from "../../delivery/outcome.js";
import { createSecretMask } from "../../event/secret-mask.js";
import type { Simulator } from "../../simulator/simulator.js";
import type { TenantApp } from "../../tenant/tenant-app.js";
import { formatAsHttp } from "../../wire/format-request.js";
import type { UrlCheckView } from "../console-state.js";

/**
 * Verifies the URL and, only if the challenge comes back, saves it: as the developer console does.
 * @throws MocklarkError FORBIDDEN_TARGET or USAGE for a URL that nothing may be sent to
 */
export async function saveRequestUrl(
  { appId, ...keys }: TenantApp,
  { url, language }: UrlToSave,
  { tenant, verifyUrl }: Pick<Simulator, "tenant" | "verifyUrl">,
): Promise<UrlCheckView> {
  const result = await verifyUrl({ to: url, appId });
  const { verified, consoleMessage, reasonText, request, outcome } = result;
  // As it is by now: something else may have been changed while the answer was waited for.
  const app = tenant.findApp(appId);
  if (verified && app) tenant.setApp({ ...app, requestUrl: url });
  const mask = createSecretMask(keys);
  return {
    verified,
    ...(consoleMessage !== undefined && { consoleMessage }),
    reason: mask.foreign(reasonText.in(language)),
    sent: mask.foreign(formatAsHttp(request, new URL(url))),
    answered: mask.foreign(answerText(outcome, language)),
  };
}

interface UrlToSave {
  readonly url: string;
  /** Of what is said about it. */
  readonly language: Language;
}

function answerText(outcome: Outcome, language: Language): string {
  if (outcome.kind !== "answered") return describeOutcome(outcome, language);
  const { status, body } = outcome;
  return `HTTP ${status}\n\n${body}`;
}
