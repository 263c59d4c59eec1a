import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket, WebSocketServer } from "ws";
import {
  refusals,
  type HandshakeRefusal,
  type RefusalName,
  type RefusedUpgrade,
} from "./refusal.js";

/** A client that passed the door. */
export interface Admission {
  readonly appId: string;
  readonly deviceId: string;
  readonly serviceId: number;
}

export interface UpgradeOptions {
  readonly server: WebSocketServer;
  readonly redeemTicket: (ticket: string) => string | undefined;
  /** Whether a ticket that lets nobody in has let somebody in before. */
  readonly isUsedTicket: (ticket: string) => boolean;
  readonly isFull: (appId: string) => boolean;
  readonly plannedRefusal: (appId: string) => RefusalName | undefined;
  readonly refused: (refused: RefusedUpgrade) => void;
  readonly admitted: (admission: Admission, webSocket: WebSocket, socket: Duplex) => void;
}

/** Answers upgrade requests: a fresh ticket gets in, everything else gets a reason in headers. */
export function createUpgradeHandler(options: UpgradeOptions) {
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // A client that resets the connection while it is being answered is nobody's error.
    socket.on("error", () => socket.destroy());
    const query = queryOf(request.url ?? "");
    const ticket = query.get("ticket") ?? "";
    const appId = options.redeemTicket(ticket);
    const refusal = judge(options, appId);
    if (appId === undefined || refusal) {
      const reason = refusal ?? "handshake-auth-failed";
      options.refused({
        ...(appId === undefined ? {} : { appId }),
        ...(options.isUsedTicket(ticket) && appId === undefined ? { usedTicket: true } : {}),
        refusal: reason,
      });
      refuse(socket, refusals[reason] as HandshakeRefusal);
      return;
    }
    const admission = {
      appId,
      deviceId: query.get("device_id") ?? "",
      serviceId: Math.trunc(Number(query.get("service_id") ?? 0)) || 0,
    };
    options.server.handleUpgrade(request, socket, head, (webSocket) =>
      options.admitted(admission, webSocket, socket),
    );
  };
}

function judge(options: UpgradeOptions, appId: string | undefined): RefusalName | undefined {
  if (appId === undefined) return undefined;
  const planned = options.plannedRefusal(appId);
  return planned ?? (options.isFull(appId) ? "handshake-too-many-connections" : undefined);
}

function queryOf(url: string): URLSearchParams {
  const start = url.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : url.slice(start + 1));
}

/** Clients read the reason from the headers, not from the HTTP status. */
function refuse(
  socket: Duplex,
  { httpStatus, status, msg, authErrorCode }: HandshakeRefusal,
): void {
  const headers = [
    `HTTP/1.1 ${httpStatus} ${status === undefined ? msg : "Refused"}`,
    "Connection: close",
    "Content-Length: 0",
  ];
  if (status !== undefined) headers.push(`Handshake-Status: ${status}`, `Handshake-Msg: ${msg}`);
  if (authErrorCode !== undefined) headers.push(`Handshake-Autherrcode: ${authErrorCode}`);
  socket.end(`${headers.join("\r\n")}\r\n\r\n`, () => socket.destroy());
}
