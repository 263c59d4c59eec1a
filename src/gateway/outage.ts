import type { Duplex } from "node:stream";
import type { Socket } from "node:net";

/**
 * What may be wrong with the whole server. `unreachable`: every connection breaks, and whoever asks where to
 * connect, or tries to, has the connection reset. `silent-endpoint`: the endpoint takes the question and never
 * answers; who is connected stays connected.
 */
export const outageNames = ["unreachable", "silent-endpoint"] as const;

export type OutageName = (typeof outageNames)[number];

/** A try that came to nothing because of an outage. */
export interface FailedTry {
  readonly at: "endpoint" | "handshake";
  readonly outage: OutageName;
}

export interface OutageSwitch {
  /** Begins an outage, or ends it. Questions that were held are then reset: their answer never comes. */
  set(outage: OutageName | undefined): void;
  /** Whether the outage takes care of this client, so that nobody else has to. */
  takes(at: FailedTry["at"], socket: Duplex): boolean;
}

/**
 * Sits in front of the endpoint and the upgrade only, so that the control API on the same port goes on. A reset
 * after the request is as good as a port that is closed: the client's try fails, and the port stays ours.
 */
export function createOutageSwitch(failed: (failedTry: FailedTry) => void): OutageSwitch {
  const held = new Set<Duplex>();
  let current: OutageName | undefined;

  function hold(socket: Duplex): void {
    held.add(socket);
    socket.once("close", () => held.delete(socket));
  }

  return {
    set(outage) {
      current = outage;
      for (const socket of held) reset(socket);
      held.clear();
    },
    takes(at, socket) {
      if (current === undefined || (current === "silent-endpoint" && at === "handshake")) {
        return false;
      }
      if (current === "unreachable") reset(socket);
      else hold(socket);
      failed({ at, outage: current });
      return true;
    },
  };
}

/** With a TCP reset, as from a machine that has just been started. A TLS socket has none of its own. */
function reset(socket: Duplex & Partial<Pick<Socket, "resetAndDestroy">>): void {
  socket.on("error", () => {});
  if (socket.resetAndDestroy) socket.resetAndDestroy();
  else socket.destroy();
}
