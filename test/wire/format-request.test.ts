import { execFile, spawnSync } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { formatAsCurl, formatAsHttp } from "../../src/wire/format-request.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import { sampleEvent } from "./sample-event.js";

const run = promisify(execFile);
const hasCurl = spawnSync("curl", ["--version"]).status === 0;

/** A port that answers 200 to the first request of a connection, and the bytes that came. */
async function openPort(): Promise<{ readonly port: number; readonly received: Buffer[] }> {
  const received: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      received.push(chunk);
      if (Buffer.concat(received).includes("}}}")) socket.end("HTTP/1.1 200 OK\r\n\r\n");
    });
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, received };
}

it.skipIf(!hasCurl)("writes a curl command that sends the very bytes", async () => {
  const { port, received } = await openPort();
  const random = createRandom(5);
  const builder = createRequestBuilder(createApp({}, random));
  const event = { ...sampleEvent, header: { ...sampleEvent.header, token: "it's a token" } };
  const request = builder.event(event, { random, timestampMs: 1_700_000_000_000 });
  const url = new URL(`http://127.0.0.1:${port}/hook?list=[1-3]&set={a,b}`);
  await run("sh", ["-c", formatAsCurl(request, url)], { env: { PATH: process.env["PATH"] } });
  expect(Buffer.concat(received).toString()).toBe(formatAsHttp(request, url));
});
