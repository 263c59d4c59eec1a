import { servingProcesses } from "../../receiver/clock/serving-processes.js";
import { sqliteIn } from "../../receiver/clock/sqlite-in.js";
import type { ManagedReceiver } from "../../receiver/managed-receiver.js";
import { outsideConnections } from "../../receiver/outside-connections.js";
import { hasEnded } from "../../receiver/process-group.js";
import type { ReceiverTime } from "./receiver-time.js";
import type { InTurn } from "./turns.js";

/** How a check moves the receiver's clock, and with it the time by which events are made and signed. */
export interface TimeTravel extends Pick<
  ReceiverTime,
  "begin" | "advance" | "contradiction" | "limits"
> {
  /**
   * What has a clock of its own and the receiver is connected to, or has connected to since the first move:
   * "127.0.0.1:6379".
   */
  readonly outside: () => readonly string[];
  /** Where it has SQLite, when that goes by the machine's time although the rest was moved. */
  readonly unmovedSqlite: () => string | undefined;
  /** Whether a process that served when the clock was made movable has ended since. */
  readonly hasLostProcess: () => boolean;
}

export function createTimeTravel({
  time,
  managed,
  inTurn,
}: {
  readonly time: ReceiverTime;
  readonly managed: ManagedReceiver | undefined;
  readonly inTurn: InTurn;
}): TimeTravel {
  let serving: readonly number[] = [];
  let contactsBefore: number | undefined;
  return {
    begin: () =>
      inTurn(async () => {
        const trouble = await time.begin();
        serving = (managed && servingProcesses(managed)) ?? [];
        return trouble;
      }),
    advance(ms) {
      // What an event's work connects to before is no memory of ids; what a repeat connects to may be.
      contactsBefore ??= time.contacts().length;
      return inTurn(() => time.advance(ms));
    },
    contradiction: (answer) => time.contradiction(answer),
    limits: () => time.limits(),
    outside() {
      if (!managed) return [];
      const since = contactsBefore ?? 0;
      // Whether a connection to a unix socket is still open, nobody tells.
      const contacts = time
        .contacts()
        .filter((contact, index) => index >= since || contact.startsWith("/"));
      return outsideConnections(managed, contacts) ?? [];
    },
    unmovedSqlite: () =>
      managed && time.report()?.kind === "node" ? sqliteIn(managed) : undefined,
    hasLostProcess: () => serving.some(hasEnded),
  };
}
