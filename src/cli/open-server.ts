import type { Clock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import type { HttpHandler } from "../base/http-handler.js";
import { inTurn } from "../base/in-turn.js";
import type { Journal } from "../delivery/journal.js";
import type { Gateway } from "../gateway/gateway.js";
import type { Simulator } from "../simulator/simulator.js";
import type { SimulatorOptions } from "../simulator/simulator-options.js";
import {
  createDeliveryJson,
  createDeliveryLines,
  type DeliveryLinesOptions,
} from "./delivery-lines.js";
import { openEventLogFile } from "./event-log-file.js";
import { createGatewayJson, createGatewayLines, type GatewayPrinter } from "./gateway-lines.js";
import { openDataFolder } from "./owed-deliveries.js";
import { type RetryFlags, retryTiming } from "./retry-options.js";
import { presetOf, readCertificate, type ServerFlags } from "./server-options.js";
import type { Terminal } from "./terminal.js";

/** A simulator whose port is open, and that prints what happens at it. */
export interface OpenServer {
  readonly simulator: Simulator;
  readonly gateway: Gateway;
  readonly url: string;
  /** Of --data. */
  readonly journal: Journal | undefined;
  readonly lines: GatewayPrinter;
  /** Prints connections from now on. */
  watch(): void;
  /** Closes everything; what is owed is on disk then. */
  close(): Promise<void>;
}

export interface OpenServerOptions {
  readonly flags: ServerFlags & RetryFlags;
  readonly terminal: Terminal;
  /** What else the simulator is made with. */
  readonly settings: (kept: KeptState) => Promise<SimulatorOptions>;
  /** What the port answers besides the Open API; closed after everything else. */
  readonly routes?: (
    simulator: Simulator,
    gateway: Gateway,
    journal: Journal | undefined,
  ) => Promise<PortRoutes>;
  /** For the lines of deliveries. Default: bodies go out in clear. */
  readonly encrypted?: DeliveryLinesOptions["encrypted"];
}

export interface PortRoutes {
  readonly handler: HttpHandler;
  close(): Promise<void>;
}

/** What --data and the flags about time come to. */
export interface KeptState {
  readonly clock: Clock;
  /** Holds the lock of the --data folder; absent without one. */
  readonly journal?: Journal;
}

/** @throws MocklarkError USAGE, FILE, or ENVIRONMENT when the port cannot be opened */
export async function openServer(options: OpenServerOptions): Promise<OpenServer> {
  const { flags, terminal, settings, routes } = options;
  const { createSimulator } = await import("../simulator/simulator.js");
  const tls = await readCertificate(flags);
  const { policy, clock } = retryTiming(flags);
  const attempts = (policy.waitsMs?.length ?? 4) + 1;
  const journal =
    flags.data === undefined ? undefined : await openDataFolder(flags.data, clock, terminal);
  const eventLog =
    flags.eventLog === undefined ? undefined : await openEventLogFile(flags.eventLog);
  const kept = definedOnly({ journal });
  const made = await settings({ clock, ...kept }).catch(async (error: unknown) => {
    await journal?.close();
    throw error;
  });
  const isJson = flags.json === true;
  const printer = isJson
    ? createDeliveryJson(terminal)
    : createDeliveryLines(terminal, { attempts, encrypted: options.encrypted ?? false });
  const simulator = createSimulator({
    policy,
    clock,
    ...kept,
    ...made,
    observers: eventLog ? [printer, eventLog.observer] : [printer],
  });
  let opened: PortRoutes | undefined;
  const close = async (): Promise<void> => {
    try {
      await simulator.close();
      await eventLog?.close();
    } finally {
      await opened?.close();
    }
  };
  try {
    const gateway = await simulator.gateway({
      ...definedOnly({ tls, websocketPingMs: flags.websocketPing }),
      clientConfig: presetOf(flags),
      ...(routes && {
        async routes(port: Gateway) {
          const { openApiRoutes } = await import("../simulator/local-port.js");
          opened = await routes(simulator, port, journal);
          return inTurn([openApiRoutes(await simulator.openApi()), opened.handler]);
        },
      }),
    });
    const { url } = await gateway.listen(flags.port);
    const lines = isJson ? createGatewayJson(terminal) : createGatewayLines(terminal);
    const watch = (): void => void gateway.observe(lines.observer(() => gateway.connections()));
    return { simulator, gateway, url, journal, lines, watch, close };
  } catch (error) {
    await close();
    throw error;
  }
}
