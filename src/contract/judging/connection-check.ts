import type { Outcome } from "../../delivery/outcome.js";
import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import type { ClientLine } from "../subject/client-line.js";
import { describeOutcome, isAccepted } from "../report/exchange.js";
import { feishuPages } from "./feishu-pages.js";
import { broken, judgeEffects } from "./judgements.js";
import type { Judgement } from "../report/verdict.js";

type ConnectionCheck = Omit<Check, "appliesTo" | "page" | "evaluate"> & {
  readonly evaluate: (context: CheckContext, client: ClientLine) => Promise<Judgement>;
};

/** A check of the long connection: undecided unless the client is connected, or comes back, when it begins. */
export function connectionCheck({ evaluate, ...parts }: ConnectionCheck): Check {
  return {
    ...parts,
    appliesTo: "long-connection",
    page: feishuPages.longConnection,
    async evaluate(context) {
      const client = context.client();
      const mayComeBack = client.arrival().opened > 0;
      if (!(await client.isOnline(mayComeBack ? client.timing.slackMs : 0))) {
        return { kind: "undecided", reason: "No client is connected, so there is nothing to try." };
      }
      return evaluate(context, client);
    },
  };
}

/** Judges an event that should have been acknowledged with 200 and acted on once. */
export async function judgeEvent(
  { effectsOf }: Pick<CheckContext, "effectsOf">,
  event: ReserveConfigEvent,
  outcome: Outcome,
  reasons: { readonly holds: string; readonly refused: string; readonly effects: string },
): Promise<Judgement> {
  if (!isAccepted(outcome)) return refused(reasons.refused, outcome);
  return judgeEffects(await effectsOf(event, 1), 1, {
    holds: reasons.holds,
    broken: reasons.effects,
  });
}

/** The event was not acknowledged with 200. */
export function refused(reason: string, outcome: Outcome): Judgement {
  return broken(reason, {
    expected: "acknowledged with code 200 within 3 s",
    actual: describeOutcome(outcome),
  });
}
