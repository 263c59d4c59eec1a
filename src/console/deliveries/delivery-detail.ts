import type { Language } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import { reasonText } from "../../delivery/outcome-reason.js";
import { createSecretMask, type Secrets } from "../../event/secret-mask.js";
import { formatAsCurl, formatAsHttp } from "../../wire/format-request.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { ConsoleContext } from "../console-context.js";
import type { DeliveryDetail, RequestView } from "../console-state.js";
import type { HistoryEntry } from "../history/delivery-history.js";

/** All that the page shows of one delivery, with the keys of every app of the tenant masked, of now and before. */
export function detailOf(
  entry: HistoryEntry,
  { simulator, history, secrets }: Pick<ConsoleContext, "simulator" | "history" | "secrets">,
  language: Language,
): DeliveryDetail {
  const { delivery, event, requests, underWay } = entry;
  const detail: DeliveryDetail = {
    summary: history.summaryOf(entry),
    ...(event && { event }),
    attempts: delivery.attempts.map((record) => {
      const request = requests.get(record.attempt);
      const outcome = wordOutcome(record.outcome, language);
      return {
        ...record,
        outcome,
        ...(request && { request: requestView(request, delivery.target) }),
      };
    }),
    ...(underWay && { underWay }),
    waitsMs: simulator.policy.waitsMs,
  };
  return maskAll(detail, [...secrets.all(), secretsOfThen(entry)]);
}

/** With why it failed in the language of whoever reads it. */
const wordOutcome = (outcome: Outcome, language: Language): Outcome =>
  "reason" in outcome ? { ...outcome, reason: reasonText(outcome).in(language) } : outcome;

/** A receiver may repeat what belongs to another app, and keys may be an app's that is no longer the first. */
const maskAll = <T>(value: T, owners: readonly Secrets[]): T =>
  owners.reduce((masked, secrets) => createSecretMask(secrets).value(masked), value);

/** The app may be of an earlier process, and have had another Verification Token then. */
function secretsOfThen({ event }: HistoryEntry): Secrets {
  const token: unknown = event?.header.token;
  return typeof token === "string" ? { verificationToken: token } : {};
}

/** @param target a URL: only webhooks are sent requests */
function requestView(request: WebhookRequest, target: string): RequestView {
  const { plaintext } = request;
  const isEncrypted = plaintext !== request.body.toString("utf8");
  if (!URL.canParse(target)) return { http: "", curl: "", plaintext, isEncrypted };
  const url = new URL(target);
  return {
    http: formatAsHttp(request, url),
    curl: formatAsCurl(request, url),
    plaintext,
    isEncrypted,
  };
}
