import { describe, expect, it } from "vitest";
import type { AttemptRecord, Delivery } from "../../src/delivery/delivery.js";
import { createEventLog, eventLogEntries, formatEventLog } from "../../src/delivery/event-log.js";
import type { Outcome } from "../../src/delivery/outcome.js";
import { answered } from "./scripted-channel.js";

const record = (
  attempt: number,
  outcome: Outcome,
  kind: "given-up" | "succeeded",
): AttemptRecord => ({
  attempt,
  startedAtMs: 1_700_000_000_000 + attempt,
  outcome,
  next: { kind },
});

const delivery = (id: string, changes: Partial<Delivery> = {}): Delivery => ({
  id,
  eventId: "5e3702a84e847582be8db7fb73283c02",
  eventType: "vc.reserve_config.updated_v1",
  target: "http://127.0.0.1:3000/events",
  channel: "webhook",
  acceptedAtMs: 1_700_000_000_000,
  status: "succeeded",
  attempts: [record(1, answered(200), "succeeded")],
  ...changes,
});

describe("the event log", () => {
  it("speaks the platform's words", () => {
    const durationMs = 3_000.4;
    const attempts = [
      record(1, { kind: "timed-out", phase: "response-headers", durationMs }, "given-up"),
      record(2, answered(200), "succeeded"),
    ];
    expect(eventLogEntries(delivery("1", { attempts }))).toEqual([
      {
        event_id: "5e3702a84e847582be8db7fb73283c02",
        event_type: "vc.reserve_config.updated_v1",
        status: "FAIL",
        "retry cnt": 0,
        httpCode: 0,
        hookType: 0,
        costMills: 3_000,
        time: 1_700_000_000_001,
        msg: "context deadline exceeded",
        target: "http://127.0.0.1:3000/events",
      },
      {
        event_id: "5e3702a84e847582be8db7fb73283c02",
        event_type: "vc.reserve_config.updated_v1",
        status: "SUCCESS",
        "retry cnt": 1,
        httpCode: 200,
        hookType: 0,
        costMills: 5,
        time: 1_700_000_000_002,
        target: "http://127.0.0.1:3000/events",
      },
    ]);
  });

  it("marks the long connection with hookType 4, and says when nobody was online", () => {
    const attempts = [record(1, { kind: "offline", durationMs: 0 }, "given-up")];
    const [entry] = eventLogEntries(delivery("1", { channel: "long-connection", attempts }));
    expect(entry).toMatchObject({ hookType: 4, msg: "app not online", status: "FAIL" });
  });

  const durationMs = 1;
  it.each<[Outcome, number, string]>([
    [answered(500), 500, "http status 500"],
    [{ kind: "acknowledged", code: 500, body: "", durationMs }, 500, "ack code 500"],
    [
      { kind: "refused", address: "127.0.0.1:9", durationMs },
      0,
      "dial tcp 127.0.0.1:9: connect: connection refused",
    ],
    [
      { kind: "unreachable", reason: "no route to host", durationMs },
      0,
      "dial tcp: no route to host",
    ],
    [{ kind: "dns-failed", host: "x.test", durationMs }, 0, "lookup x.test: no such host"],
    [{ kind: "tls-failed", reason: "expired", durationMs }, 0, "tls: expired"],
    [{ kind: "reset", phase: "send", durationMs }, 0, "connection reset by peer"],
    [{ kind: "not-http", reason: "SSH-2.0", durationMs }, 0, "malformed HTTP response: SSH-2.0"],
    [{ kind: "broken-off", fault: "cancelled", durationMs }, 0, "cancelled"],
  ])("words the outcome %o", (outcome, httpCode, msg) => {
    const attempts = [record(1, outcome, "given-up")];
    expect(eventLogEntries(delivery("1", { attempts }))).toMatchObject([{ httpCode, msg }]);
  });

  it("is written as one JSON object per line", () => {
    const lines = formatEventLog([delivery("1"), delivery("2")]).split("\n");
    expect(lines).toHaveLength(3);
    expect(lines.pop()).toBe("");
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ status: "SUCCESS" });
  });

  it("remembers the last few that ended and all that are pending, and counts all", () => {
    const log = createEventLog({ keep: 2 });
    for (const id of ["1", "2", "3", "4"])
      log.deliveryAccepted(delivery(id, { status: "pending" }));
    log.deliveryEnded(delivery("1", { status: "given-up" }));
    log.deliveryEnded(delivery("3"));
    log.deliveryEnded(delivery("2"));
    expect([...log].map(({ id }) => id)).toEqual(["3", "2", "4"]);
    expect(log.counts).toEqual({ succeeded: 2, "given-up": 1, cancelled: 0, pending: 1 });
    expect(log.get("1")).toBeUndefined();
    expect(log.get("4")?.status).toBe("pending");
    expect(log.entries()).toHaveLength(3);
    expect(log.toNdjson().trimEnd().split("\n")).toHaveLength(3);
  });
});
