import { createServer, type AddressInfo, type Socket } from "node:net";
import { createDialer } from "../network/dialer.js";
import { hostOf, portOf } from "../network/url-host.js";

/** Stands between a sender and a receiver and keeps what the sender's bytes were. */
export interface WireTap {
  /** The receiver's URL with the tap's port in place of its own. */
  readonly url: string;
  /** Everything sent since the last call. */
  take(): Buffer;
  close(): void;
}

/** Passes bytes on both ways untouched. For http URLs on this machine. */
export async function openWireTap(receiverUrl: string): Promise<WireTap> {
  const url = new URL(receiverUrl);
  const place = { host: hostOf(url), port: portOf(url) };
  const dialer = createDialer();
  const sockets = new Set<Socket>();
  let sent: Buffer[] = [];
  const server = createServer((sender) => {
    const receiver = dialer.dial(place).stream;
    sender.on("data", (chunk) => void sent.push(chunk));
    sender.pipe(receiver).pipe(sender);
    for (const socket of [sender, receiver]) {
      sockets.add(socket);
      // The one that is left has nobody to talk to any more.
      socket.on("error", () => {});
      socket.on("close", () => [sender, receiver].forEach((one) => one.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    take() {
      const bytes = Buffer.concat(sent);
      sent = [];
      return bytes;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
