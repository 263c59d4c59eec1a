import { createDecipheriv, createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { AESCipher } from "@larksuiteoapi/node-sdk";
import type { EventHeader } from "../../../src/event/feishu-event.js";
import { checkEvent } from "../../../src/event/reserve-config/event-rules.js";

interface Keys {
  readonly encryptKey: string;
  readonly verificationToken: string;
}

export interface JudgingReceiver {
  readonly url: string;
  /** How many requests came. */
  requests(): number;
  /** What was wrong with them, each said once. */
  complaints(): readonly string[];
  readonly eventIds: ReadonlySet<string>;
  /** Wire texts, with id, token and times taken out. */
  readonly contents: ReadonlySet<string>;
  close(): Promise<void>;
}

/** A receiver that opens and judges every single request, with nothing of what mocklark signs and encrypts by. */
export async function startJudgingReceiver(keys: Keys, status = 200): Promise<JudgingReceiver> {
  const complaints = new Set<string>();
  const eventIds = new Set<string>();
  /** Of bodies: as much of an encrypted one as holds its IV. */
  const starts = new Set<string>();
  const contents = new Set<string>();
  const startedAt = Date.now();
  let requests = 0;

  function judge(names: readonly string[], headers: IncomingHttpHeaders, body: Buffer): void {
    const complain = (wrong: boolean, complaint: string): void =>
      void (wrong && complaints.add(complaint));
    for (const complaint of headerComplaints(names, headers, body)) complaints.add(complaint);
    complain(headers["x-lark-signature"] !== signatureOf(headers, body, keys), "wrong signature");
    complain(isStale(headers["x-lark-request-timestamp"], startedAt), "old timestamp");
    const start = body.subarray(0, 32).toString("latin1");
    complain(keys.encryptKey !== "" && starts.has(start), "an IV again");
    starts.add(start);
    const plaintext = open(body, keys.encryptKey);
    const event = JSON.parse(plaintext) as { readonly header: EventHeader };
    const { event_id: eventId, token, create_time: createTime } = event.header;
    for (const { message } of checkEvent(event)) complaints.add(`invalid: ${message}`);
    complain(eventIds.has(eventId), "an event id again");
    eventIds.add(eventId);
    complain(token !== keys.verificationToken, `token ${token}`);
    complain(Number(createTime) < startedAt, `create_time ${createTime}`);
    complain(Number(createTime) > Date.now(), `create_time ${createTime}`);
    contents.add(withoutSlots(plaintext, event.header));
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      requests++;
      try {
        const names = request.rawHeaders.filter((_, index) => index % 2 === 0);
        judge(names, request.headers, Buffer.concat(chunks));
      } catch (error) {
        complaints.add(String(error));
      }
      response.writeHead(status).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhook/event`,
    requests: () => requests,
    complaints: () => [...complaints],
    eventIds,
    contents,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

const expectedHeaders: Readonly<Record<string, RegExp>> = {
  "User-Agent": /^Go-http-client\/1\.1$/,
  "Content-Type": /^application\/json;charset=utf-8$/,
  "Content-Length": /^\d+$/,
  Unit: /^eu_nc$/,
  "X-Lark-Request-Nonce": /^[1-9]\d{8}$/,
  "X-Lark-Request-Timestamp": /^\d{10}$/,
  "X-Lark-Signature": /^[\da-f]{64}$/,
  "X-Request-Id": /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
  "Accept-Encoding": /^gzip$/,
};

function headerComplaints(
  names: readonly string[],
  headers: IncomingHttpHeaders,
  body: Buffer,
): string[] {
  const wrong = Object.entries(expectedHeaders)
    .filter(([name, form]) => !form.test(String(headers[name.toLowerCase()])))
    .map(([name]) => `${name}: ${String(headers[name.toLowerCase()])}`);
  const missing = Object.keys(expectedHeaders).filter((name) => !names.includes(name));
  const length = headers["content-length"] === String(body.length) ? [] : ["wrong length"];
  return [...wrong, ...missing.map((name) => `no ${name}`), ...length];
}

const isStale = (timestamp: unknown, sinceMs: number): boolean =>
  Number(timestamp) < Math.floor(sinceMs / 1_000);

function signatureOf(headers: IncomingHttpHeaders, body: Buffer, { encryptKey }: Keys): string {
  const { "x-lark-request-timestamp": timestamp, "x-lark-request-nonce": nonce } = headers;
  return createHash("sha256")
    .update(`${String(timestamp)}${String(nonce)}${encryptKey}`)
    .update(body)
    .digest("hex");
}

/** By the official SDK, and once more by OpenSSL alone: the SDK does not say when there is more than it expects. */
function open(body: Buffer, encryptKey: string): string {
  const text = body.toString("utf8");
  if (encryptKey === "") return text;
  const [, encrypted = ""] = /^\{"encrypt":"([A-Za-z0-9+/]+={0,2})"\}$/.exec(text) ?? [];
  const bytes = Buffer.from(encrypted, "base64");
  const key = createHash("sha256").update(encryptKey).digest();
  const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, 16));
  const plaintext = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]);
  const opened = new AESCipher(encryptKey).decrypt(encrypted);
  if (plaintext.toString("utf8") !== opened) throw new Error("the SDK reads something else");
  return opened;
}

function withoutSlots(plaintext: string, header: EventHeader): string {
  const { event_id: eventId, create_time: createTime } = header;
  return plaintext.replace(eventId, "").replace(createTime, "");
}
