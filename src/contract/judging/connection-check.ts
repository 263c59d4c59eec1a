import { textOf } from "../../base/errors.js";
import type { Text } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import type { Judgement } from "../report/verdict.js";
import { deafConnections, takesEvents } from "../subject/client-facts.js";
import type { ClientLine } from "../subject/client-line.js";
import type { Check } from "../suite/check.js";
import type { CheckContext } from "../suite/check-context.js";
import { connectionCheckTexts as texts } from "./connection-check-texts.js";
import { feishuPages } from "./feishu-pages.js";
import { broken, judgeEffects } from "./judgements.js";
import { secondsText } from "./seconds-text.js";
import { leavesOutZeros } from "./zero-fields.js";

type ConnectionCheck = Omit<Check, "appliesTo" | "page" | "evaluate"> & {
  /** Costs the client its connection, so that it tells nothing of one that does not come back. */
  readonly dropsConnection?: boolean;
  /** What an earlier check of the run has found out already, also where the client is gone since. */
  readonly known?: (client: ClientLine) => Judgement | undefined;
  readonly evaluate: (context: CheckContext, client: ClientLine) => Promise<Judgement>;
};

/**
 * A check of the long connection: undecided unless the client is connected, or comes back, when it begins. One that
 * is ours is started again where it has ended or gone deaf, so that one fault does not hide the others.
 */
export function connectionCheck({
  evaluate,
  dropsConnection,
  known,
  ...parts
}: ConnectionCheck): Check {
  return {
    ...parts,
    appliesTo: "long-connection",
    page: feishuPages.longConnection,
    async evaluate(context) {
      const client = context.client();
      const judged = known?.(client);
      if (judged) return judged;
      const reason =
        (dropsConnection === true ? whyNotDrop(client, parts.id) : undefined) ??
        (parts.judgesAnswers === true ? whyNotAnswered(client) : undefined) ??
        (await whyOffline(context, client));
      if (reason !== undefined) return { kind: "undecided", reason };
      const judgement = await evaluate(context, client);
      if (judgement.kind !== "broken") return judgement;
      const chance =
        (dropsConnection === true ? whyNoPong(client) : undefined) ??
        (parts.judgesRefusal === true ? undefined : whyNoEvidence(context, client, parts.id));
      if (chance !== undefined) return { kind: "undecided", reason: chance };
      return withItsEnd(judgement, client, parts.id);
    },
  };
}

/** A client that takes longer is not made to come back again and again. */
const bearableReturnMs = 10_000;

function whyNotDrop({ facts }: ClientLine, id: string): Text | undefined {
  if (facts.lostForGood) return texts("lost-for-good");
  const { returnMs = 0 } = facts;
  if (returnMs <= bearableReturnMs) return undefined;
  return texts("returns-slowly", { returns: secondsText(returnMs), id });
}

/** The same refusal that every good event gets says nothing about any other rule. */
function whyNotAnswered({ facts: { contact } }: ClientLine): Text | undefined {
  if (contact?.ended) return texts("ends-each-time", { exit: contact.ended.exit });
  const first = contact?.good[0]?.outcome;
  if (!contact || !first || takesEvents(contact)) return undefined;
  return texts("takes-no-event", { outcome: outcomeText(first) });
}

async function whyOffline(context: CheckContext, client: ClientLine): Promise<Text | undefined> {
  const { timing, facts } = client;
  const nobody = texts("nobody-connected");
  const process = client.process();
  if (client.arrival().opened === 0) return (await client.isOnline(0)) ? undefined : nobody;
  const waitMs = timing.slackMs + (facts.lostForGood ? 0 : (facts.returnMs ?? 0));
  if (process?.exit() === undefined && (await client.isOnline(waitMs))) return undefined;
  if (!process) return nobody;
  try {
    await context.reviveReceiver();
  } catch (error) {
    return textOf(error);
  }
  return (await client.isOnline(timing.openWithinMs)) ? undefined : nobody;
}

/** What a client is told by pongs, and does where they stay away, is not to be seen without them. */
function whyNoPong(client: ClientLine): Text | undefined {
  return leavesOutZeros(client) ? texts("no-pong") : undefined;
}

/** Why a broken rule is no evidence against the client; undefined where it is. */
function whyNoEvidence(context: CheckContext, client: ClientLine, id: string): Text | undefined {
  const { contact } = client.facts;
  const own = context.runExchanges().filter(({ check }) => check === id);
  const last = own.at(-1)?.exchange.outcome;
  if (!contact || !last || isAccepted(last)) return undefined;
  if (!takesEvents(contact)) return whyNotAnswered(client);
  if (deafConnections(contact).length === 0) return undefined;
  return texts("deaf-connection");
}

type Broken = Extract<Judgement, { readonly kind: "broken" }>;

/** Where a process ends on an event, the pings that are watched beside it end with it. */
function withItsEnd(judgement: Broken, client: ClientLine, id: string): Judgement {
  const exit = client.process()?.exit();
  if (exit === undefined || isSaidIn(judgement, exit)) return judgement;
  const end = texts("process-ended", { exit, error: client.process()?.lastError() ?? "" });
  if (id === "connection/pings") {
    return { kind: "undecided", reason: texts("ended-meanwhile", { end }) };
  }
  return { ...judgement, actual: texts("with-its-end", { actual: judgement.actual, end }) };
}

/** By their data, which holds what a text is made of. */
const isSaidIn = ({ actual, reason }: Broken, said: unknown): boolean =>
  JSON.stringify([actual, reason]).includes(JSON.stringify(said));

/** Judges an event that should have been acknowledged with 200 and acted on once. */
export async function judgeEvent(
  { effectsOf }: Pick<CheckContext, "effectsOf">,
  event: FeishuEvent,
  outcome: Outcome,
  reasons: { readonly holds: Text; readonly refused: Text; readonly effects: Text },
): Promise<Judgement> {
  if (!isAccepted(outcome)) return refused(reasons.refused, outcome);
  return judgeEffects(await effectsOf(event, 1), 1, {
    holds: reasons.holds,
    broken: reasons.effects,
  });
}

/** The event was not acknowledged with 200. */
export function refused(reason: Text, outcome: Outcome): Judgement {
  return broken(reason, {
    expected: texts("expected-acknowledgement"),
    actual: outcomeText(outcome),
  });
}
