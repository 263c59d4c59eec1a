import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Clock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import type { HttpHandler } from "../base/http-handler.js";
import {
  createOptionCheck,
  anyObject,
  either,
  functionToCall,
  listOf,
  aClock,
  aRandom,
  text,
} from "../base/option-check.js";
import type { Random } from "../base/random.js";
import type { Channel } from "../delivery/channel.js";
import type { App } from "../event/app.js";
import { decodeFrame, type DecodedFrame, headerOf } from "../wire/frame.js";
import { gatewayTexts } from "./gateway-texts.js";
import { createAppConnections, type AppConnections } from "./app-connections.js";
import {
  changeClientConfig,
  defaultClientConfig,
  type ClientConfig,
  type ClientConfigPreset,
} from "./client-config.js";
import { createConnection, type Connection } from "./connection.js";
import type { ConnectionInfo } from "./connection-info.js";
import { createGatewayObservers, type GatewayObserver } from "./gateway-observer.js";
import { defaultGatewayLimits, gatewayLimitOptions, type GatewayLimits } from "./gateway-limits.js";
import { startGatewayServer, type GatewayServer } from "./gateway-server.js";
import { createLongConnectionChannel } from "./long-connection-channel.js";
import { createPusher, type Pusher } from "./pusher.js";
import { createOutageSwitch, type OutageName } from "./outage.js";
import { createRefusalQueue, type RefusalName } from "./refusal.js";
import { createTickets } from "./tickets.js";
import type { Admission } from "./upgrade.js";
import { checkWebSocketPingMs, defaultWebSocketPingMs } from "./websocket-pings.js";

export interface GatewayOptions {
  /** Whose clients may connect; a function says it as it is at each call. */
  readonly apps: readonly App[] | (() => readonly App[]);
  readonly clock: Clock;
  readonly random: Random;
  /** Defaults: {@link defaultGatewayLimits}. */
  readonly limits?: Partial<GatewayLimits>;
  /**
   * What clients are told about reconnecting and pinging: some of the numbers, or all by a name, such as
   * "ping-90". Defaults: {@link defaultClientConfig}.
   */
  readonly clientConfig?: Partial<ClientConfig> | ClientConfigPreset;
  /** Real milliseconds between two pings of the WebSocket itself (opcode 9), 0 for none. Default 30 s. */
  readonly websocketPingMs?: number;
  /** Serves https and wss instead of http and ws. */
  readonly tls?: { readonly certPem: string; readonly keyPem: string };
  readonly observers?: readonly GatewayObserver[];
  /** What else the port answers, the Open API for instance; asked for when it is opened. */
  readonly routes?: (gateway: Gateway) => HttpHandler | Promise<HttpHandler>;
}

const checkOptions = createOptionCheck<GatewayOptions>(gatewayTexts("create-gateway"), {
  limits: gatewayLimitOptions,
  // Both have messages of their own.
  clientConfig: true,
  websocketPingMs: true,
  tls: { certPem: text, keyPem: text },
  observers: listOf(anyObject),
  routes: functionToCall,
  apps: either(listOf(anyObject), functionToCall),
  clock: aClock,
  random: aRandom,
});

/** What a client needs to connect to the gateway. */
export interface GatewayAddress {
  /** "http://127.0.0.1:41234": the client's `domain`. */
  readonly domain: string;
  readonly appId: string;
  readonly appSecret: string;
}

/** The long-connection server: official clients connect to it with nothing changed but their domain. */
export interface Gateway {
  /**
   * Opens the port (0: any free one). The URL is what clients take as `domain`.
   * @throws MocklarkError ENVIRONMENT when the port cannot be opened, USAGE for a number that is no port
   */
  listen(port?: number, host?: string): Promise<{ readonly url: string }>;
  /** Lets clients of one more app in, or takes note of a change to one that is known, such as a new secret. */
  setApp(app: App): void;
  /**
   * The way to push events to one app.
   * @param options.clock whose simulated time stands still meanwhile; default: the gateway's
   */
  channel(appId: string, options?: { readonly clock?: Clock }): Channel;
  connections(): ConnectionInfo[];
  /** @throws MocklarkError ENVIRONMENT when no client comes online in time */
  whenOnline(appId: string, options?: { readonly timeoutMs?: number }): Promise<ConnectionInfo>;
  /**
   * Resolves when a client has proved, by answering a WebSocket ping, that its connection is alive now; one
   * that ends instead is waited for to come back.
   * @throws MocklarkError ENVIRONMENT when none does in time
   */
  whenAnswering(appId: string, options?: { readonly timeoutMs?: number }): Promise<ConnectionInfo>;
  /** Destroys a connection's TCP: the way to make every official client reconnect. */
  kick(connectionId: string): void;
  /** Closes with a WebSocket close frame; the Java client does not notice that. */
  closeCleanly(connectionId: string): void;
  /** Plays dead without closing: a half-open connection. */
  freeze(connectionId: string): void;
  thaw(connectionId: string): void;
  /** Holds back what goes to this client by so many real milliseconds; 0 ends it. */
  slow(connectionId: string, delayMs: number): void;
  /** From the next pong and the next connection on. */
  setClientConfig(changes: Partial<ClientConfig> | ClientConfigPreset): ClientConfig;
  /** Sends a message that is no frame: bytes, or a text. */
  sendRaw(connectionId: string, message: Buffer | string): void;
  /** Begins an outage of the whole server, or ends it; `unreachable` breaks every connection. */
  setOutage(outage: OutageName | undefined): void;
  /** Turns away the next `count` (default 1) clients, of one app or of all. */
  refuseNext(
    refusal: RefusalName,
    options?: { readonly count?: number; readonly appId?: string },
  ): void;
  /** Watches what happens; the function that comes back stops it. */
  observe(observer: GatewayObserver): () => void;
  /** Drops every connection and closes every port. */
  close(): Promise<void>;
}

