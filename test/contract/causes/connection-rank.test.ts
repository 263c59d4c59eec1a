import { describe, expect, it } from "vitest";
import { connectionRank, isConsequence } from "../../../src/contract/causes/connection-rank.js";
import type { Text } from "../../../src/base/text.js";
import { connectionBadFrameTexts } from "../../../src/contract/checks/texts/connection-bad-frame-texts.js";
import { resultInTexts } from "../in-texts.js";
import { sampleResult } from "../sample-report.js";

const failing = (id: `${string}/${string}`, reason?: Text) => ({
  ...resultInTexts(sampleResult({ id, verdict: "fail", reason: "It did not." })),
  ...(reason === undefined ? {} : { reason }),
});

const ended = connectionBadFrameTexts("ended", { exit: "exit code 1", what: "a text message" });

describe("failures of a client", () => {
  it("are told in the order in which they spoil what follows", () => {
    const failures = [
      failing("connection/outage"),
      failing("connection/reconnects"),
      failing("connection/pings"),
      failing("connection/acks-event"),
      failing("connection/bad-frame", ended),
      failing("connection/opens"),
    ];
    const sorted = failures.toSorted((one, other) => connectionRank(one) - connectionRank(other));
    expect(sorted.map(({ id }) => id)).toEqual([
      "connection/opens",
      "connection/bad-frame",
      "connection/acks-event",
      "connection/pings",
      "connection/reconnects",
      "connection/outage",
    ]);
  });

  it("of an event that is refused for its token are not told twice", () => {
    const acks = failing("connection/acks-event");
    expect(isConsequence(acks, [acks, failing("connection/empty-token")])).toBe(true);
    expect(isConsequence(acks, [acks])).toBe(false);
  });
});
