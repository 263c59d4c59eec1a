import type { Journal } from "../delivery/journal.js";
import type { Gateway } from "../gateway/gateway.js";
import type { Simulator } from "../simulator/simulator.js";
import { createClockControl } from "./clock-control.js";
import { createConsoleReceiver } from "./console-receiver.js";
import { inTurn } from "../base/in-turn.js";
import type { PortRoutes } from "./open-server.js";
import { readTls, type TargetFlags } from "./options.js";
import { tellWaiting } from "./owed-deliveries.js";
import type { ServeReceiver, ServeReceiverFlags } from "./serve-receiver.js";
import type { ServeStandIn } from "./serve-stand-in.js";
import type { Terminal } from "./terminal.js";

export interface PageFlags extends ServeReceiverFlags, TargetFlags {
  readonly cert?: string;
  readonly data?: string;
}

/** What the page is made of, as it comes into being. */
export interface PageParts {
  receiver: ServeReceiver | undefined;
  standIn: ServeStandIn | undefined;
  /** Tells every open page that something is new about the receiver. */
  receiverChanged: () => void;
}

export interface PageOptions {
  readonly simulator: Simulator;
  readonly gateway: Gateway;
  /** Of --data. */
  readonly journal: Journal | undefined;
  readonly page: PageParts;
  /** Where the port is reached; known once it is open. */
  readonly url: () => string;
  readonly terminal: Terminal;
}

/** The page, its stand-in and the control of the clock, as routes of the port. */
export async function openPage(flags: PageFlags, options: PageOptions): Promise<PortRoutes> {
  const { simulator, gateway, journal, page, url, terminal } = options;
  const { data } = flags;
  const [{ createConsole }, { createServeStandIn }] = await Promise.all([
    import("../console/create-console.js"),
    import("./serve-stand-in.js"),
  ]);
  const standIn = createServeStandIn(flags, simulator, terminal);
  const opened = (): ServeReceiver | undefined => page.receiver;
  page.standIn = standIn;
  const made = await createConsole({
    simulator,
    gateway,
    receiver: createConsoleReceiver({ flags, simulator, standIn, opened, tls: readTls(flags) }),
    wall: simulator.clock.wall,
    url,
    print: (text) => terminal.err(`${text}\n`),
    language: terminal.language,
    ...(data !== undefined && { data, journal, onWaiting: tellWaiting(data, terminal) }),
  });
  // The console tells its pages of what is steered behind it.
  page.receiverChanged = () => made.receiverChanged();
  const handlers = [made.handler, createClockControl(simulator)];
  return {
    handler: inTurn(standIn ? [standIn.handler, ...handlers] : handlers),
    close: () => made.close(),
  };
}
