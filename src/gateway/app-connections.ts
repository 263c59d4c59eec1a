import { MocklarkError } from "../base/errors.js";
import type { Text } from "../base/text.js";
import type { WallClock } from "../base/clock.js";
import type { Random } from "../base/random.js";
import type { App } from "../event/app.js";
import { gatewayTexts } from "./gateway-texts.js";
import type { Connection } from "./connection.js";
import type { ConnectionInfo } from "./connection-info.js";
import type { Push } from "./push.js";

/** Everything the gateway knows about one app: who is connected and what is unacknowledged. */
export interface AppConnections {
  /** As it is now: the secret may be changed while clients are connected. */
  app: App;
  readonly connections: ReadonlySet<Connection>;
  /** Pushes that wait for an acknowledgement, by message id, whichever connection they went to. */
  readonly pushes: Map<string, Push>;
  add(connection: Connection): void;
  remove(connection: Connection): void;
  /** To be called when a connection became ready. */
  announce(connection: Connection): void;
  /** One connection at random among those online, if there is one. */
  pickNow(): Connection | undefined;
  /**
   * One connection at random among those online; "opening" when one will soon be ready; undefined when
   * nobody is there. A frozen one is chosen only when there is no other.
   */
  pick(): Connection | "opening" | undefined;
  /**
   * Calls back with the next connection to become ready, or with nothing once none is opening any more;
   * the function that comes back stops that.
   */
  whenReady(resume: Waiter): () => void;
  /** To be called when we end a connection: its client will open another. */
  brokenOff(): void;
  /**
   * Resolves when the client of a connection we ended is back, or so many real milliseconds have passed
   * since; undefined when somebody is there or nobody is expected.
   */
  comingBack(withinMs: number): Promise<void> | undefined;
  /** @throws MocklarkError ENVIRONMENT when nobody comes online in time, or nobody can any more */
  whenOnline(timeoutMs: number): Promise<ConnectionInfo>;
  /** Nobody will come any more: drops every connection and whoever waits for one. */
  close(): void;
}

export type Waiter = (connection: Connection | undefined) => void;

export function createAppConnections(options: {
  readonly app: App;
  readonly random: Random;
  readonly wall: WallClock;
}): AppConnections {
  const { app, random, wall } = options;
  const connections = new Set<Connection>();
  let list: readonly Connection[] = [];
  const pushes = new Map<string, Push>();
  const waiters = new Set<Waiter>();
  const pushWaiters = new Set<Waiter>();
  let brokenOffAt: number | undefined;
  let comeBack: Promise<void> | undefined;

  function release(set: Set<Waiter>, connection: Connection | undefined): void {
    const released = [...set];
    set.clear();
    for (const waiter of released) waiter(connection);
  }

  const inState = (state: Connection["state"]): Connection[] =>
    list.filter((connection) => connection.state === state);

  function pickNow(): Connection | undefined {
    // Nearly always everybody is online and the first draw is good.
    const drawn = list.length > 0 ? random.pick(list) : undefined;
    if (drawn?.state === "online") return drawn;
    const candidates = inState("online");
    return candidates.length > 0 ? random.pick(candidates) : undefined;
  }

  function pick(): Connection | "opening" | undefined {
    const online = pickNow();
    if (online) return online;
    if (inState("opening").length > 0) return "opening";
    const frozen = inState("frozen");
    return frozen.length > 0 ? random.pick(frozen) : undefined;
  }

  function whenOnline(timeoutMs: number): Promise<ConnectionInfo> {
    const [first] = inState("online");
    if (first) return Promise.resolve(first.info());
    return new Promise((resolve, reject) => {
      const waiter: Waiter = (connection) => {
        timer.cancel();
        if (connection) resolve(connection.info());
        else reject(nobodyOnline(app.appId, gatewayTexts("closed")));
      };
      const giveUp = (): void => {
        waiters.delete(waiter);
        reject(nobodyOnline(app.appId, gatewayTexts("none-in-time", { ms: timeoutMs })));
      };
      // The open port keeps the process alive; once it is closed nobody will come any more.
      const timer = wall.setTimer(giveUp, timeoutMs, { unref: true });
      waiters.add(waiter);
    });
  }

  function comingBack(withinMs: number): Promise<void> | undefined {
    if (brokenOffAt === undefined || list.some(({ state }) => state !== "closing"))
      return undefined;
    const leftMs = brokenOffAt + withinMs - wall.elapsed();
    if (leftMs <= 0) return undefined;
    comeBack ??= whenOnline(leftMs)
      .then(noop, noop)
      .finally(() => (comeBack = undefined));
    return comeBack;
  }

  return {
    app,
    connections,
    pushes,
    add(connection) {
      connections.add(connection);
      list = [...connections];
    },
    remove(connection) {
      connections.delete(connection);
      list = [...connections];
      if (inState("opening").length === 0) release(pushWaiters, undefined);
    },
    announce(connection) {
      release(waiters, connection);
      release(pushWaiters, connection);
    },
    pickNow,
    pick,
    whenReady(resume) {
      pushWaiters.add(resume);
      return () => pushWaiters.delete(resume);
    },
    brokenOff() {
      brokenOffAt = wall.elapsed();
    },
    comingBack,
    whenOnline,
    close() {
      for (const connection of connections) connection.kill();
      for (const push of pushes.values()) push.settle({ kind: "reset", phase: "ack" });
      release(waiters, undefined);
      release(pushWaiters, undefined);
    },
  };
}

const noop = (): void => {};

function nobodyOnline(appId: string, why: Text): MocklarkError {
  return new MocklarkError("ENVIRONMENT", gatewayTexts("nobody-online", { appId, why }), {
    remedy: gatewayTexts("start-the-client"),
  });
}
