import { createServer } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net";

/** What may listen on a port instead of a receiver. */
export const hostileServers = {
  "answers without end": () =>
    createServer((_request, response) => {
      const megabyte = Buffer.alloc(1 << 20, "a");
      const pour = (): void => {
        while (response.write(megabyte));
        response.once("drain", pour);
      };
      response.writeHead(200);
      pour();
    }),
  "never ends its answer": () =>
    createServer((_request, response) => {
      response.writeHead(200);
      response.write("{");
    }),
  "speaks another protocol": () =>
    createTcpServer((socket) => {
      socket.on("error", () => {});
      socket.write("SSH-2.0-OpenSSH_9.6\r\n");
    }),
  "says nothing": () => createTcpServer((socket) => void socket.on("error", () => {})),
  "writes to the terminal": () =>
    createServer((_request, response) => {
      response.writeHead(500).end("\u001B[2J\u001B]0;owned\u0007Error\r\u001B[31mred\u0000");
    }),
} as const;

/** Starts it on a free port; the URL of a receiver that would be there. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/event`;
}
