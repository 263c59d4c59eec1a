import { verbatim } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import type { RunExchange } from "../suite/run-exchange.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { findInternals } from "../judging/internals.js";
import { broken, holds } from "../judging/judgements.js";
import { securityNoInternalsInAnswersTexts as texts } from "./texts/security-no-internals-in-answers-texts.js";

export const securityNoInternalsInAnswers: Check = {
  id: "security/no-internals-in-answers",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  phase: "review",
  looksBackOn: ["challenge/*", "event/*", "security/*"],
  async evaluate(context) {
    const isAnswered = ({ exchange }: RunExchange): boolean => exchange.outcome.kind === "answered";
    const earlier = context.runExchanges();
    if (earlier.length > 0 && !earlier.some(isAnswered)) {
      return {
        kind: "undecided",
        reason: texts("nothing-answered"),
      };
    }
    await provokeErrors(context);
    const answers = byCheck(context.runExchanges());
    for (const { check, exchange } of answers) {
      const found = findInternals(bodyOf(exchange.outcome));
      if (found === undefined) continue;
      return broken(texts("shows", { request: exchange.label, check, what: found.what }), {
        expected: texts("nothing"),
        actual: verbatim(found.excerpt),
      });
    }
    const statuses = new Set(answers.map(({ exchange }) => statusOf(exchange.outcome)));
    statuses.delete(undefined);
    const [only] = statuses;
    if (statuses.size === 1 && only !== undefined && only !== 200) {
      return {
        kind: "undecided",
        reason: texts("all-alike", { status: only }),
      };
    }
    return holds(texts("holds"));
  },
};

/** Errors are where internals show; where no other check has provoked any, two requests do. */
async function provokeErrors({
  builder,
  random,
  wall,
  attack,
  runExchanges,
}: CheckContext): Promise<void> {
  if (runExchanges().some(({ check }) => check === "security/malformed-requests")) return;
  const text = "this is not JSON {";
  const prepared = { body: Buffer.from(text), plaintext: text };
  const signed = builder.sign(prepared, { random, timestampMs: wall.now() });
  const unsigned: WebhookRequest = {
    ...signed,
    headers: signed.headers.filter(([name]) => !name.startsWith("X-Lark-")),
  };
  await attack(signed, { label: texts("not-json") });
  await attack(unsigned, { label: texts("not-json-unsigned") });
}

/** Checks that run side by side end in no fixed order; the report names the same answer every time. */
function byCheck(exchanges: readonly RunExchange[]): readonly RunExchange[] {
  return exchanges.toSorted((left, right) => left.check.localeCompare(right.check, "en"));
}

function bodyOf(outcome: Outcome): string {
  return outcome.kind === "answered" ? outcome.body : "";
}

function statusOf(outcome: Outcome): number | undefined {
  return outcome.kind === "answered" ? outcome.status : undefined;
}
