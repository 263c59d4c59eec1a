import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { MocklarkError } from "../base/errors.js";

/** A receiver: its URL, a Node server (listening or not), or an Express app or other request listener. */
export type Receiver = string | URL | Server | RequestListener;

/** Receivers given as objects are put on a free loopback port, once each, until closed. */
export interface ReceiverTargets {
  /** The URL requests to this receiver go to; a promise for one that has to be put on a port first. */
  urlOf(receiver: Receiver): string | Promise<string>;
  /** Stops every server that was started here. */
  close(): Promise<void>;
}

/** @param path where an app or server given as an object expects events */
export function createReceiverTargets({ path = "/webhook/event" } = {}): ReceiverTargets {
  const urls = new Map<Server | RequestListener, Promise<string>>();
  const started: Server[] = [];

  async function start(receiver: Server | RequestListener): Promise<string> {
    const server = typeof receiver === "function" ? createServer(receiver) : receiver;
    if (!server.listening) {
      started.push(server);
      await listen(server);
    }
    const address = server.address();
    if (address === null || typeof address === "string") {
      throw new MocklarkError(
        "USAGE",
        "Failed to use the server as a receiver: it listens on no TCP port.",
        { remedy: "Pass a server that listens on a port, or one that does not listen yet." },
      );
    }
    return `${schemeOf(server)}://${hostOf(address)}:${address.port}${path}`;
  }

  return {
    urlOf(receiver) {
      if (typeof receiver === "string") return receiver;
      if (receiver instanceof URL) return receiver.href;
      assertReceiver(receiver);
      const known = urls.get(receiver) ?? start(receiver);
      urls.set(receiver, known);
      return known;
    },
    async close() {
      urls.clear();
      await Promise.all(started.splice(0).map(stop));
    },
  };
}

/** What callers without types pass by mistake: an unset variable, a promise, a framework's own app object. */
function assertReceiver(receiver: unknown): void {
  if (typeof receiver === "function") return;
  if (typeof receiver === "object" && receiver !== null && "listening" in receiver) return;
  const isPromise = receiver instanceof Promise;
  const seen = isPromise ? "a promise" : describeType(receiver);
  throw new MocklarkError("USAGE", `Failed to use the receiver: it is ${seen}.`, {
    remedy: isPromise
      ? "Await it first."
      : "Pass a URL, an http.Server, an Express app or any (request, response) function.",
  });
}

function describeType(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  return typeof value === "object" ? "an object of another kind" : `a ${typeof value}`;
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
