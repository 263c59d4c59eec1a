import { isAccepted } from "../report/exchange.js";
import type { Judgement } from "../report/verdict.js";
import { quickReturnMs } from "../subject/client-line.js";
import type { Return } from "../subject/client-return.js";
import type { CheckContext } from "../suite/check-context.js";
import { judgeEvent, seconds } from "./connection-check.js";
import { broken, holds } from "./judgements.js";

export type Away = Exclude<Return, { readonly kind: "back" }>;

/** What a client went through, in the words of a report: "after its TCP connection was killed". */
export interface Ordeal {
  readonly when: string;
  /** "after it came back": what the event is called that it is tried with. */
  readonly label?: string;
  /** Advice only: an effect that takes seconds is not waited for. */
  readonly isAdvice?: boolean;
}

/** The client is back and acts, or what became of it. */
export async function judgeReturn(
  context: CheckContext,
  result: Return,
  ordeal: Ordeal,
): Promise<Judgement> {
  return result.kind === "back"
    ? receivesAgain(context, result.afterMs, ordeal)
    : stayedAway(result, ordeal);
}

/** The first event may come before a client listens again; Feishu would send it once more. */
async function receivesAgain(
  context: CheckContext,
  afterMs: number,
  { when, label = "an event after it came back", isAdvice = false }: Ordeal,
): Promise<Judgement> {
  let event = context.makeEvent();
  let outcome = await context.deliver(event, { label });
  const lostFirst = outcome.kind === "timed-out";
  if (lostFirst) {
    event = context.makeEvent();
    outcome = await context.deliver(event, { label: "another event after it came back" });
  }
  if (isAdvice && isAccepted(outcome) && context.actsLate()) {
    return holds(
      `It came back ${when}${lateness(afterMs)}, and acknowledged the next event; its effect was not waited for.`,
    );
  }
  const judgement = await judgeEvent(context, event, outcome, {
    holds: `It came back ${when}${lateness(afterMs)}, and received again.`,
    refused: `It came back ${when}, but the next event was not acknowledged with 200.`,
    effects: `It came back ${when}, but the next event was not acted on exactly once.`,
  });
  if (judgement.kind === "broken" && context.client().facts.deafAfterReturn === true) {
    const reason = "It takes no event as it should after any loss: see connection/reconnects.";
    return { kind: "undecided", reason };
  }
  if (judgement.kind === "broken") {
    return { ...judgement, fix: isAccepted(outcome) ? actsWronglyFix : deafFix };
  }
  if (!lostFirst || !isAccepted(outcome) || judgement.kind !== "holds") return judgement;
  return { ...judgement, reason: `${judgement.reason} The very first event was lost.` };
}

const deafFix =
  "Read from the new connection and answer on it: what holds the old one, a variable, a listener or a loop, has to be renewed with each connection.";

const actsWronglyFix =
  "Give each new connection the handlers once, and take them off the old one: what is attached again and again acts again and again.";

/** Clients read their clocks as late as everybody, and a busy machine is slow. */
const toleranceMs = 1_000;

function lateness(afterMs: number): string {
  if (afterMs <= quickReturnMs + toleranceMs) return "";
  return `, but after ${seconds(afterMs)}, later than ReconnectInterval + ReconnectNonce (${seconds(quickReturnMs)})`;
}

/** What became of a client that is not back. */
export function stayedAway(away: Away, { when }: Pick<Ordeal, "when">): Judgement {
  switch (away.kind) {
    case "ended":
      return broken(`Its process ended with ${away.exit.in("en")} ${when}.`, {
        expected: "a new connection",
        actual: away.lastError ?? `${away.exit.in("en")}, and nothing on stderr`,
        fix: "Keep the process running and connect again, after a pause, for as long as it takes. Where a supervisor is to start it again, have it do so at once: every event of that time waits for its retry.",
      });
    case "reuses-url":
      return broken(
        `It tried to come back ${when} with the URL of an earlier connection, and was refused.`,
        {
          expected: "a new URL from the endpoint for each connection",
          actual: "the ticket in it had been used",
          fix: "Ask /callback/ws/endpoint again before each connection: the ticket in the URL it answers is good for one.",
        },
      );
    case "away":
      return broken(`It did not come back ${when}.`, {
        expected: "a new connection",
        actual: `none within ${seconds(away.waitedMs)}, ${triesText(away.tries)}`,
      });
    default:
      return away satisfies never;
  }
}

export function triesText(tries: number): string {
  if (tries === 0) return "and it did not try";
  return `though it tried ${tries === 1 ? "once" : `${tries} times`}`;
}
