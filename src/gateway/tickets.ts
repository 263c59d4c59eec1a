import type { Random } from "../base/random.js";

export interface Tickets {
  /** A new ticket that lets one connection of this app in. */
  issue(appId: string): string;
  /** The app a ticket was issued to, once and while it is fresh. */
  redeem(ticket: string): string | undefined;
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
      return found && elapsed() <= found.expiresAt ? found.appId : undefined;
    },
  };
}
