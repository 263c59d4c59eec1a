import { list, sentences, type Text } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import { connectionCheck, judgeEvent } from "../judging/connection-check.js";
import { broken } from "../judging/judgements.js";
import { lastWords } from "../judging/last-words.js";
import { connectionCheckTexts } from "../judging/connection-check-texts.js";
import { secondsText } from "../judging/seconds-text.js";
import { seenEach } from "../judging/seen-text.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import type { CheckContext } from "../suite/check-context.js";
import type { Judgement } from "../report/verdict.js";
import { deafConnections } from "../subject/client-facts.js";
import type { ClientEnd } from "../subject/client-return.js";
import type { ClientLine, PushRecord } from "../subject/client-line.js";
import { connectionAcksEventTexts as texts } from "./texts/connection-acks-event-texts.js";

/** How long a late acknowledgement is waited for, only to tell late from never. */
const lateMs = 6_000;

export const connectionAcksEvent = connectionCheck({
  id: "connection/acks-event",
  texts,
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
    const late = context.waitingFor(texts("wait-ack"), lateAck(client, push, outcome));
    return judgeRefusal(outcome, await late) ?? judgeReply(outcome, client, before);
  }
  return judgeEvent(context, event, outcome, {
    holds: sentences(texts("holds"), ...remarks(client, push)),
    refused: texts("refused"),
    effects: texts("effects"),
  });
}

function judgeEnd(ended: ClientEnd): Judgement {
  return broken(texts("ended", { exit: ended.exit }), {
    expected: texts("goes-on"),
    actual: lastWords(ended),
    fix: texts("fix-ended"),
  });
}

/** Each event goes to one of an app's connections at random, so all of them have to act. */
function judgeConnections({ facts: { contact } }: ClientLine): Judgement {
  const good = contact?.good ?? [];
  const ids = [...new Set(good.flatMap(({ connectionId }) => connectionId ?? []))].sort();
  const counts = ids.map((id) => {
    const own = good.filter(({ connectionId }) => connectionId === id);
    const acked = own.filter(({ outcome }) => isAccepted(outcome)).length;
    return texts("count-of", { id, acked, total: own.length });
  });
  return broken(texts("deaf-connections", { count: ids.length }), {
    expected: texts("on-each"),
    actual: seenEach(counts),
    fix: texts("fix-deaf"),
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
    return broken(texts("late"), {
      expected,
      actual: texts("late-by", { after: secondsText(lateAfterMs) }),
      fix: texts("fix-late"),
    });
  }
  if (outcome.kind === "acknowledged" && outcome.code === 0) {
    const isEmpty = outcome.body.trim() === "";
    return broken(texts("no-code"), {
      expected,
      actual: texts(isEmpty ? "empty-payload" : "payload-without-code"),
      fix: texts("fix-no-code"),
    });
  }
  return undefined;
}

/** No acknowledgement, another code, or something in its place. */
function judgeReply(
  outcome: Outcome,
  client: ClientLine,
  before: { readonly strayAcks: number; readonly badFrames: readonly Text[] },
): Judgement {
  const badFrame = client.badFrames().at(-1);
  if (outcome.kind === "timed-out" && client.strayAcks() > before.strayAcks) {
    return broken(texts("no-message-id"), {
      expected,
      actual: texts("stray-ack"),
      fix: texts("fix-no-message-id"),
    });
  }
  if (outcome.kind === "timed-out" && badFrame && client.badFrames() !== before.badFrames) {
    return broken(texts("no-frame"), {
      expected,
      actual: badFrame,
      fix: texts("fix-no-frame"),
    });
  }
  const line = outcome.kind === "acknowledged" ? client.process()?.lastError() : undefined;
  const short = outcomeText(outcome);
  return broken(texts("refused"), {
    expected,
    actual: line === undefined ? short : texts("with-stderr", { outcome: short, line }),
  });
}

const expected = connectionCheckTexts("expected-acknowledgement");

/** Worth knowing only: what counts is the code and the message_id. */
function remarks({ facts: { contact } }: ClientLine, push: PushRecord | undefined): Text[] {
  const missing = headersNotEchoed(push);
  const [first] = contact?.good ?? [];
  return [
    ...(missing.length > 0 ? [texts("not-echoed", { names: list(missing) })] : []),
    ...(first && !isAccepted(first.outcome)
      ? [texts("first-was-not", { outcome: outcomeText(first.outcome) })]
      : []),
  ];
}

/** Order does not matter, and clients may add headers of their own. */
function headersNotEchoed(push: PushRecord | undefined): string[] {
  const ack = push?.acks[0]?.headers ?? [];
  return (push?.headers ?? [])
    .filter(({ key, value }) => !ack.some((echo) => echo.key === key && echo.value === value))
    .map(({ key }) => key);
}
