import { describe, expect, it } from "vitest";
import { Text, verbatim } from "../../../src/base/text.js";
import { eventFlaky } from "../../../src/contract/checks/event-flaky.js";
import type { CheckId } from "../../../src/contract/report/check-id.js";
import type { CheckContext } from "../../../src/contract/suite/check-context.js";
import type { Flip, RunExchange } from "../../../src/contract/suite/run-exchange.js";
import type { Outcome } from "../../../src/delivery/outcome.js";

const answered = (status: number, body = ""): Outcome => ({
  kind: "answered",
  status,
  headers: [],
  body,
  bodyTruncated: false,
  durationMs: 1,
});

const exchangeWith = (outcome: Outcome): RunExchange["exchange"] => ({
  label: verbatim("a good event"),
  request: { method: "POST", headers: [], body: "", bodyBytes: 0 },
  outcome,
});

/** A delivery of the plain content, or of another. */
const sent = (
  outcome: Outcome,
  { check = "event/x", plain = true }: { check?: CheckId; plain?: boolean } = {},
): RunExchange => ({
  check,
  repeats: 0,
  order: 0,
  genuine: true,
  exchange: exchangeWith(outcome),
  ...(plain ? { plain: {} as NonNullable<RunExchange["plain"]> } : {}),
});

const flip = (outcome: Outcome): Flip => ({
  check: "event/boundary-values",
  exchange: exchangeWith(outcome),
});

/** What the check says, in English. */
async function judge(
  sentBefore: readonly RunExchange[],
  flips: readonly Flip[] = [],
): Promise<Record<string, unknown>> {
  const context: Pick<CheckContext, "runExchanges" | "flips"> = {
    runExchanges: () => sentBefore,
    flips: () => flips,
  };
  const judgement = await eventFlaky.evaluate(context as CheckContext);
  const said = Object.entries(judgement).map(([name, part]: [string, unknown]) => [
    name,
    part instanceof Text ? part.in("en") : part,
  ]);
  return Object.fromEntries(said) as Record<string, unknown>;
}

const good = sent(answered(200));

describe("event/flaky", () => {
  it("holds where every plain event is accepted", async () => {
    expect(await judge([good, good])).toMatchObject({ kind: "holds" });
  });

  it("tells how many events of one content were refused, and with what", async () => {
    const refused = sent(answered(500, "database is locked"));
    expect(await judge([good, refused, good, good])).toMatchObject({
      kind: "broken",
      reason: expect.stringContaining("status 500: database is locked"),
      actual: expect.stringContaining("1 of 4 events of one content"),
    });
  });

  it("goes by what a second try had accepted where no plain event was refused", async () => {
    expect(await judge([good], [flip(answered(500, "busy"))])).toMatchObject({
      kind: "broken",
      actual: "status 500: busy for 1 event that a second try had accepted",
    });
    expect(await judge([good], [flip(answered(200)), flip(answered(200))])).toMatchObject({
      kind: "broken",
      actual: "status 200, but no effect, for 2 events that a second try had accepted",
    });
  });

  it.each<[what: string, RunExchange]>([
    ["of another content", sent(answered(500), { plain: false })],
    ["with 429", sent(answered(429))],
    ["with 503", sent(answered(503))],
    ["one of fifty at once", sent(answered(500), { check: "event/concurrent" })],
    ["by no answer", sent({ kind: "timed-out", phase: "response-headers", durationMs: 3_000 })],
  ])("does not count an event that is refused and %s", async (_what, refused) => {
    expect(await judge([good, refused])).toMatchObject({ kind: "holds" });
  });

  it("decides nothing where no good event is accepted", async () => {
    const refused = sent(answered(500));
    expect(await judge([refused, refused])).toMatchObject({ kind: "undecided" });
    expect(await judge([])).toMatchObject({ kind: "undecided" });
  });
});
