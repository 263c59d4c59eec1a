import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Timer, WallClock } from "../base/clock.js";
import { type Text, verbatim } from "../base/text.js";
import {
  decodeFrame,
  type DecodedFrame,
  encodeFrame,
  frameMethods,
  headerOf,
  ProtocolError,
} from "../wire/frame.js";
import { answersPing } from "./answers-ping.js";
import type { ClientConfig } from "./client-config.js";
import type { ConnectionInfo, ConnectionState } from "./connection-info.js";
import type { GatewayLimits } from "./gateway-limits.js";
import { gatewayTexts } from "./gateway-texts.js";
import { createOutbox } from "./outbox.js";
import { startWebSocketPings } from "./websocket-pings.js";

export interface ConnectionEvents {
  ready(connection: Connection): void;
  pinged(connection: Connection): void;
  /** WebSocket's own ping. */
  nativePinged(connection: Connection): void;
  /** @param frame with the headers `message_id` and `type` only; `bytes` holds them all */
  acknowledged(connection: Connection, frame: DecodedFrame, bytes: Buffer): void;
  badFrame(connection: Connection, reason: Text): void;
  /** We have begun to end it. */
  leaving(connection: Connection): void;
  closed(connection: Connection, closeCode: number): void;
}

/** One client's WebSocket: answers its pings, takes frames to it, hands its acknowledgements on. */
export interface Connection {
  readonly id: string;
  readonly appId: string;
  readonly serviceId: number;
  /** Opaque; clients echo it. */
  readonly instanceId: string;
  readonly state: ConnectionState;
  info(): ConnectionInfo;
  /** A number for the next data frame, counted from 1. */
  nextSequence(): number;
  /** To be called when an event has been sent, in however many frames. */
  countEvent(): void;
  /** Sends bytes as one binary message; nothing happens when frozen or gone. */
  send(bytes: Buffer): void;
  /** As many bytes as may be are waiting for it. */
  isFull(): boolean;
  /** Calls back once when it is no longer full, or gone; the function that comes back stops that. */
  whenWritable(resume: () => void): () => void;
  /** Sends a text message, which is no frame. */
  sendText(text: string): void;
  /** Destroys the TCP connection. */
  kill(): void;
  /** Says goodbye with a WebSocket close frame (1000). */
  closeCleanly(): void;
  /** Goes silent without closing: nothing is read, nothing is sent. */
  freeze(): void;
  thaw(): void;
  /** Holds every outgoing message back by this many real milliseconds; 0 ends it. */
  slow(delayMs: number): void;
  /** Whether it answers a WebSocket ping within so many real milliseconds. */
  answersPing(withinMs: number): Promise<boolean>;
}

export interface ConnectionOptions {
  readonly id: string;
  readonly appId: string;
  readonly deviceId: string;
  readonly serviceId: number;
  /** Opaque; clients echo it. */
  readonly instanceId: string;
  readonly webSocket: WebSocket;
  /** The socket under it. */
  readonly socket: Duplex & { readonly remoteAddress?: string | undefined };
  readonly wall: WallClock;
  readonly limits: GatewayLimits;
  readonly clientConfig: () => ClientConfig;
  /** Real milliseconds between two pings of the WebSocket itself; 0 is for none. */
  readonly websocketPingMs: number;
  readonly events: ConnectionEvents;
}

const wantedHeaders = { only: ["type", "message_id"] };

