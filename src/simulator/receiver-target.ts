import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { MocklarkError } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { type Text, verbatim } from "../base/text.js";
import { closedError } from "./closed-error.js";
import { simulatorTexts } from "./simulator-texts.js";

/** A Koa app, as far as it matters here. */
export interface KoaApp {
  callback(): (request: IncomingMessage, response: ServerResponse) => unknown;
}

/** A Fastify instance, as far as it matters here. */
export interface FastifyApp {
  readonly server: Server;
  ready(): PromiseLike<unknown>;
}

/**
 * A receiver: its URL, a Node server (listening or not), an Express app or other request listener, or a Koa or
 * Fastify app.
 */
export type Receiver = string | URL | Server | RequestListener | KoaApp | FastifyApp;

type InProcess = Exclude<Receiver, string | URL>;

/** Receivers given as objects are put on a free loopback port, once each, until closed. */
export interface ReceiverTargets {
  /** The URL requests to this receiver go to; a promise for one that has to be put on a port first. */
  urlOf(receiver: Receiver): string | Promise<string>;
  /** Stops every server that was started here. */
  close(): Promise<void>;
}

/** @param path where an app or server given as an object expects events */
export function createReceiverTargets({ path = "/webhook/event" } = {}): ReceiverTargets {
  const urls = new Map<InProcess, Promise<string>>();
  const started: Server[] = [];
  let closed = false;

  async function start(receiver: InProcess): Promise<string> {
    const server = await serverOf(receiver);
    if (!server.listening) {
      started.push(server);
      await listen(server);
      neverHoldsTheProcess(server);
    }
    const address = server.address();
    if (address === null || typeof address === "string") {
      throw new MocklarkError("USAGE", simulatorTexts("server-without-port"), {
        remedy: simulatorTexts("pass-a-listening-server"),
      });
    }
    return `${schemeOf(server)}://${hostOf(address)}:${address.port}${path}`;
  }

  return {
    urlOf(receiver) {
      if (typeof receiver === "string") return receiver;
      if (receiver instanceof URL) return receiver.href;
      assertReceiver(receiver);
      if (closed) throw closedError("use-receiver");
      const known = urls.get(receiver) ?? start(receiver);
      urls.set(receiver, known);
      return known;
    },
    async close() {
      closed = true;
      // One that is still being put on a port would stay there.
      await Promise.allSettled(urls.values());
      urls.clear();
      await Promise.all(started.splice(0).map(stop));
    },
  };
}

async function serverOf(receiver: InProcess): Promise<Server> {
  if (typeof receiver === "function") return serverWith(receiver);
  if (isKoa(receiver)) return serverWith(receiver.callback());
  if (!isFastify(receiver)) return receiver;
  // Its routes are there only then.
  await receiver.ready();
  return receiver.server;
}

/** Who only sends to a URL starts without Node's server. */
async function serverWith(listener: RequestListener): Promise<Server> {
  const { createListenerServer } = await import("./listener-server.js");
  return createListenerServer(listener);
}

const isKoa = (receiver: unknown): receiver is KoaApp => hasFunction(receiver, "callback");

const isFastify = (receiver: unknown): receiver is FastifyApp =>
  hasFunction(receiver, "ready") && isServer(receiver["server"]);

const isServer = (value: unknown): value is Server => isRecord(value) && "listening" in value;

const hasFunction = (value: unknown, name: string): value is Record<string, unknown> =>
  isRecord(value) && typeof value[name] === "function";

/** What callers without types pass by mistake: an unset variable, a promise, another framework's app object. */
function assertReceiver(receiver: unknown): void {
  if (typeof receiver === "function" || isServer(receiver)) return;
  if (isKoa(receiver) || isFastify(receiver)) return;
  if (hasFunction(receiver, "fetch")) throw fetchHandler();
  const isPromise = receiver instanceof Promise;
  const seen = isPromise ? simulatorTexts("a-promise") : typeText(receiver);
  throw new MocklarkError("USAGE", simulatorTexts("no-receiver", { seen }), {
    remedy: simulatorTexts(isPromise ? "await-it" : "pass-a-receiver"),
  });
}

/** Hono, and what else answers a Request with a Response. */
const fetchHandler = (): MocklarkError =>
  new MocklarkError("USAGE", simulatorTexts("fetch-app"), {
    remedy: simulatorTexts("pass-a-listener"),
  });

function typeText(value: unknown): Text {
  if (value === undefined || value === null) return verbatim(String(value));
  return typeof value === "object"
    ? simulatorTexts("another-object")
    : simulatorTexts("another-value", { type: typeof value });
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** A script that forgets to close the simulator ends all the same; what is being asked is held by its asker. */
function neverHoldsTheProcess(server: Server): void {
  server.unref();
  server.on("connection", (socket) => void socket.unref());
  server.on("secureConnection", (socket: Socket) => void socket.unref());
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** An https server is one that was given certificates; it is a subclass of the TLS server. */
function schemeOf(server: Server): "http" | "https" {
  return "setSecureContext" in server ? "https" : "http";
}

function hostOf({ address, family }: AddressInfo): string {
  if (address === "::" || address === "0.0.0.0") return "127.0.0.1";
  return family === "IPv6" ? `[${address}]` : address;
}
