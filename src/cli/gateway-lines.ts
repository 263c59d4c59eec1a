import { jsonText } from "../base/json-text.js";
import { printableLine } from "../base/printable.js";
import type { App } from "../event/app.js";
import type { ConnectionInfo } from "../gateway/connection-info.js";
import type { GatewayObserver } from "../gateway/gateway-observer.js";
import type { Terminal } from "./terminal.js";

type Address = Pick<App, "appId" | "appSecret"> & { readonly url: string };

/** What the gateway prints while it is open. */
export interface GatewayPrinter {
  listening(address: Address): void;
  observer(connections: () => readonly ConnectionInfo[]): GatewayObserver;
}

/** For people: what a client needs, who comes and goes, and on a terminal who is there now. */
export function createGatewayLines(terminal: Terminal): GatewayPrinter {
  const { green, red, dim } = terminal.colors;
  const print = (text: string): void => void terminal.out(`${text}\n`);
  return {
    listening({ url, appId, appSecret }) {
      print(`MOCKLARK_DOMAIN=${url}`);
      print(`MOCKLARK_APP_ID=${appId}`);
      print(`MOCKLARK_APP_SECRET=${appSecret}`);
      terminal.progress("Waiting for clients with this domain, id and secret; Ctrl-C ends.\n");
    },
    observer(connections) {
      const showAll = (): void => terminal.live(describeAll(connections()));
      return {
        connectionReady: ({ id, remoteAddress }) => {
          print(`${id}  ${green("online")}  ${dim(`from ${remoteAddress}`)}`);
          showAll();
        },
        connectionClosed: ({ id, eventsPushed, acks }, closeCode) => {
          const counts = `${eventsPushed} pushed, ${acks} acknowledged`;
          print(`${id}  ${red("closed")}  ${dim(`${counts}, code ${closeCode}`)}`);
          showAll();
        },
        endpointAsked: ({ appId, refusal }) => {
          if (refusal !== undefined)
            print(`${red("refused")}  ${printableLine(appId)}: ${refusal}`);
        },
        handshakeRefused: ({ refusal }) => print(`${red("refused")}  at the upgrade: ${refusal}`),
        badFrame: ({ id }, reason) => print(`${id}  ${red("bad frame")}  ${printableLine(reason)}`),
        connectionPinged: showAll,
        acknowledged: showAll,
      };
    },
  };
}

/** For programs: one object per happening. */
export function createGatewayJson(terminal: Terminal): GatewayPrinter {
  const print = (value: object): void => void terminal.out(`${jsonText(value)}\n`);
  return {
    listening: ({ url, appId, appSecret }) =>
      print({ kind: "listening", url, app_id: appId, app_secret: appSecret }),
    observer: () => ({
      endpointAsked: (asked) => print({ kind: "endpoint-asked", ...asked }),
      handshakeRefused: (refused) => print({ kind: "handshake-refused", ...refused }),
      connectionReady: (connection) => print({ kind: "connection-online", connection }),
      connectionClosed: (connection, closeCode) =>
        print({ kind: "connection-closed", connection, closeCode }),
      badFrame: (connection, reason) => print({ kind: "bad-frame", connection, reason }),
    }),
  };
}

/** "2 connections: connection-1 online 3/3, connection-4 frozen 0/1". */
function describeAll(connections: readonly ConnectionInfo[]): string {
  const each = connections.map(
    ({ id, state, acks, eventsPushed }) => `${id} ${state} ${acks}/${eventsPushed}`,
  );
  const count = connections.length === 1 ? "1 connection" : `${connections.length} connections`;
  return each.length === 0 ? "no connection" : `${count}: ${each.join(", ")}`;
}
