import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface RawReceiver {
  readonly url: string;
  /** Every connection so far, the oldest first. */
  readonly connections: Socket[];
  readonly server: Server;
}

/** A receiver made of a bare TCP socket; it is gone when the test is over. */
export async function rawReceiver(onConnection: (socket: Socket) => void): Promise<RawReceiver> {
  const connections: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    connections.push(socket);
    socket.on("error", () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of connections) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/webhook/event`, connections, server };
}

/** Calls back with each whole request (head and Content-Length body) that arrives on the socket. */
export function onRequest(socket: Socket, answer: (request: Buffer) => void): void {
  let received = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const headEnd = received.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const head = received.subarray(0, headEnd).toString("latin1");
      const end = headEnd + 4 + Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
      if (received.length < end) return;
      const request = received.subarray(0, end);
      received = received.subarray(end);
      answer(request);
    }
  });
}

export const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/** A raw receiver that gives every request the same answer and keeps what it got. */
export async function recordingReceiver(
  answer: string = ok,
): Promise<RawReceiver & { readonly requests: Buffer[] }> {
  const requests: Buffer[] = [];
  const receiver = await rawReceiver((socket) =>
    onRequest(socket, (request) => {
      requests.push(request);
      socket.write(answer);
    }),
  );
  return { ...receiver, requests };
}
