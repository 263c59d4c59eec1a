import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { request } from "undici";
import { onTestFinished } from "vitest";
import { WebSocket, type ClientOptions } from "ws";
import type { App } from "../../src/event/app.js";
import { pbbp2Frame } from "./pbbp2.js";

/** A frame as protobufjs decodes it. */
export interface RawFrame {
  SeqID: number | string;
  LogID: number | string;
  service: number;
  method: number;
  headers: { key: string; value: string }[];
  payload?: Buffer;
}

export interface EndpointAnswer {
  readonly code: number;
  readonly msg: string;
  readonly data: { readonly URL?: string; readonly ClientConfig?: Record<string, number> };
}

export async function askEndpoint(
  url: string,
  body: unknown,
  options: { readonly path?: string; readonly headers?: Record<string, string> } = {},
): Promise<EndpointAnswer> {
  const { path = "/callback/ws/endpoint", headers = {} } = options;
  const response = await request(url + path, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return (await response.body.json()) as EndpointAnswer;
}

export async function connectUrl(url: string, app: App): Promise<string> {
  const answer = await askEndpoint(url, { AppID: app.appId, AppSecret: app.appSecret });
  if (answer.data.URL === undefined) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer.data.URL;
}

/** The answer to an upgrade that is refused. */
export async function refusedUpgrade(url: string): Promise<IncomingMessage> {
  const socket = new WebSocket(url);
  socket.on("error", () => undefined);
  const [, response] = (await once(socket, "unexpected-response")) as [unknown, IncomingMessage];
  response.resume();
  return response;
}

export interface RawClient {
  readonly socket: WebSocket;
  /** The next frame that nobody has taken yet. */
  nextFrame(): Promise<RawFrame>;
  /** Frames that nobody has taken yet. */
  readonly untaken: RawFrame[];
  send(frame: Partial<RawFrame>): void;
  ping(): void;
  /** Echoes the frame with this payload (an object is written as JSON), as official clients do. */
  ack(frame: RawFrame, payload?: unknown): void;
  readonly closed: Promise<number>;
}

/** Fetches an address and connects; pings at once unless told otherwise. */
export async function connectRaw(
  url: string,
  app: App,
  {
    pings = true,
    autoAck = false,
    ...options
  }: ClientOptions & { pings?: boolean; autoAck?: boolean } = {},
): Promise<RawClient> {
  const socket = new WebSocket(await connectUrl(url, app), options);
  onTestFinished(() => socket.terminate());
  const untaken: RawFrame[] = [];
  const takers: ((frame: RawFrame) => void)[] = [];
  const closed = new Promise<number>((resolve) => socket.on("close", (code) => resolve(code)));
  socket.on("error", () => undefined);
  socket.on("message", (data) => {
    const frame = decode(data as Buffer);
    if (!frame) return;
    if (autoAck && frame.method === 1) client.ack(frame);
    const taker = takers.shift();
    if (taker) taker(frame);
    else untaken.push(frame);
  });
  const client: RawClient = {
    socket,
    untaken,
    closed,
    nextFrame: () => {
      const first = untaken.shift();
      return first ? Promise.resolve(first) : new Promise((resolve) => takers.push(resolve));
    },
    send: (frame) => socket.send(encode(frame)),
    ping: () => client.send({ method: 0, headers: [{ key: "type", value: "ping" }] }),
    ack(frame, payload = { code: 200 }) {
      const text = typeof payload === "string" ? payload : JSON.stringify(payload);
      const headers = [...frame.headers, { key: "biz_rt", value: "-3" }];
      client.send({ ...frame, headers, payload: Buffer.from(text) });
    },
  };
  await once(socket, "open");
  if (pings) client.ping();
  return client;
}

export const payloadOf = (frame: RawFrame): unknown =>
  JSON.parse(frame.payload?.toString("utf8") ?? "null");

export const headersOf = (frame: RawFrame): Record<string, string> =>
  Object.fromEntries(frame.headers.map(({ key, value }) => [key, value]));

function encode(frame: Partial<RawFrame>): Uint8Array {
  const complete = { SeqID: 0, LogID: 0, service: 0, method: 1, headers: [], ...frame };
  return pbbp2Frame.encode(pbbp2Frame.fromObject(complete)).finish();
}

/** Undefined for bytes that are no frame: clients ignore those. */
function decode(bytes: Buffer): RawFrame | undefined {
  try {
    return pbbp2Frame.toObject(pbbp2Frame.decode(bytes), { longs: Number }) as RawFrame;
  } catch {
    return undefined;
  }
}

/** The TCP socket under a client, for bytes that `ws` would not send. */
export const rawSocketOf = (client: RawClient): Socket =>
  (client.socket as unknown as { readonly _socket: Socket })._socket;
