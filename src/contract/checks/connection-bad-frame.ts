import { outcomeText } from "../../delivery/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { connectionCheck, judgeEvent } from "../judging/connection-check.js";
import { broken } from "../judging/judgements.js";
import { lastWords } from "../judging/last-words.js";
import { expectedTexts } from "../judging/expected-texts.js";
import { connectionCheckTexts } from "../judging/connection-check-texts.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { Text } from "../../base/text.js";
import { sleep } from "../../base/sleep.js";
import type { CheckContext } from "../suite/check-context.js";
import { quickReturnMs, type ClientLine } from "../subject/client-line.js";
import type { Judgement } from "../report/verdict.js";
import { encodeFrame, frameMethods } from "../../wire/frame.js";
import { clientConnectionTexts } from "./texts/client-connection-texts.js";
import { connectionBadFrameTexts as texts } from "./texts/connection-bad-frame-texts.js";

/** No protobuf reader gets past a field number that never ends, nor past a frame that is cut short. */
const noFrames: readonly Buffer[] = [Buffer.alloc(16, 0xff), cutShort()];

const noBinary = "this is no frame";

/** Time for a client to fall over what it got. */
const digestMs = 200;

export const connectionBadFrame = connectionCheck({
  id: "connection/bad-frame",
  texts,
  severity: "must",
  phase: "alone",
  judgesAnswers: true,
  async evaluate(context, client) {
    const judgement =
      (await survives(context, client, noFrames, texts("bytes"))) ??
      (await survives(context, client, [noBinary], texts("text"))) ??
      (await receives(context, texts("messages")));
    // What has gone deaf would spoil every check that follows.
    if (judgement.kind !== "holds") await client.returnAfter(() => client.kick(), quickReturnMs);
    return judgement;
  },
});

/** Undefined when the client is there and acknowledges the next good event. */
async function survives(
  context: CheckContext,
  client: ClientLine,
  messages: readonly (Buffer | string)[],
  what: Text,
): Promise<Judgement | undefined> {
  const { gateway, facts, timing } = client;
  for (const { id } of gateway.connections()) {
    for (const message of messages) gateway.sendRaw(id, message);
  }
  await sleep(context.wall, digestMs);
  const exit = client.process()?.exit();
  if (exit !== undefined) {
    return broken(texts("ended", { exit, what }), {
      expected: texts("goes-on"),
      actual: lastWords({ exit, lastError: client.process()?.lastError() }),
    });
  }
  const waitMs = (facts.returnMs ?? timing.returnWithinMs) + timing.slackMs;
  const online = context.waitingFor(clientConnectionTexts("wait-back"), client.isOnline(waitMs));
  if (!(await online)) {
    return broken(texts("dropped", { what }), {
      expected: expectedTexts("new-connection"),
      actual: clientConnectionTexts("none-within", { seconds: waitMs / 1_000 }),
    });
  }
  const outcome = await deliverTwice(context, client, { what, waitMs });
  if (isAccepted(outcome)) return undefined;
  return broken(texts("refused", { what }), {
    expected: connectionCheckTexts("expected-acknowledgement"),
    actual: outcomeText(outcome),
  });
}

/** The connection may be dropped just when the first is on its way. */
async function deliverTwice(
  context: CheckContext,
  client: ClientLine,
  { what, waitMs }: { readonly what: Text; readonly waitMs: number },
): Promise<Outcome> {
  const first = await context.deliver(context.makeEvent(), {
    label: texts("good-event", { what }),
  });
  if (isAccepted(first)) return first;
  await context.waitingFor(clientConnectionTexts("wait-back"), client.isOnline(waitMs));
  return context.deliver(context.makeEvent(), { label: texts("another-good-event", { what }) });
}

async function receives(context: CheckContext, what: Text): Promise<Judgement> {
  const event = context.makeEvent();
  const outcome = await context.deliver(event, { label: texts("good-event", { what }) });
  return judgeEvent(context, event, outcome, {
    holds: texts("holds", { what }),
    refused: texts("refused", { what }),
    effects: texts("effects", { what }),
  });
}

function cutShort(): Buffer {
  const whole = encodeFrame({
    seqId: 1,
    logId: 1,
    service: 1,
    method: frameMethods.data,
    headers: [{ key: "type", value: "event" }],
    payload: "{}".padEnd(64),
  });
  return whole.subarray(0, whole.length - 32);
}
