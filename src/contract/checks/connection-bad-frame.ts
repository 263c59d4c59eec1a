import { outcomeInShort } from "../report/outcome-in-short.js";
import { isAccepted } from "../report/exchange.js";
import { connectionCheck, judgeEvent } from "../judging/connection-check.js";
import { broken } from "../judging/judgements.js";
import type { Outcome } from "../../delivery/outcome.js";
import { sleep } from "../../base/sleep.js";
import type { CheckContext } from "../suite/check-context.js";
import { quickReturnMs, type ClientLine } from "../subject/client-line.js";
import type { Judgement } from "../report/verdict.js";
import { encodeFrame, frameMethods } from "../../wire/frame.js";
import { connectionBadFrameTexts } from "./words/connection-bad-frame.js";

/** No protobuf reader gets past a field number that never ends, nor past a frame that is cut short. */
const noFrames: readonly Buffer[] = [Buffer.alloc(16, 0xff), cutShort()];

const noBinary = "this is no frame";

/** Time for a client to fall over what it got. */
const digestMs = 200;

export const connectionBadFrame = connectionCheck({
  id: "connection/bad-frame",
  texts: connectionBadFrameTexts,
  severity: "must",
  phase: "alone",
  judgesAnswers: true,
  async evaluate(context, client) {
    const judgement =
      (await survives(context, client, noFrames, "bytes that are no frame")) ??
      (await survives(context, client, [noBinary], "a text message")) ??
      (await receives(context, "messages that are no frames"));
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
  what: string,
): Promise<Judgement | undefined> {
  const { gateway, facts, timing } = client;
  for (const { id } of gateway.connections()) {
    for (const message of messages) gateway.sendRaw(id, message);
  }
  await sleep(context.wall, digestMs);
  const exit = client.process()?.exit();
  if (exit !== undefined) {
    return broken(`Its process ended with ${exit.in("en")} after ${what}.`, {
      expected: "that it goes on with the next message",
      actual: client.process()?.lastError() ?? `${exit.in("en")}, and nothing on stderr`,
    });
  }
  const waitMs = (facts.returnMs ?? timing.returnWithinMs) + timing.slackMs;
  const online = context.waitingFor("the client to come back", client.isOnline(waitMs));
  if (!(await online)) {
    return broken(`It dropped the connection after ${what}, and did not come back.`, {
      expected: "a new connection",
      actual: `none within ${waitMs / 1_000} s`,
    });
  }
  const outcome = await deliverTwice(context, client, { what, waitMs });
  if (isAccepted(outcome)) return undefined;
  return broken(`A good event after ${what} was not acknowledged with 200.`, {
    expected: "acknowledged with code 200 within 3 s",
    actual: outcomeInShort(outcome),
  });
}

/** The connection may be dropped just when the first is on its way. */
async function deliverTwice(
  context: CheckContext,
  client: ClientLine,
  { what, waitMs }: { readonly what: string; readonly waitMs: number },
): Promise<Outcome> {
  const first = await context.deliver(context.makeEvent(), { label: `a good event after ${what}` });
  if (isAccepted(first)) return first;
  await context.waitingFor("the client to come back", client.isOnline(waitMs));
  return context.deliver(context.makeEvent(), { label: `another good event after ${what}` });
}

async function receives(context: CheckContext, what: string): Promise<Judgement> {
  const event = context.makeEvent();
  const outcome = await context.deliver(event, { label: `a good event after ${what}` });
  return judgeEvent(context, event, outcome, {
    holds: `A good event after ${what} was acknowledged and acted on once.`,
    refused: `A good event after ${what} was not acknowledged with 200.`,
    effects: `A good event after ${what} was acknowledged but not acted on exactly once.`,
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
