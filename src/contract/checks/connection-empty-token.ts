import type { Text } from "../../base/text.js";
import { encodeFrame, frameMethods } from "../../wire/frame.js";
import { serializeEvent } from "../../wire/serialize-event.js";
import { connectionCheck, judgeEvent } from "../judging/connection-check.js";
import { broken } from "../judging/judgements.js";
import { connectionCheckTexts } from "../judging/connection-check-texts.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import type { Judgement } from "../report/verdict.js";
import { takesEvents } from "../subject/client-facts.js";
import type { ClientLine } from "../subject/client-line.js";
import type { CheckContext } from "../suite/check-context.js";
import { connectionEmptyTokenTexts as texts } from "./texts/connection-empty-token-texts.js";

const inTimeMs = 3_000;

export const connectionEmptyToken = connectionCheck({
  id: "connection/empty-token",
  texts,
  severity: "must",
  judgesRefusal: true,
  async evaluate(context, client) {
    const event = context.makeEvent();
    const outcome = await context.deliver(event, { label: texts("event") });
    if (!isAccepted(outcome)) return judgeRefusal(context, client, outcomeText(outcome));
    return judgeEvent(context, event, outcome, {
      holds: texts("holds"),
      refused: texts("not-acked"),
      effects: texts("effects"),
    });
  },
});

/** Every event has an empty token here, so only one that has another tells whether that is the reason. */
async function judgeRefusal(
  context: CheckContext,
  client: ClientLine,
  seen: Text,
): Promise<Judgement> {
  const { contact } = client.facts;
  const isAlone = contact !== undefined && takesEvents(contact);
  if (!isAlone && (await takesToken(context, client)) && (await takesToken(context, client))) {
    return broken(texts("refused-for-it"), {
      expected: connectionCheckTexts("expected-acknowledgement"),
      actual: texts("taken-with-token", { outcome: seen }),
    });
  }
  const reason = texts(isAlone ? "others-were" : "none-is", { outcome: seen });
  return { kind: "undecided", reason };
}

async function takesToken(context: CheckContext, client: ClientLine): Promise<boolean> {
  const { random, wall } = context;
  const event = context.makeEvent();
  const messageId = random.uuid();
  const headers = {
    type: "event",
    message_id: messageId,
    sum: "1",
    seq: "0",
    trace_id: random.hex(32),
    timestamp: `${wall.now()}`,
  };
  const [connection] = client.gateway.connections();
  if (!connection) return false;
  const acked = client.next("acknowledged", inTimeMs, (ack) => ack.messageId === messageId);
  client.gateway.sendRaw(
    connection.id,
    encodeFrame({
      seqId: 1,
      logId: random.integer(1, 0x7fff_ffff),
      service: 1,
      method: frameMethods.data,
      headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
      payload: serializeEvent(event),
    }),
  );
  return /"code"\s*:\s*200\b/.test((await acked)?.payload?.toString("utf8") ?? "");
}
