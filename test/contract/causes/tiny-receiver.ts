import { createDecipheriv, createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { app } from "./tiny-app.js";

export type Payload = Record<string, unknown> & {
  readonly header?: Record<string, string>;
  readonly event?: Record<string, unknown>;
};

export interface Call {
  readonly raw: Buffer;
  readonly headers: IncomingMessage["headers"];
  readonly url: string;
  readonly response: ServerResponse;
}

/** A receiver in small steps: a test takes it and replaces the one in which the fault lies. */
export interface Steps {
  /** Before anything is read; true when it has answered. */
  gate: (call: Call) => boolean;
  open: (call: Call) => Payload;
  decrypt: (encrypted: Buffer) => string;
  challenge: (payload: Payload, call: Call) => void;
  signed: (call: Call, payload: Payload) => boolean;
  fresh: (seconds: number, nowMs: number) => boolean;
  token: (payload: Payload) => unknown;
  refuse: (call: Call, why: string) => void;
  event: (payload: Payload, call: Call) => void;
  act: (eventId: string) => void;
}

export const sha256 = (...parts: readonly (string | Buffer)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export const head = ({ headers }: Call): string =>
  `${String(headers["x-lark-request-timestamp"])}${String(headers["x-lark-request-nonce"])}`;

export const signatureOf = ({ headers }: Call): string => String(headers["x-lark-signature"]);

export function reply({ response }: Call, status: number, body: unknown = {}): void {
  const isText = typeof body === "string";
  response.writeHead(status, { "Content-Type": isText ? "text/html" : "application/json" });
  response.end(isText ? body : JSON.stringify(body));
}

/** The same, for a gate: it has answered. */
export function answered(call: Call, status: number, body?: unknown): true {
  reply(call, status, body);
  return true;
}

/** @param change gets the steps of the good receiver, and returns those to replace */
export function tinyReceiver(change: (good: Steps) => Partial<Steps>, handled: string[]): Server {
  const good: Steps = {
    gate: () => false,
    open: ({ raw }) => {
      const { encrypt } = JSON.parse(raw.toString()) as { encrypt: string };
      return JSON.parse(steps.decrypt(Buffer.from(encrypt, "base64"))) as Payload;
    },
    decrypt: (bytes) => decipher(sha256(app.encryptKey), bytes.subarray(0, 16), bytes.subarray(16)),
    challenge: (payload, call) =>
      payload["token"] === app.verificationToken
        ? reply(call, 200, { challenge: payload["challenge"] })
        : steps.refuse(call, "token"),
    signed: (call) =>
      sha256(head(call), app.encryptKey, call.raw).toString("hex") === signatureOf(call),
    fresh: (seconds, nowMs) => Math.abs(nowMs / 1000 - seconds) < 8 * 3600,
    token: (payload) => payload.header?.["token"],
    refuse: (call, why) => reply(call, 401, { error: why }),
    event: (payload, call) => {
      steps.act(payload.header?.["event_id"] ?? "");
      reply(call, 200);
    },
    act: (eventId) => void handled.push(eventId),
  };
  const steps = { ...good, ...change(good) };

  function take(call: Call): void {
    if (steps.gate(call)) return;
    let payload: Payload;
    try {
      payload = steps.open(call);
    } catch (error) {
      return reply(call, 400, { error: error instanceof Error ? error.message : "unreadable" });
    }
    if (payload["type"] === "url_verification") return steps.challenge(payload, call);
    if (!steps.signed(call, payload)) return steps.refuse(call, "signature");
    const seconds = Number(call.headers["x-lark-request-timestamp"]);
    if (!steps.fresh(seconds, Date.now())) return steps.refuse(call, "timestamp");
    if (steps.token(payload) !== app.verificationToken) return steps.refuse(call, "token");
    steps.event(payload, call);
  }

  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { headers, url = "/" } = request;
      const call = { raw: Buffer.concat(chunks), headers, url, response };
      try {
        take(call);
      } catch (error) {
        reply(call, 500, { error: error instanceof Error ? error.message : "" });
      }
    });
  });
}

/** The whole of AES-CBC in one step. */
export function decipher(key: Buffer | string, iv: Buffer, bytes: Buffer, padding = true): string {
  const aes = createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(padding);
  return Buffer.concat([aes.update(bytes), aes.final()]).toString();
}