/** Feishu's number for the service, in the URL and in every frame. */
const serviceId = 33_554_678;

/** A gateway for these apps. It does nothing until it listens. */
export function createGateway(options: GatewayOptions): Gateway {
  checkOptions(options);
  const { clock } = options;
  const random = options.random.fork("gateway");
  const websocketPingMs = checkWebSocketPingMs(options.websocketPingMs ?? defaultWebSocketPingMs);
  const limits = { ...defaultGatewayLimits, ...definedOnly(options.limits ?? {}) };
  const observers = createGatewayObservers(options.observers ?? []);
  const refusalQueue = createRefusalQueue();
  const urls = random.fork("urls");
  const tickets = createTickets({
    random: random.fork("tickets"),
    elapsed: () => clock.wall.elapsed(),
    lifetimeMs: limits.ticketMs,
    capacity: limits.tickets,
  });
  const outage = createOutageSwitch((failed) => observers.tell("triedInVain", () => [failed]));
  const lines = new Map<string, AppConnections>();
  const pushers = new Map<string, Pusher>();
  let clientConfig = changeClientConfig(defaultClientConfig, options.clientConfig ?? {});
  const servers: Promise<GatewayServer>[] = [];
  let opened = 0;

  function setApp(app: App): void {
    const known = lines.get(app.appId);
    if (known) {
      known.app = app;
      return;
    }
    const pick = random.fork(`pick/${app.appId}`);
    lines.set(app.appId, createAppConnections({ app, random: pick, wall: clock.wall }));
  }
  if (typeof options.apps !== "function") for (const app of options.apps) setApp(app);

  function findLine(appId: string): AppConnections | undefined {
    if (typeof options.apps === "function") for (const app of options.apps()) setApp(app);
    return lines.get(appId);
  }

  const isFull = (appId: string): boolean =>
    (lines.get(appId)?.connections.size ?? 0) >= limits.connectionsPerApp;

  function issueUrl(appId: string, authority: string): string {
    const scheme = options.tls ? "wss" : "ws";
    // The Node client parses the whole URL as a query string and so loses the first parameter.
    const query = [
      "fpid=493",
      "aid=552564",
      `device_id=${urls.digits(19)}`,
      `access_key=${urls.hex(32)}`,
      `service_id=${serviceId}`,
      `ticket=${tickets.issue(appId)}`,
    ];
    return `${scheme}://${authority}/ws/v2?${query.join("&")}`;
  }

  function admit(admission: Admission, webSocket: WebSocket, socket: Duplex): void {
    const line = lineOf(admission.appId);
    const connection = createConnection({
      ...admission,
      id: `connection-${++opened}`,
      instanceId: urls.digits(19),
      webSocket,
      socket,
      wall: clock.wall,
      limits,
      clientConfig: () => clientConfig,
      websocketPingMs,
      events: {
        ready: (it) => {
          observers.tell("connectionReady", () => [it.info()]);
          line.announce(it);
        },
        pinged: (it) => observers.tell("connectionPinged", () => [it.info()]),
        nativePinged: (it) => observers.tell("nativePinged", () => [it.info()]),
        acknowledged: (it, frame, bytes) => takeAck(line, it, frame, bytes),
        badFrame: (it, text) => observers.tell("badFrame", () => [it.info(), text.in("en"), text]),
        leaving: () => line.brokenOff(),
        closed: (it, closeCode) => {
          line.remove(it);
          observers.tell("connectionClosed", () => [it.info(), closeCode]);
        },
      },
    });
    line.add(connection);
    observers.tell("connectionOpened", () => [connection.info()]);
  }

  /** Clients may acknowledge on any connection of the app, but only of their own app. */
  function takeAck(
    line: AppConnections,
    connection: Connection,
    frame: DecodedFrame,
    bytes: Buffer,
  ): void {
    const messageId = headerOf(frame, "message_id") ?? "";
    const push = line.pushes.get(messageId);
    observers.tell("acknowledged", () => [
      {
        connectionId: connection.id,
        messageId,
        matched: push !== undefined,
        headers: decodeFrame(bytes).headers,
        ...(frame.payload === undefined ? {} : { payload: frame.payload }),
      },
    ]);
    push?.acknowledge(messageId, frame.payload);
  }

  function lineOf(appId: string): AppConnections {
    const line = findLine(appId);
    if (line) return line;
    throw new MocklarkError("USAGE", gatewayTexts("no-such-app", { appId }), {
      remedy: gatewayTexts("its-apps", { appIds: [...lines.keys()] }),
    });
  }

  /** One per app: two would draw the same message ids and take each other's acknowledgements. */
  function pusherFor(appId: string): Pusher {
    const known = pushers.get(appId);
    if (known) return known;
    const pusher = createPusher({
      line: lineOf(appId),
      wall: clock.wall,
      random: random.fork(`frames/${appId}`),
      limits,
      observers,
    });
    pushers.set(appId, pusher);
    return pusher;
  }

  /** The longest a client may wait before its first try, and a little for the try itself. */
  const returnMs = (): number => clientConfig.ReconnectNonce * 1_000 + 2_000;

  function connectionOf(connectionId: string): Connection {
    const all = [...lines.values()].flatMap((line) => [...line.connections]);
    const found = all.find((connection) => connection.id === connectionId);
    if (found) return found;
    const ids = all.map((connection) => connection.id);
    throw new MocklarkError("USAGE", gatewayTexts("no-such-connection", { id: connectionId }), {
      remedy:
        ids.length === 0 ? gatewayTexts("no-client") : gatewayTexts("its-connections", { ids }),
    });
  }

  async function whenAnswering(
    appId: string,
    { timeoutMs = 10_000 }: { readonly timeoutMs?: number } = {},
  ): Promise<ConnectionInfo> {
    const line = lineOf(appId);
    const deadline = clock.wall.elapsed() + timeoutMs;
    for (;;) {
      const leftMs = Math.max(0, deadline - clock.wall.elapsed());
      const info = await line.whenOnline(leftMs);
      const connection = [...line.connections].find(({ id }) => id === info.id);
      if ((await connection?.answersPing(leftMs)) === true) return info;
      if (clock.wall.elapsed() >= deadline) throw silentClient(appId, timeoutMs);
    }
  }

  const gateway: Gateway = {
    async listen(port = 0, host = "127.0.0.1") {
      const starting = startGatewayServer({
        port,
        host,
        gateway,
        limits,
        tls: options.tls,
        findApp: (appId) => findLine(appId)?.app,
        isFull,
        takeRefusal: (at, appId) => refusalQueue.take(at, appId),
        issueUrl,
        clientConfig: () => clientConfig,
        redeemTicket: (ticket) => tickets.redeem(ticket),
        isUsedTicket: (ticket) => tickets.wasRedeemed(ticket),
        outage,
        admitted: admit,
        routes: () => options.routes?.(gateway) ?? ((_request, _response, next) => next()),
        observers,
      });
      servers.push(starting);
      return { url: (await starting).url };
    },
    setApp,
    channel: (appId, { clock: channelClock = clock } = {}) =>
      createLongConnectionChannel({
        line: lineOf(appId),
        push: pusherFor(appId),
        clock: channelClock,
        returnMs,
      }),
    connections: () =>
      [...lines.values()].flatMap((line) => [...line.connections].map((each) => each.info())),
    whenOnline: async (appId, { timeoutMs = 10_000 } = {}) => lineOf(appId).whenOnline(timeoutMs),
    whenAnswering,
    kick: (connectionId) => connectionOf(connectionId).kill(),
    closeCleanly: (connectionId) => connectionOf(connectionId).closeCleanly(),
    freeze: (connectionId) => connectionOf(connectionId).freeze(),
    thaw: (connectionId) => connectionOf(connectionId).thaw(),
    slow: (connectionId, delayMs) => connectionOf(connectionId).slow(delayMs),
    setClientConfig: (changes) => (clientConfig = changeClientConfig(clientConfig, changes)),
    sendRaw(connectionId, message) {
      const connection = connectionOf(connectionId);
      if (typeof message === "string") connection.sendText(message);
      else connection.send(message);
    },
    setOutage(name) {
      outage.set(name);
      if (name !== "unreachable") return;
      for (const { connections } of lines.values()) for (const each of connections) each.kill();
    },
    refuseNext: (refusal, { count = 1, appId } = {}) => refusalQueue.plan(refusal, count, appId),
    observe: (observer) => observers.add(observer),
    async close() {
      for (const line of lines.values()) line.close();
      // Also a port that is only just being opened.
      for (const result of await Promise.allSettled(servers.splice(0))) {
        if (result.status === "fulfilled") await result.value.close();
      }
    },
  };
  return gateway;
}

const silentClient = (appId: string, afterMs: number): MocklarkError =>
  new MocklarkError("ENVIRONMENT", gatewayTexts("silent-client", { appId, ms: afterMs }), {
    remedy: gatewayTexts("find-what-blocks"),
  });
