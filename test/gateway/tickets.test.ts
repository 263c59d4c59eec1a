import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createTickets } from "../../src/gateway/tickets.js";

describe("tickets", () => {
  it("let the oldest of 10,001 make room", () => {
    const random = createRandom(1);
    const tickets = createTickets({ random, elapsed: () => 0, lifetimeMs: 1, capacity: 10_000 });
    const issued = Array.from({ length: 10_001 }, () => tickets.issue("app"));
    expect(issued.map((ticket) => tickets.redeem(ticket) ?? "none").slice(0, 3)).toEqual([
      "none",
      "app",
      "app",
    ]);
  });

  it("are good to the last millisecond of their life", () => {
    let nowMs = 0;
    const elapsed = (): number => nowMs;
    const tickets = createTickets({ random: createRandom(1), elapsed, lifetimeMs: 5, capacity: 9 });
    const [first, second] = [tickets.issue("app"), tickets.issue("app")];
    nowMs = 5;
    expect(tickets.redeem(first)).toBe("app");
    nowMs = 6;
    expect(tickets.redeem(second)).toBeUndefined();
  });

  it("let one connection in, and no second", () => {
    const options = { elapsed: () => 0, lifetimeMs: 1, capacity: 9 };
    const tickets = createTickets({ random: createRandom(1), ...options });
    const ticket = tickets.issue("app");
    expect([tickets.redeem(ticket), tickets.redeem(ticket)]).toEqual(["app", undefined]);
  });
});