/** Takes over a socket whose upgrade has just been answered. */
export function createConnection(options: ConnectionOptions): Connection {
  const { id, appId, serviceId, instanceId, webSocket, socket, wall, limits, events } = options;
  const connectedAtMs = wall.now();
  const outbox = createOutbox({ webSocket, socket, wall, limitBytes: limits.bufferedBytes });
  let state: ConnectionState = "opening";
  let stateBeforeFreeze: ConnectionState = state;
  let pings = 0;
  let lastPingAtMs: number | undefined;
  let dataFrames = 0;
  let eventsPushed = 0;
  let acks = 0;
  let badFrames = 0;

  // Official clients attach their message listener a tick after the upgrade and lose what comes
  // before. Java pings late, Python and Go not at all after a reconnect, hence the timer.
  const readyTimer: Timer = wall.setTimer(becomeReady, limits.readyMs, { unref: true });

  const websocketPings = startWebSocketPings({
    wall,
    everyMs: options.websocketPingMs,
    ping: () => outbox.ping(),
  });

  function becomeReady(): void {
    readyTimer.cancel();
    if (state === "frozen" && stateBeforeFreeze === "opening") stateBeforeFreeze = "online";
    if (state !== "opening") return;
    state = "online";
    events.ready(connection);
  }

  function receive(data: unknown, isBinary: boolean): void {
    // It has been shown the door and goes on until it has closed, too.
    if (badFrames >= limits.badFrames) return;
    if (!isBinary) return complain(gatewayTexts("text-message"));
    const bytes = data as Buffer;
    try {
      handle(decodeFrame(bytes, wantedHeaders), bytes);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      complain(gatewayTexts("no-frame", { code: error.code, problem: error.text }));
    }
  }

  function handle(frame: DecodedFrame, bytes: Buffer): void {
    const type = headerOf(frame, "type");
    if (frame.method === frameMethods.control && type === "ping") return answerPing();
    if (frame.method !== frameMethods.data) {
      const { method } = frame;
      return complain(
        gatewayTexts("no-such-frame", { method, type: JSON.stringify(type ?? null) }),
      );
    }
    acks++;
    events.acknowledged(connection, frame, bytes);
  }

  function answerPing(): void {
    pings++;
    lastPingAtMs = wall.now();
    becomeReady();
    // A client that pings without reading gets no pong rather than an ever longer queue.
    if (!outbox.isFull()) outbox.send(encodePong(serviceId, options.clientConfig()));
    events.pinged(connection);
  }

  function complain(reason: Text): void {
    badFrames++;
    events.badFrame(connection, reason);
    if (badFrames >= limits.badFrames) close(1008, "too many malformed frames");
  }

  /** From now on no event goes to it, though its end may take a while to be known. */
  function leave(): void {
    if (state === "closed") return;
    state = "closing";
    events.leaving(connection);
  }

  function close(code: number, reason?: string): void {
    leave();
    outbox.flush();
    webSocket.close(code, reason);
  }

  const connection: Connection = {
    id,
    appId,
    serviceId,
    instanceId,
    get state() {
      return state;
    },
    info: () => ({
      id,
      appId,
      deviceId: options.deviceId,
      remoteAddress: socket.remoteAddress ?? "",
      state,
      connectedAtMs,
      pings,
      ...(lastPingAtMs === undefined ? {} : { lastPingAtMs }),
      eventsPushed,
      acks,
      badFrames,
      bufferedBytes: outbox.bufferedBytes(),
      eventsWaiting: outbox.waiting,
      delayMs: outbox.delayMs,
    }),
    nextSequence: () => ++dataFrames,
    countEvent: () => {
      eventsPushed++;
    },
    send: (bytes) => outbox.send(bytes),
    isFull: () => outbox.isFull(),
    whenWritable: (resume) => outbox.whenWritable(resume),
    sendText(text) {
      if (state !== "online" && state !== "opening") return;
      outbox.flush();
      webSocket.send(text);
    },
    kill() {
      leave();
      outbox.flush();
      webSocket.terminate();
    },
    closeCleanly: () => close(1000),
    freeze() {
      if (state !== "opening" && state !== "online") return;
      stateBeforeFreeze = state;
      state = "frozen";
      outbox.mute(true);
      webSocket.pause();
    },
    thaw() {
      if (state !== "frozen") return;
      state = stateBeforeFreeze;
      outbox.mute(false);
      webSocket.resume();
    },
    slow: (delayMs) => outbox.slow(delayMs),
    answersPing: (withinMs) => answersPing(webSocket, { wall, withinMs }),
  };

  webSocket.on("message", receive);
  webSocket.on("ping", () => events.nativePinged(connection));
  // A protocol violation on the WebSocket level: `ws` closes the connection by itself.
  webSocket.on("error", (error) => events.badFrame(connection, verbatim(error.message)));
  webSocket.on("close", (closeCode) => {
    state = "closed";
    readyTimer.cancel();
    websocketPings.cancel();
    outbox.close();
    events.closed(connection, closeCode);
  });
  return connection;
}

function encodePong(service: number, config: ClientConfig): Buffer {
  return encodeFrame({
    seqId: 0,
    logId: 0,
    service,
    method: frameMethods.control,
    headers: [{ key: "type", value: "pong" }],
    payload: JSON.stringify(config),
  });
}
