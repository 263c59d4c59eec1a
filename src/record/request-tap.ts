import { createServer, type IncomingMessage, type Server } from "node:http";
import { Duplex } from "node:stream";
import type { RawHeader } from "../wire/webhook-request.js";

/** What one connection's requests turn out to be, as their bytes come. */
export interface RequestListener {
  /** A head is complete; what is returned is told of the rest. */
  onRequest(head: RequestHead): RequestParts;
  /** What came is no HTTP; nothing more is told. */
  onBroken(): void;
  /** All that came has been read. */
  onOver(): void;
}

/** Of several requests that come at once, the bodies are told of one by one. */
export interface RequestParts {
  onBody(chunk: Buffer): void;
  onEnd(): void;
}

export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly RawHeader[];
}

/** Reads along. */
export interface RequestTap {
  add(chunk: Buffer): void;
  end(): void;
}

/** Node's own server reads the copy: it is handed a connection of ours, and what it answers goes nowhere. */
export function createRequestTap(listener: RequestListener): RequestTap {
  const connection = new Duplex({
    read: () => {},
    write: (_chunk, _encoding, done) => done(),
    autoDestroy: false,
  });
  connection.on("error", () => {});
  createReader(listener).emit("connection", connection);
  // Behind the reader's own listeners, so that what it makes of the end has been told by then.
  connection.once("end", () => listener.onOver());
  connection.once("close", () => listener.onOver());
  let isOver = false;
  return {
    add(chunk) {
      if (!isOver) connection.push(chunk);
    },
    end() {
      if (!isOver) connection.push(null);
      isOver = true;
    },
  };
}

function createReader(listener: RequestListener): Server {
  const reader = createServer(
    // A sender that breaks the rules is to be recorded, too.
    { insecureHTTPParser: true, maxHeaderSize: 256 * 1024, keepAliveTimeout: 0, requestTimeout: 0 },
    (request, response) => {
      const parts = listener.onRequest({
        method: request.method ?? "",
        path: request.url ?? "",
        headers: pairsOf(request.rawHeaders),
      });
      request.on("data", (chunk: Buffer) => parts.onBody(chunk));
      request.on("end", () => {
        parts.onEnd();
        response.end();
      });
      request.on("error", () => {});
    },
  );
  // Without its own handler Node would never tell of the request.
  reader.on("checkContinue", (request: IncomingMessage, response) =>
    reader.emit("request", request, response),
  );
  reader.on("clientError", () => listener.onBroken());
  return reader;
}

function pairsOf(raw: readonly string[]): RawHeader[] {
  const pairs: RawHeader[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    pairs.push([raw[index] as string, raw[index + 1] as string]);
  }
  return pairs;
}
