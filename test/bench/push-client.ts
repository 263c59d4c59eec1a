/**
 * The client of the long-connection comparisons, in a process of its own. It reads and writes frames with
 * our own codec, whoever pushes: protobufjs would make it slower than the fastest of those it is to measure.
 */
import { once } from "node:events";
import { request } from "undici";
import { WebSocket } from "ws";
import { decodeFrame, type DecodedFrame, encodeFrame } from "../../src/wire/frame.js";
import { app } from "./bench-app.js";
import { serveTasks } from "./worker.js";

export interface ConnectTask {
  /** A gateway's http URL, or the ws URL of a plain server. */
  readonly url: string;
  readonly connections: number;
  /** False keeps every event and acknowledges none. */
  readonly acknowledges: boolean;
}

serveTasks({
  connect: async ({ url, connections, acknowledges }: ConnectTask) => {
    for (let opened = 0; opened < connections; opened++) {
      await connect(url.startsWith("http") ? await discover(url) : url, acknowledges);
    }
  },
});

async function discover(url: string): Promise<string> {
  const answer = await request(`${url}/callback/ws/endpoint`, {
    method: "POST",
    body: JSON.stringify({ AppID: app.appId, AppSecret: app.appSecret }),
  });
  return ((await answer.body.json()) as { data: { URL: string } }).data.URL;
}

async function connect(url: string, acknowledges: boolean): Promise<void> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  socket.on("error", () => {});
  socket.on("message", (bytes: Buffer) => {
    if (!acknowledges) return;
    const frame = decodeFrame(bytes);
    if (frame.method === 1) socket.send(acknowledge(frame));
  });
  await once(socket, "open");
  socket.send(
    encodeFrame({
      seqId: 0,
      logId: 0,
      service: 0,
      method: 0,
      headers: [{ key: "type", value: "ping" }],
    }),
  );
}

const accepted = Buffer.from('{"code":200}');

const acknowledge = (frame: DecodedFrame): Buffer =>
  encodeFrame({
    ...frame,
    headers: [...frame.headers, { key: "biz_rt", value: "1" }],
    payload: accepted,
  });
