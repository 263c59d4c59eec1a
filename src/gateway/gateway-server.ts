import type { NextFunction, Request, Response } from "express";
import { createServer as createHttpServer, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { MocklarkError, messageOf } from "../base/errors.js";
import type { HttpHandler } from "../base/http-handler.js";
import type { App } from "../event/app.js";
import { gatewayTexts } from "./gateway-texts.js";
import { checkCertificate } from "./check-certificate.js";
import type { ClientConfig } from "./client-config.js";
import { createControlRouter } from "./control-router.js";
import { createEndpointRouter, endpointPath } from "./endpoint-router.js";
import { isFromForeignPage, isVisit } from "./foreign-page.js";
import type { GatewayLimits } from "./gateway-limits.js";
import type { GatewayObservers } from "./gateway-observer.js";
import type { Gateway } from "./gateway.js";
import type { OutageSwitch } from "./outage.js";
import type { Refusal, RefusalName } from "./refusal.js";
import { createUpgradeHandler, type Admission } from "./upgrade.js";

/** The open port. */
export interface GatewayServer {
  /** "http://127.0.0.1:41234" */
  readonly url: string;
  close(): Promise<void>;
}

export interface GatewayServerOptions {
  readonly port: number;
  readonly host: string;
  readonly gateway: Gateway;
  readonly limits: GatewayLimits;
  readonly tls: { readonly certPem: string; readonly keyPem: string } | undefined;
  readonly findApp: (appId: string) => App | undefined;
  readonly isFull: (appId: string) => boolean;
  readonly takeRefusal: (at: Refusal["at"], appId: string) => RefusalName | undefined;
  /** @param authority host and port */
  readonly issueUrl: (appId: string, authority: string) => string;
  readonly clientConfig: () => ClientConfig;
  readonly redeemTicket: (ticket: string) => string | undefined;
  readonly isUsedTicket: (ticket: string) => boolean;
  readonly outage: OutageSwitch;
  readonly admitted: (admission: Admission, webSocket: WebSocket, socket: Duplex) => void;
  /** What the port answers besides. */
  readonly routes: () => HttpHandler | Promise<HttpHandler>;
  readonly observers: GatewayObservers;
}

/** Endpoint, tokens, control API and WebSockets on one port. express and ws are loaded here, not before. */
export async function startGatewayServer(options: GatewayServerOptions): Promise<GatewayServer> {
  const { limits, tls, observers } = options;
  if (tls) checkCertificate(tls);
  const [{ default: express }, { WebSocketServer }] = await Promise.all([
    import("express"),
    import("ws"),
  ]);
  const app = express().disable("x-powered-by");
  const server = tls
    ? createHttpsServer({ cert: tls.certPem, key: tls.keyPem }, app)
    : createHttpServer(app);
  server.maxConnections = limits.sockets;
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.inboundBytes,
    // Go's and Java's clients do not offer it; sending everybody the same is simpler.
    perMessageDeflate: false,
  });
  const upgrade = createUpgradeHandler({
    ...options,
    server: webSockets,
    plannedRefusal: (appId) => options.takeRefusal("handshake", appId),
    refused: (refused) => observers.tell("handshakeRefused", () => [refused]),
  });
  server.on("upgrade", (request, socket, head) => {
    if (isFromForeignPage(request.headers)) turnAway(socket);
    else if (!options.outage.takes("handshake", socket)) upgrade(request, socket, head);
  });
  app.use(refuseForeignPage);
  app.post(endpointPath, (request, _response, next) => {
    if (!options.outage.takes("endpoint", request.socket)) next();
  });
  app.use(
    await createEndpointRouter({
      ...options,
      plannedRefusal: (appId) => options.takeRefusal("endpoint", appId),
      issueUrl: (appId, host) =>
        options.issueUrl(appId, isAuthority(host) ? host : authorityOf(server)),
      asked: (appId, refusal) =>
        observers.tell("endpointAsked", () => [{ appId, ...(refusal ? { refusal } : {}) }]),
    }),
  );
  app.use(await options.routes());
  app.use("/control", await createControlRouter(options.gateway));
  app.use(answerNotFound);
  app.use(answerBadRequest);
  await open(server, options.port, options.host);
  return {
    url: `${tls ? "https" : "http"}://${authorityOf(server)}`,
    close: () => shut(server),
  };
}

/** No page on some website may use the gateway through the browser. Nothing it says is printed. */
function refuseForeignPage(request: Request, response: Response, next: NextFunction): void {
  if (!isFromForeignPage(request.headers) || isVisit(request)) return next();
  const msg = "The gateway answers no requests of web pages.";
  response.status(403).json({ code: 403, msg, data: {} });
}

function turnAway(socket: Duplex): void {
  socket.on("error", () => socket.destroy());
  const head = "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  socket.end(head, () => socket.destroy());
}

/** As Feishu does for a path or a method it does not know: no JSON. */
function answerNotFound(_request: Request, response: Response): void {
  response.status(404).setHeader("Content-Type", "text/plain").end("404 page not found");
}

/** Requests that Express refuses, a body that is too long for instance; others are mistakes of ours. */
function answerBadRequest(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  const status = (error as { status?: unknown } | undefined)?.status;
  if (typeof status !== "number" || status >= 500) next(error);
  else response.status(status).json({ code: status, msg: messageOf(error), data: {} });
}

const isAuthority = (host: string | undefined): host is string =>
  host !== undefined && /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host);

function open(server: Server, port: number, host: string): Promise<void> {
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new MocklarkError("USAGE", gatewayTexts("no-port", { port }), {
      remedy: gatewayTexts("which-ports"),
    });
  }
  return new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject(
        new MocklarkError(
          "ENVIRONMENT",
          gatewayTexts("port-not-opened", { host, port, why: messageOf(error) }),
          { remedy: gatewayTexts("choose-a-port"), cause: error },
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
}

function authorityOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return family === "IPv6" ? `[${address}]:${port}` : `${address}:${port}`;
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
