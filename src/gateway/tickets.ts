import type { Random } from "../base/random.js";

export interface Tickets {
  /** A new ticket that lets one connection of this app in. */
  issue(appId: string): string;
  /** The app a ticket was issued to, once and while it is fresh. */
  redeem(ticket: string): string | undefined;
  /** Whether it was one of the last that let a connection in. */
  wasRedeemed(ticket: string): boolean;
}

/** Single-use entry tickets: the endpoint issues them, the upgrade takes them in. */
export function createTickets(options: {
  readonly random: Random;
  /** Milliseconds, any origin. */
  readonly elapsed: () => number;
  readonly lifetimeMs: number;
  /** How many may be outstanding; the oldest makes room. */
  readonly capacity: number;
}): Tickets {
  const { random, elapsed, lifetimeMs, capacity } = options;
  // A Map keeps the order of insertion, so its first key is the oldest ticket.
  const outstanding = new Map<string, { readonly appId: string; readonly expiresAt: number }>();
  const redeemed = new Set<string>();

  function noteRedeemed(ticket: string): void {
    redeemed.add(ticket);
    const oldest = redeemed.values().next().value;
    if (redeemed.size > capacity && oldest !== undefined) redeemed.delete(oldest);
  }

  return {
    issue(appId) {
      const ticket = random.uuid();
      outstanding.set(ticket, { appId, expiresAt: elapsed() + lifetimeMs });
      const oldest = outstanding.keys().next().value;
      if (outstanding.size > capacity && oldest !== undefined) outstanding.delete(oldest);
      return ticket;
    },
    redeem(ticket) {
      const found = outstanding.get(ticket);
      outstanding.delete(ticket);
      if (!found || elapsed() > found.expiresAt) return undefined;
      noteRedeemed(ticket);
      return found.appId;
    },
    wasRedeemed: (ticket) => redeemed.has(ticket),
  };
}
