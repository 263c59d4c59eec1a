import type { CheckContext } from "../suite/check-context.js";
import { quickClientConfig, type ClientLine } from "../subject/client-line.js";
import { connectionCheck } from "../judging/connection-check.js";
import { broken, holds } from "../judging/judgements.js";
import { leavesOutZeros } from "../judging/zero-fields.js";
import type { Judgement } from "../report/verdict.js";
import { connectionPingsTexts } from "./words/connection-pings.js";

const oldMs = quickClientConfig.PingInterval * 1_000;
const newMs = 2_000;
/** Clients read their clocks as late as everybody; 1 s and 2 s stay apart. */
const toleranceMs = 400;
/** No rounding makes so little of a second. */
const floodMs = 200;

export const connectionPings = connectionCheck({
  id: "connection/pings",
  texts: connectionPingsTexts,
  severity: "must",
  judgesRefusal: true,
  evaluate: (context, client) =>
    client.withConfig({ PingInterval: newMs / 1_000 }, () =>
      context.waitingFor("pings", followPings(context, client)),
    ),
});

/** A client that has dropped the connection meanwhile is followed on its next one. */
async function followPings(context: CheckContext, client: ClientLine): Promise<Judgement> {
  for (let losses = 0; ; losses++) {
    const first = await client.next("connectionPinged", oldMs + client.timing.slackMs);
    if (!first) return noPing(client, `No ping came although PingInterval is ${oldMs / 1_000} s.`);
    const judgement = await followConnection(context, client, first.id);
    if (judgement) return judgement;
    const isGone = !client.gateway.connections().some(({ id }) => id === first.id);
    if (!isGone || losses >= mostLosses) {
      return noPing(client, "The pings stopped after a pong that held a new ClientConfig.");
    }
  }
}

const mostLosses = 2;

/**
 * The pong to the first ping brings the new interval; the SDKs have scheduled one more by the old one then.
 * Undefined when the pings stop.
 */
async function followConnection(
  { wall }: CheckContext,
  client: ClientLine,
  connectionId: string,
): Promise<Judgement | undefined> {
  const gaps: number[] = [];
  for (let last = wall.elapsed(); gaps.length < 2; last = wall.elapsed()) {
    const waitMs = newMs + client.timing.slackMs;
    if (!(await client.next("connectionPinged", waitMs, ({ id }) => id === connectionId))) {
      return undefined;
    }
    gaps.push(wall.elapsed() - last);
    if ((gaps.at(-1) ?? 0) >= newMs - toleranceMs) {
      return holds("It pings, and took the PingInterval that a pong brought.");
    }
  }
  return judgeGaps(gaps);
}

function judgeGaps(gaps: readonly number[]): Judgement {
  if (Math.max(...gaps) < floodMs) {
    return broken("It pings far more often than PingInterval says.", {
      expected: `${newMs / 1_000} s between two pings`,
      actual: gaps.map((gap) => `${Math.round(gap)} ms`).join(", then "),
      fix: "PingInterval is in seconds: multiply it by 1000 for a timer that counts milliseconds, and keep one ping timer per connection.",
    });
  }
  return broken(`The PingInterval of ${newMs / 1_000} s that a pong brought was not taken.`, {
    expected: `${newMs / 1_000} s between two pings`,
    actual: gaps.map((gap) => `${(gap / 1_000).toFixed(1)} s`).join(", then "),
  });
}

/** What came in place of a ping, if anything did. */
function noPing(client: ClientLine, reason: string): Judgement {
  const expected = "a ping frame: method 0 and the header type=ping";
  if (leavesOutZeros(client)) {
    return broken("Its ping frames leave out required fields whose value is zero.", {
      expected: "SeqID, LogID, service and method in every frame, also where they are 0",
      actual: client.badFrames().at(-1) ?? "frames that cannot be decoded",
      fix: "Declare fields 1 to 4 as required (proto2), or write them in any case: proto3 encoders leave out whatever is zero. Official decoders refuse such frames, and Feishu has been seen not to answer them.",
    });
  }
  const [badFrame] = client.badFrames();
  if (badFrame !== undefined) {
    return broken("What it sends in place of a ping cannot be decoded.", {
      expected,
      actual: badFrame,
      fix: "Send a pbbp2 Frame with SeqID 0, LogID 0, the service_id of the URL, method 0 and the header type=ping, as a binary message.",
    });
  }
  if (client.nativePings() > 0) {
    return broken("It sends WebSocket's own pings in place of ping frames.", {
      expected,
      actual: `${client.nativePings()} WebSocket pings (opcode 9) and no ping frame`,
      fix: "Send a ping frame every PingInterval seconds: a binary message with a pbbp2 Frame of method 0 and the header type=ping. A WebSocket library's own pings are none, whatever its ping interval is called.",
    });
  }
  const once = client.gateway.connections().some(({ pings }) => pings > 0);
  return broken(reason, { expected, actual: once ? "none after its first" : "none" });
}
