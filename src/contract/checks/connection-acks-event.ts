import type { Outcome } from "../../delivery/outcome.js";
import { connectionCheck, judgeEvent, seconds } from "../judging/connection-check.js";
import { broken } from "../judging/judgements.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import type { CheckContext } from "../suite/check-context.js";
import type { Judgement } from "../report/verdict.js";
import { deafConnections } from "../subject/client-facts.js";
import type { ClientEnd } from "../subject/client-return.js";
import type { ClientLine, PushRecord } from "../subject/client-line.js";
import { connectionAcksEventTexts } from "./words/connection-acks-event.js";

/** How long a late acknowledgement is waited for, only to tell late from never. */
const lateMs = 6_000;

export const connectionAcksEvent = connectionCheck({
  id: "connection/acks-event",
  texts: connectionAcksEventTexts,
  severity: "must",
  judgesRefusal: true,
  async evaluate(context, client) {
    const { contact } = client.facts;
    if (contact && deafConnections(contact).length > 0) return judgeConnections(client);
    if (contact?.ended) return judgeEnd(contact.ended);
    const judgement = await judgeOne(context, client);
    const ended = client.ended();
    if (!contact || !ended) return judgement;
    // It ends later than it was watched at first.
    client.facts.contact = { ...contact, ended };
    return judgeEnd(ended);
  },
});

async function judgeOne(context: CheckContext, client: ClientLine): Promise<Judgement> {
  const event = context.makeEvent();
  const before = { strayAcks: client.strayAcks(), badFrames: client.badFrames() };
  const outcome = await context.deliver(event);
  const [push] = client.pushes(event.header.event_id);
  if (!isAccepted(outcome)) {
    const late = context.waitingFor("an acknowledgement", lateAck(client, push, outcome));
    return judgeRefusal(outcome, await late) ?? judgeReply(outcome, client, before);
  }
  return judgeEvent(context, event, outcome, {
    holds: `A good event was acknowledged with 200 and acted on once.${remarks(client, push)}`,
    refused: "A good event was not acknowledged with 200.",
    effects: "A good event was acknowledged but not acted on exactly once.",
  });
}

function judgeEnd({ exit, lastError }: ClientEnd): Judgement {
  return broken(
    `Its process ended with ${exit.in("en")} after a good event, and again after the next.`,
    {
      expected: "that it acts and goes on",
      actual: lastError ?? `${exit.in("en")}, and nothing on stderr`,
      fix: "Catch what the handler throws, also where it works on after its acknowledgement, and log it: an error in the background ends the process, and whatever it had in memory is lost.",
    },
  );
}

/** Each event goes to one of an app's connections at random, so all of them have to act. */
function judgeConnections({ facts: { contact } }: ClientLine): Judgement {
  const good = contact?.good ?? [];
  const ids = [...new Set(good.flatMap(({ connectionId }) => connectionId ?? []))].sort();
  const counts = ids.map((id) => {
    const own = good.filter(({ connectionId }) => connectionId === id);
    const acked = own.filter(({ outcome }) => isAccepted(outcome)).length;
    return `${id}: ${acked} of ${own.length} events`;
  });
  return broken(`Of its ${ids.length} connections not all acknowledge events.`, {
    expected: "an acknowledgement on each connection",
    actual: counts.join("; "),
    fix: "Give each connection the same handlers, or close those that nothing reads from, such as a second client in the same process: every event goes to one connection of the app at random.",
  });
}

async function lateAck(
  client: ClientLine,
  push: PushRecord | undefined,
  { kind }: Outcome,
): Promise<number | undefined> {
  if (!push || kind !== "timed-out") return undefined;
  if (push.acks.length === 0) {
    await client.next("acknowledged", lateMs, ({ messageId }) => messageId === push.messageId);
  }
  return push.acks[0]?.afterMs;
}

function judgeRefusal(outcome: Outcome, lateAfterMs: number | undefined): Judgement | undefined {
  if (lateAfterMs !== undefined) {
    return broken("A good event was acknowledged too late: Feishu waits 3 s.", {
      expected,
      actual: `acknowledged after ${seconds(lateAfterMs)}`,
      fix: "Acknowledge at once: put the event into a queue or a table, and do the work afterwards. With the SDKs, let the handler return before its work.",
    });
  }
  if (outcome.kind === "acknowledged" && outcome.code === 0) {
    const isEmpty = outcome.body.trim() === "";
    return broken("A good event was acknowledged without the code 200, a number.", {
      expected,
      actual: isEmpty ? "an empty payload" : "a payload without a code that is a number",
      fix: 'Send the frame back with the payload {"code":200}: an acknowledgement without that counts as a failure.',
    });
  }
  return undefined;
}

/** No acknowledgement, another code, or something in its place. */
function judgeReply(
  outcome: Outcome,
  client: ClientLine,
  before: { readonly strayAcks: number; readonly badFrames: readonly string[] },
): Judgement {
  const badFrame = client.badFrames().at(-1);
  if (outcome.kind === "timed-out" && client.strayAcks() > before.strayAcks) {
    return broken("A good event was acknowledged without its message_id.", {
      expected,
      actual: "a data frame with no message_id, or with one that was never pushed",
      fix: "Send the event's own frame back: its headers, message_id among them, tell which event is acknowledged.",
    });
  }
  if (outcome.kind === "timed-out" && badFrame && client.badFrames() !== before.badFrames) {
    return broken("What came in place of an acknowledgement cannot be decoded.", {
      expected,
      actual: badFrame,
      fix: 'Answer with a binary message: the event\'s own pbbp2 Frame, all of its fields kept, and {"code":200} for its payload.',
    });
  }
  const said = outcome.kind === "acknowledged" ? client.process()?.lastError() : undefined;
  return broken("A good event was not acknowledged with 200.", {
    expected,
    actual: `${outcomeInShort(outcome)}${said === undefined ? "" : `; on stderr: ${said}`}`,
  });
}

const expected = "acknowledged with code 200 within 3 s";

/** Worth knowing only: what counts is the code and the message_id. */
function remarks({ facts: { contact } }: ClientLine, push: PushRecord | undefined): string {
  const missing = headersNotEchoed(push);
  const [first] = contact?.good ?? [];
  return [
    ...(missing.length > 0 ? [` The acknowledgement does not echo ${missing.join(", ")}.`] : []),
    ...(first && !isAccepted(first.outcome)
      ? [` The very first event was not (${outcomeInShort(first.outcome)}).`]
      : []),
  ].join("");
}

/** Order does not matter, and clients may add headers of their own. */
function headersNotEchoed(push: PushRecord | undefined): string[] {
  const ack = push?.acks[0]?.headers ?? [];
  return (push?.headers ?? [])
    .filter(({ key, value }) => !ack.some((echo) => echo.key === key && echo.value === value))
    .map(({ key }) => key);
}
