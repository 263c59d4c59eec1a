/** The receivers of the HTTP comparisons, in a process of their own. */
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createReceiver } from "../receivers/express.mjs";
import { app } from "./bench-app.js";
import { serveTasks } from "./worker.js";

/** Reads the request, looks at nothing, answers 200: as cheap as node:http can be. */
const raw: RequestListener = (request, response) => {
  request.on("data", () => {});
  request.on("end", () => response.end("{}"));
};

serveTasks({
  raw: () => listen(raw),
  /** The reference receiver: verifies, decrypts, parses, drops duplicates; remembers in memory, not on disk. */
  verifying: () =>
    listen(
      createReceiver({ encryptKey: app.encryptKey, verificationToken: app.verificationToken }),
    ),
});

function listen(listener: RequestListener): Promise<string> {
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${port}/webhook/event`);
    });
  });
}
