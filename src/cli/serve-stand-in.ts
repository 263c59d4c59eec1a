import { standInPath } from "../console/stand-in/stand-in-path.js";
import {
  createStandInReceiver,
  type StandInReceiver,
} from "../console/stand-in/stand-in-receiver.js";
import type { Gateway } from "../gateway/gateway.js";
import type { Simulator } from "../simulator/simulator.js";
import { requestUrlOf, setRequestUrl } from "./first-app.js";
import type { OpenServer } from "./open-server.js";
import type { Terminal } from "./terminal.js";
import { serveTexts } from "./texts/serve-texts.js";

/** The stand-in as `serve` has it, on its own port. */
export interface ServeStandIn extends Pick<StandInReceiver, "handler" | "witness" | "behave"> {
  readonly behaviour: StandInReceiver["behaviour"];
  /** Its URL once the port is open. */
  readonly url: string | undefined;
  /** Has the first app's events come to it from now on, until a client of the long connection is there. */
  begin(server: Pick<OpenServer, "url" | "gateway">): void;
}

interface NamedReceiver {
  readonly target?: string;
  readonly exec?: string;
  readonly longConnection?: boolean;
  readonly cert?: string;
}

/** Undefined when a receiver is named: by a flag, or by the request URL of the first app in the tenant's file. */
export function createServeStandIn(
  { target, exec, longConnection, cert }: NamedReceiver,
  simulator: Simulator,
  terminal: Terminal,
): ServeStandIn | undefined {
  const isNamed = target !== undefined || exec !== undefined || longConnection === true;
  // Its certificate would have to be trusted by our own deliveries.
  if (isNamed || cert !== undefined || requestUrlOf(simulator) !== undefined) return undefined;
  const { clock } = simulator;
  const receiver = createStandInReceiver({ keys: () => simulator.app, wall: clock.wall });
  let url: string | undefined;
  return {
    handler: receiver.handler,
    witness: receiver.witness,
    behave: (behaviour) => receiver.behave(behaviour),
    get behaviour() {
      return receiver.behaviour;
    },
    get url() {
      return url;
    },
    begin(server) {
      url = `${server.url}${standInPath}`;
      setRequestUrl(simulator, url);
      terminal.progress(`${serveTexts("stand-in", { url }).in(terminal.language)}\n`);
      stepAsideForClients({ simulator, gateway: server.gateway, url, terminal });
    },
  };
}

/** Whoever starts a client wants to see the events there; who saves the stand-in's URL afterwards, here. */
function stepAsideForClients(parts: {
  readonly simulator: Simulator;
  readonly gateway: Gateway;
  readonly url: string;
  readonly terminal: Terminal;
}): void {
  const { simulator, gateway, url, terminal } = parts;
  const stop = gateway.observe({
    // Not only once it is ready: the Open API counts it from now on, and events wait until it is.
    connectionOpened({ appId }) {
      if (appId !== simulator.app.appId || requestUrlOf(simulator) !== url) return;
      stop();
      setRequestUrl(simulator, undefined);
      terminal.progress(`${serveTexts("stand-in-left").in(terminal.language)}\n`);
    },
  });
}
