import { createServer, type Server, type Socket } from "node:net";
import { MocklarkError, ReasonError, systemCodeOf, textOf } from "../base/errors.js";
import type { Text } from "../base/text.js";
import { type WallClock, systemWallClock } from "../base/wall-clock.js";
import { createDialer, type Dialer, type TlsSettings } from "../network/dialer.js";
import { parseTarget } from "../network/target.js";
import { hostOf, portOf } from "../network/url-host.js";
import { keptBodyBytes } from "./captured-body.js";
import { createExchangeTap, type ExchangeTap, type RawExchange } from "./exchange-tap.js";
import { recordingTexts } from "./recording-texts.js";

export interface RecordingProxyOptions {
  /** The receiver. Its host and port count; the path of each request stays what it is. */
  readonly target: string | URL;
  /** Hosts allowed besides this machine and private networks. */
  readonly allowHosts?: readonly string[];
  readonly tls?: TlsSettings;
  readonly wall?: WallClock;
  /** Bytes that are kept of a body; default 1 MiB. More passes all the same. */
  readonly mostBodyBytes?: number;
  /** Called as `ExchangeTapOptions.onBegin`. */
  readonly onBegin: () => (exchange: RawExchange) => void;
}

export interface RecordingProxy {
  /** Opens the port on 127.0.0.1; 0 takes a free one. @throws MocklarkError ENVIRONMENT */
  listen(port: number): Promise<number>;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** How long connecting to the target may take. */
const connectMs = 5_000;

/**
 * Passes connections on byte by byte, in both directions and with the way they end, and reads along: what
 * a sender breaks on purpose arrives broken, which no proxy that reads and writes requests anew could do.
 * Only where the target cannot be reached it answers itself, with 502.
 * @throws MocklarkError when the target is no URL, or leads where nothing may be sent
 */
export function createRecordingProxy(options: RecordingProxyOptions): RecordingProxy {
  const { allowHosts = [], tls, wall = systemWallClock } = options;
  const url = parseTarget(options.target, { allowHosts });
  const place = { host: hostOf(url), port: portOf(url), secure: url.protocol === "https:" };
  const dialer = createDialer({ allowHosts, ...(tls && { tls }) });
  const lines = new Set<Line>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const line = openLine(client, { dialer, place, wall, options });
    lines.add(line);
    client.once("close", () => lines.delete(line));
  });
  return {
    listen: (port) => listen(server, port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const line of lines) line.end();
      }),
  };
}

interface Line {
  end(): void;
}

interface LineContext {
  readonly dialer: Dialer;
  readonly place: { readonly host: string; readonly port: number; readonly secure: boolean };
  readonly wall: WallClock;
  readonly options: RecordingProxyOptions;
}

/** One connection of a sender's, and the one that leads on from it. */
function openLine(client: Socket, { dialer, place, wall, options }: LineContext): Line {
  const { mostBodyBytes = keptBodyBytes, onBegin } = options;
  const onRequest = (): void => {
    if (ends.failure !== undefined) refuse(client, ends.tap, ends.failure);
  };
  const tap = createExchangeTap({ wall, mostBodyBytes, onBegin, onRequest });
  const { tcp, stream } = dialer.dial(place);
  const ends: Ends = { client, tcp, stream, tap, isConnected: false, failure: undefined };
  const tooLong = (): void =>
    void tcp.destroy(new ReasonError(recordingTexts("no-connection", { ms: connectMs })));
  const limit = wall.setTimer(tooLong, connectMs, { unref: true });
  stream.once(place.secure ? "secureConnect" : "connect", () => {
    ends.isConnected = true;
    limit.cancel();
  });
  tcp.once("close", () => limit.cancel());
  passOn(ends);
  passBack(ends);
  return {
    end() {
      tap.over(recordingTexts("recording-ended"));
      client.destroy();
      tcp.destroy();
    },
  };
}

/** Both connections of a line. */
interface Ends {
  readonly client: Socket;
  readonly tcp: Socket;
  /** What is read from and written to the target: `tcp`, or TLS over it. */
  readonly stream: Socket;
  readonly tap: ExchangeTap;
  isConnected: boolean;
  /** Why the target could not be reached. */
  failure: Text | undefined;
}

function passOn(ends: Ends): void {
  const { client, tcp, stream, tap } = ends;
  client.on("data", (chunk: Buffer) => {
    tap.sent(chunk);
    if (ends.failure === undefined && !stream.write(chunk)) client.pause();
  });
  stream.on("drain", () => client.resume());
  client.on("end", () => {
    tap.sentEnd();
    if (ends.failure === undefined) stream.end();
    else client.end();
  });
  client.on("error", () => {
    tap.over(recordingTexts("sender-reset"));
    tcp.resetAndDestroy();
  });
  client.on("close", () => {
    tap.over(recordingTexts("sender-closed"));
    tcp.destroy();
  });
}

function passBack(ends: Ends): void {
  const { client, tcp, stream, tap } = ends;
  stream.on("data", (chunk: Buffer) => {
    tap.answered(chunk);
    if (!client.write(chunk)) stream.pause();
  });
  client.on("drain", () => stream.resume());
  stream.on("end", () => {
    tap.answerEnd();
    tap.over(recordingTexts("target-closed"));
    client.end();
  });
  const onError = (error: Error): void => failed(ends, whyFailed(error));
  stream.on("error", onError);
  if (stream !== tcp) tcp.on("error", onError);
}

/** The sender sees the target's connection break as it broke; one that never was is answered for. */
function failed(ends: Ends, why: Text): void {
  const { client, tap } = ends;
  if (client.destroyed || ends.failure !== undefined) return;
  if (ends.isConnected) {
    tap.over(recordingTexts("target-broke-off", { why }));
    client.resetAndDestroy();
    return;
  }
  ends.failure = recordingTexts("target-not-reached", { why });
  client.resume();
  // A request that has come already gets its answer now, another one when it is whole.
  if (tap.isWaiting()) refuse(client, tap, ends.failure);
  else if (client.readableEnded) client.end();
}

function refuse(client: Socket, tap: ExchangeTap, why: Text): void {
  tap.over(why);
  const body = "mocklark record could not reach the target.\n";
  client.end(
    `HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const failures = {
  ECONNREFUSED: "refused",
  ECONNRESET: "reset",
  ENOTFOUND: "unknown-name",
  EHOSTUNREACH: "no-way-to-host",
  ENETUNREACH: "no-way-to-network",
} as const;

function whyFailed(error: Error): Text {
  if (error instanceof MocklarkError) return error.reasonText;
  const code = systemCodeOf(error) ?? "";
  const known = Object.entries(failures).find(([name]) => name === code)?.[1];
  return known === undefined ? textOf(error) : recordingTexts(known);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(cannotListen(port, error)));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

const cannotListen = (port: number, error: Error): MocklarkError =>
  new MocklarkError(
    "ENVIRONMENT",
    recordingTexts("port-not-opened", {
      port,
      why: systemCodeOf(error) === "EADDRINUSE" ? recordingTexts("port-in-use") : textOf(error),
    }),
    { remedy: recordingTexts("name-another-port"), cause: error },
  );
