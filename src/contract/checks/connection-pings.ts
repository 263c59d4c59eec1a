import type { Text } from "../../base/text.js";
import type { CheckContext } from "../suite/check-context.js";
import { quickClientConfig, type ClientLine } from "../subject/client-line.js";
import { connectionCheck } from "../judging/connection-check.js";
import { broken, holds } from "../judging/judgements.js";
import { leavesOutZeros } from "../judging/zero-fields.js";
import type { Judgement } from "../report/verdict.js";
import { connectionPingsTexts as texts } from "./texts/connection-pings-texts.js";

const oldMs = quickClientConfig.PingInterval * 1_000;
const newMs = 2_000;
/** Clients read their clocks as late as everybody; 1 s and 2 s stay apart. */
const toleranceMs = 400;
/** No rounding makes so little of a second. */
const floodMs = 200;

export const connectionPings = connectionCheck({
  id: "connection/pings",
  texts,
  severity: "must",
  judgesRefusal: true,
  evaluate: (context, client) =>
    client.withConfig({ PingInterval: newMs / 1_000 }, () =>
      context.waitingFor(texts("wait-pings"), followPings(context, client)),
    ),
});

/** A client that has dropped the connection meanwhile is followed on its next one. */
async function followPings(context: CheckContext, client: ClientLine): Promise<Judgement> {
  for (let losses = 0; ; losses++) {
    const first = await client.next("connectionPinged", oldMs + client.timing.slackMs);
    if (!first) return noPing(client, texts("no-ping", { seconds: oldMs / 1_000 }));
    const judgement = await followConnection(context, client, first.id);
    if (judgement) return judgement;
    const isGone = !client.gateway.connections().some(({ id }) => id === first.id);
    if (!isGone || losses >= mostLosses) {
      return noPing(client, texts("stopped"));
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
      return holds(texts("holds"));
    }
  }
  return judgeGaps(gaps);
}

function judgeGaps(gaps: readonly number[]): Judgement {
  if (Math.max(...gaps) < floodMs) {
    return broken(texts("flood"), {
      expected: texts("interval", { seconds: newMs / 1_000 }),
      actual: texts("gaps-in-ms", { gapsMs: gaps }),
      fix: texts("fix-flood"),
    });
  }
  return broken(texts("not-taken", { seconds: newMs / 1_000 }), {
    expected: texts("interval", { seconds: newMs / 1_000 }),
    actual: texts("gaps-in-s", { gapsMs: gaps }),
  });
}

/** What came in place of a ping, if anything did. */
function noPing(client: ClientLine, reason: Text): Judgement {
  const expected = texts("ping-frame");
  if (leavesOutZeros(client)) {
    const last = client.badFrames().at(-1);
    return broken(texts("zeros-left-out"), {
      expected: texts("all-fields"),
      actual: last ?? texts("bad-frames"),
      fix: texts("fix-zeros"),
    });
  }
  const [badFrame] = client.badFrames();
  if (badFrame !== undefined) {
    return broken(texts("no-frame"), {
      expected,
      actual: badFrame,
      fix: texts("fix-no-frame"),
    });
  }
  if (client.nativePings() > 0) {
    return broken(texts("native"), {
      expected,
      actual: texts("native-count", { count: client.nativePings() }),
      fix: texts("fix-native"),
    });
  }
  const once = client.gateway.connections().some(({ pings }) => pings > 0);
  return broken(reason, { expected, actual: texts(once ? "none-after-first" : "none") });
}
