import { jsonText } from "../base/json-text.js";
import { printableLine } from "../base/printable.js";
import type { Text } from "../base/text.js";
import type { App } from "../event/app.js";
import type { ConnectionInfo } from "../gateway/connection-info.js";
import type { GatewayObserver } from "../gateway/gateway-observer.js";
import type { Terminal } from "./terminal.js";
import { gatewayCommandTexts } from "./texts/gateway-command-texts.js";

type Address = Pick<App, "appId" | "appSecret"> & { readonly url: string };

/** What the gateway prints while it is open. */
export interface GatewayPrinter {
  listening(address: Address): void;
  observer(connections: () => readonly ConnectionInfo[]): GatewayObserver;
}

/** For people: what a client needs, who comes and goes, and on a terminal who is there now. */
export function createGatewayLines(terminal: Terminal): GatewayPrinter {
  const { green, red, dim } = terminal.colors;
  const say = (text: Text): string => text.in(terminal.language);
  const print = (text: string): void => void terminal.out(`${text}\n`);
  return {
    listening({ url, appId, appSecret }) {
      print(`MOCKLARK_DOMAIN=${url}`);
      print(`MOCKLARK_APP_ID=${appId}`);
      print(`MOCKLARK_APP_SECRET=${appSecret}`);
      terminal.progress(`${say(gatewayCommandTexts("waiting"))}\n`);
    },
    observer(connections) {
      const showAll = (): void => terminal.live(say(liveText(connections())));
      return {
        connectionReady: ({ id, remoteAddress }) => {
          const from = say(gatewayCommandTexts("from", { address: remoteAddress }));
          print(`${id}  ${green(say(gatewayCommandTexts("online")))}  ${dim(from)}`);
          showAll();
        },
        connectionClosed: ({ id, eventsPushed, acks }, closeCode) => {
          const counts = gatewayCommandTexts("counts", {
            pushed: eventsPushed,
            acks,
            code: closeCode,
          });
          print(`${id}  ${red(say(gatewayCommandTexts("closed")))}  ${dim(say(counts))}`);
          showAll();
        },
        endpointAsked: ({ appId, refusal }) => {
          if (refusal === undefined) return;
          const what = gatewayCommandTexts("refused-app", { appId: printableLine(appId), refusal });
          print(`${red(say(gatewayCommandTexts("refused")))}  ${say(what)}`);
        },
        handshakeRefused: ({ refusal }) =>
          print(
            `${red(say(gatewayCommandTexts("refused")))}  ${say(gatewayCommandTexts("at-upgrade", { refusal }))}`,
          ),
        badFrame: ({ id }, _reason, text) =>
          print(
            `${id}  ${red(say(gatewayCommandTexts("bad-frame")))}  ${printableLine(say(text))}`,
          ),
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
function liveText(connections: readonly ConnectionInfo[]): Text {
  const each = connections.map(({ id, state, acks, eventsPushed: pushed }) =>
    gatewayCommandTexts("connection", { id, state, acks, pushed }),
  );
  return gatewayCommandTexts("live", { each });
}
