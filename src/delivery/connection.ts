import type { Socket } from "node:net";
import type { Dialer } from "../network/dialer.js";
import type { Endpoint } from "./endpoint.js";

/** The exchange that has its request on the connection is told what happens to it. */
export interface ConnectionUser {
  /** TCP stands: on to the TLS handshake, or to sending. */
  onPhase(phase: "tls" | "send"): void;
  onData(chunk: Buffer): void;
  /** The receiver will write no more. */
  onEnd(): void;
  onError(error: unknown): void;
  /** It is gone; comes last, and alone when we closed it ourselves. */
  onClose(): void;
}

export interface Connection {
  readonly tcp: Socket;
  /** What is read and written: the TCP socket itself, or TLS over it. */
  readonly stream: Socket;
  /** True once requests can be written. */
  ready: boolean;
  user: ConnectionUser | undefined;
}

/**
 * Opens a connection. It listens to its socket once and for all, rather than once per request, and when
 * something happens to it while nobody uses it, it is of no use to anybody and closes.
 */
export function openConnection(endpoint: Endpoint, dialer: Dialer): Connection {
  const { secure } = endpoint;
  const { tcp, stream } = dialer.dial(endpoint);
  const connection: Connection = { tcp, stream, ready: false, user: undefined };

  function user(): ConnectionUser | undefined {
    if (connection.user === undefined) tcp.destroy();
    return connection.user;
  }
  function onReady(): void {
    connection.ready = true;
    connection.user?.onPhase("send");
  }
  const onError = (error: unknown): void => user()?.onError(error);

  // While it serves, the limits of the attempt keep the process alive; while it is idle, nothing should.
  tcp.once("connect", () => tcp.unref());
  if (secure) tcp.once("connect", () => connection.user?.onPhase("tls"));
  stream.once(secure ? "secureConnect" : "connect", onReady);
  stream.on("data", (chunk: Buffer) => user()?.onData(chunk));
  stream.on("end", () => user()?.onEnd());
  stream.on("error", onError);
  if (secure) tcp.on("error", onError);
  stream.on("close", () => connection.user?.onClose());
  return connection;
}
