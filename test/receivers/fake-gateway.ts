import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";

/** Just enough of Feishu's long connection to try a client on, its frames written byte by byte. */
export interface FakeFrame {
  method: number;
  headers: Record<string, string>;
  payload?: string | Buffer;
}

export const clientConfig = {
  ReconnectCount: -1,
  ReconnectInterval: 1,
  ReconnectNonce: 0,
  PingInterval: 1,
};

export async function startFakeGateway() {
  const frames: FakeFrame[] = [];
  const sockets: WebSocket[] = [];
  const state = {
    endpointCode: 0,
    /** Takes questions and answers none. */
    silent: false,
    config: clientConfig,
    asked: [] as unknown[],
    pong: undefined as object | undefined,
    deaf: false,
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      state.asked.push(JSON.parse(Buffer.concat(chunks).toString()));
      if (state.silent) return;
      const URL = `${url.replace("http", "ws")}/ws/v2?fpid=493&device_id=12&service_id=33554678`;
      const data = state.endpointCode === 0 ? { URL, ClientConfig: state.config } : {};
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ code: state.endpointCode, msg: "", data }));
    });
  });
  const webSockets = new WebSocketServer({ server });
  webSockets.on("connection", (socket) => {
    sockets.push(socket);
    socket.on("message", (bytes: Buffer) => {
      const frame = decodeFrame(bytes);
      frames.push(frame);
      if (frame.headers.type === "ping" && !state.deaf) {
        socket.send(
          encodeFrame({
            method: 0,
            headers: { type: "pong" },
            payload: JSON.stringify(state.pong ?? state.config),
          }),
        );
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    state,
    sockets,
    frames,
    send: (frame: FakeFrame) => sockets.at(-1)?.send(encodeFrame(frame)),
    pings: () => frames.filter(({ headers }) => headers.type === "ping").length,
    acks: (messageId: string) =>
      frames.filter(({ method, headers }) => method === 1 && headers.message_id === messageId),
    close: () => {
      for (const socket of sockets) socket.terminate();
      webSockets.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The headers of the fragment `seq` of `sum` of an event. */
export const dataHeaders = (message_id: string, seq = 0, sum = 1): Record<string, string> => ({
  type: "event",
  message_id,
  sum: String(sum),
  seq: String(seq),
  trace_id: "0".repeat(32),
  timestamp: "1700000000000",
  instance_id: "opaque",
});

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return Buffer.from([...bytes, rest]);
}

const number = (field: number, value: number) => Buffer.concat([varint(field << 3), varint(value)]);

const bytesOf = (field: number, value: Buffer) =>
  Buffer.concat([varint((field << 3) | 2), varint(value.length), value]);

function encodeFrame({ method, headers, payload }: FakeFrame): Buffer {
  const fields = Object.entries(headers).map(([key, value]) =>
    bytesOf(5, Buffer.concat([bytesOf(1, Buffer.from(key)), bytesOf(2, Buffer.from(value))])),
  );
  const numbers = [number(1, 7), number(2, 8), number(3, 33_554_678), number(4, method)];
  const tail = payload === undefined ? [] : [bytesOf(8, Buffer.from(payload))];
  return Buffer.concat([...numbers, ...fields, ...tail]);
}

type Field = readonly [field: number, value: number | Buffer];

function decodeFields(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = next();
    const value = next();
    if ((tag & 7) === 0) fields.push([tag >> 3, value]);
    else fields.push([tag >> 3, bytes.subarray(at, (at += value))]);
  }
  return fields;
}

function decodeFrame(bytes: Buffer): FakeFrame {
  const frame: FakeFrame = { method: -1, headers: {} };
  for (const [field, value] of decodeFields(bytes)) {
    if (field === 4) frame.method = value as number;
    if (field === 8) frame.payload = (value as Buffer).toString();
    if (field === 5) {
      const parts = new Map(decodeFields(value as Buffer));
      frame.headers[String(parts.get(1))] = String(parts.get(2));
    }
  }
  return frame;
}
