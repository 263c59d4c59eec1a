import type { WallClock } from "../base/clock.js";
import type { Dialer } from "../network/dialer.js";
import { openConnection } from "./connection.js";
import { createConnectionPool, type ConnectionPool } from "./connection-pool.js";
import type { Endpoint } from "./endpoint.js";

/**
 * "keep-alive": any idle connection of the channel's. "fresh": one for this request alone.
 * "own:NAME": the one connection of that name, opened again when it has ended; it ends soon when unused.
 */
export type ConnectionChoice = "keep-alive" | "fresh" | `own:${string}`;

/** The connections of one channel: a pool for each place it leads to and each choice. */
export interface WebhookConnections {
  for(endpoint: Endpoint, choice: ConnectionChoice): ConnectionPool;
  /** Closes every connection. */
  close(): void;
}

/** Go's client closes a connection that was idle this long. */
const idleMs = 90_000;

/** A receiver that serves one connection after the other would wait for the end of ours. */
const ownIdleMs = 200;

export function createWebhookConnections({
  dialer,
  wall,
}: {
  readonly dialer: Dialer;
  readonly wall: WallClock;
}): WebhookConnections {
  const pools = new Map<string, ConnectionPool>();
  return {
    for(endpoint, choice) {
      const key = `${endpoint.origin} ${choice}`;
      const known = pools.get(key);
      if (known) return known;
      const pool = createConnectionPool({
        open: () => openConnection(endpoint, dialer),
        wall,
        maxIdle: choice === "fresh" ? 0 : Number.POSITIVE_INFINITY,
        idleMs: choice.startsWith("own:") ? ownIdleMs : idleMs,
      });
      pools.set(key, pool);
      return pool;
    },
    close() {
      for (const pool of pools.values()) pool.close();
    },
  };
}
