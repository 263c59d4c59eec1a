import type { Timer, WallClock } from "../base/clock.js";
import type { Connection } from "./connection.js";

export interface ConnectionPoolOptions {
  readonly open: () => Connection;
  readonly wall: WallClock;
  /** How many connections may wait for their next request; 0 closes each after its first. */
  readonly maxIdle: number;
  /** Real milliseconds after which a waiting connection is closed. */
  readonly idleMs: number;
}

/** Connections to one place, kept alive between requests. As many are open as requests are under way. */
export interface ConnectionPool {
  /** The idle connection that was used last, so that those not needed any more run out; else a new one. */
  take(): Connection;
  /** Takes a connection back that can serve another request. */
  giveBack(connection: Connection): void;
  /** Closes every connection, those in use among them. */
  close(): void;
}

interface Idle {
  readonly connection: Connection;
  readonly since: number;
}

export function createConnectionPool({
  open,
  wall,
  maxIdle,
  idleMs,
}: ConnectionPoolOptions): ConnectionPool {
  const all = new Set<Connection>();
  /** The one used last at the end. */
  let idle: Idle[] = [];
  let sweeping: Timer | undefined;

  function take(): Connection {
    for (let last = idle.pop(); last; last = idle.pop()) {
      if (!last.connection.stream.destroyed && !last.connection.tcp.destroyed) {
        return last.connection;
      }
    }
    return openOne();
  }

  function openOne(): Connection {
    const connection = open();
    all.add(connection);
    connection.stream.once("close", () => all.delete(connection));
    return connection;
  }

  function giveBack(connection: Connection): void {
    connection.user = undefined;
    if (idle.length >= maxIdle) {
      connection.tcp.destroy();
      return;
    }
    idle.push({ connection, since: wall.elapsed() });
    sweeping ??= wall.setTimer(sweep, idleMs, { unref: true });
  }

  /** One timer for all of them: one for each would have to be set and cancelled with every request. */
  function sweep(): void {
    sweeping = undefined;
    const now = wall.elapsed();
    const isExpired = ({ since }: Idle): boolean => now - since >= idleMs;
    for (const { connection } of idle.filter(isExpired)) connection.tcp.destroy();
    idle = idle.filter(({ connection }) => !connection.tcp.destroyed);
    const [oldest] = idle;
    if (oldest === undefined) return;
    const remainingMs = Math.ceil(oldest.since + idleMs - now);
    sweeping = wall.setTimer(sweep, remainingMs, { unref: true });
  }

  return {
    take,
    giveBack,
    close() {
      sweeping?.cancel();
      sweeping = undefined;
      idle = [];
      for (const { tcp } of all) tcp.destroy();
    },
  };
}
