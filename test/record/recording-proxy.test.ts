import { once } from "node:events";
import { connect, type Socket } from "node:net";
import * as fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../free-port.js";
import { type OutcomeReason, reasonText } from "../../src/delivery/outcome-reason.js";
import type { Capture } from "../../src/record/capture.js";
import { createRecordingProxy } from "../../src/record/recording-proxy.js";
import { ok, onRequest, rawReceiver } from "../delivery/raw-receiver.js";
import { openProxy } from "./record-fixture.js";

const patience = { timeout: 20_000 };

async function client(port: number): Promise<Socket & { received(): Buffer }> {
  const socket = connect({ port, host: "127.0.0.1" });
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  const chunks: Buffer[] = [];
  socket.on("error", () => {});
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  return Object.assign(socket, { received: () => Buffer.concat(chunks) });
}

const reversed = (bytes: Buffer): Buffer => Buffer.from(bytes.toReversed());

const request = (body: string, headers = ""): string =>
  `POST /webhook/event?x=1 HTTP/1.1\r\nhOST: Receiver\r\n${headers}content-LENGTH: ${body.length}\r\n\r\n${body}`;

async function settled(captures: Capture[], count: number): Promise<void> {
  await expect.poll(() => captures.length, patience).toBe(count);
}

describe("the recording proxy", () => {
  it("passes every byte on, both ways, whatever the bytes are", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), { minLength: 1, maxLength: 6 }),
        async (parts) => {
          const sent = Buffer.concat(parts);
          // Everything comes back in reverse, so that the answer is another one than the request.
          const target = await rawReceiver((socket) => {
            const got: Buffer[] = [];
            socket.on("data", (chunk: Buffer) => got.push(chunk));
            socket.on("end", () => socket.end(reversed(Buffer.concat(got))));
          });
          const proxy = await openProxy(target.url);
          const socket = await client(proxy.port);
          for (const part of parts) socket.write(part);
          socket.end();
          await once(socket, "close");
          expect(socket.received().equals(reversed(sent))).toBe(true);
          await proxy.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it("keeps names, values and order of headers as they were written, and the body's bytes", async () => {
    const seen: string[] = [];
    const target = await rawReceiver((socket) =>
      onRequest(socket, (bytes) => {
        seen.push(bytes.toString("latin1"));
        socket.write(
          "HTTP/1.1 202 Fine\r\nx-ONE: 1\r\nX-one: 2\r\nContent-Length: 3\r\n\r\n\xff\0!",
          "latin1",
        );
      }),
    );
    const proxy = await openProxy(target.url);
    const socket = await client(proxy.port);
    const text = request("\xfe\0 {", "X-b: 1\r\nx-A:  two \r\nX-b: 3\r\n");
    socket.write(text, "latin1");
    await settled(proxy.captures, 1);
    expect(seen).toEqual([text]);
    const [capture] = proxy.captures;
    expect(capture?.request).toMatchObject({
      method: "POST",
      path: "/webhook/event?x=1",
      headers: [
        ["hOST", "Receiver"],
        ["X-b", "1"],
        ["x-A", "two"],
        ["X-b", "3"],
        ["content-LENGTH", "4"],
      ],
      body: { base64: Buffer.from("\xfe\0 {", "latin1").toString("base64") },
    });
    expect(capture?.result).toMatchObject({
      status: 202,
      headers: [
        ["x-ONE", "1"],
        ["X-one", "2"],
        ["Content-Length", "3"],
      ],
      body: { base64: Buffer.from("\xff\0!", "latin1").toString("base64") },
    });
  });

  it("tells requests apart that come in one piece, and gives each its own answer", async () => {
    let count = 0;
    const target = await rawReceiver((socket) =>
      onRequest(socket, () => {
        count++;
        socket.write(`HTTP/1.1 20${count} X\r\nContent-Length: 1\r\n\r\n${count}`);
      }),
    );
    const proxy = await openProxy(target.url);
    const socket = await client(proxy.port);
    socket.write(request("one") + request("two") + request("three"));
    await settled(proxy.captures, 3);
    expect(
      proxy.captures.map(({ number, request, result }) => [
        number,
        request.body,
        result.kind === "answered" && result.status,
      ]),
    ).toEqual([
      [1, { text: "one" }, 201],
      [2, { text: "two" }, 202],
      [3, { text: "three" }, 203],
    ]);
  });

  it("answers 502 itself where nothing listens, and records that there was no answer", async () => {
    const proxy = await openProxy(`http://127.0.0.1:${await freePort()}/webhook/event`);
    const socket = await client(proxy.port);
    socket.write(request("{}"));
    await once(socket, "close");
    expect(socket.received().toString()).toMatch(/^HTTP\/1.1 502 /);
    expect(proxy.captures[0]?.result).toMatchObject({
      kind: "unanswered",
      reason: "the target could not be reached: connection refused",
    });
    const result = proxy.captures[0]?.result as OutcomeReason;
    expect(reasonText(result).in("zh")).toBe("无法连接接收端：连接被拒绝");
  });

  it("waits for the rest of a request before it answers 502", async () => {
    const proxy = await openProxy(`http://127.0.0.1:${await freePort()}/webhook/event`);
    const slow = await client(proxy.port);
    slow.write(request("slow").slice(0, -2));
    const quick = await client(proxy.port);
    quick.write(request("quick"));
    await once(quick, "close");
    expect(slow.received()).toHaveLength(0);
    slow.write("ow");
    await once(slow, "close");
    expect(slow.received().toString()).toMatch(/^HTTP\/1.1 502 /);
    expect(proxy.captures.map(({ request }) => request.body)).toEqual([
      { text: "quick" },
      { text: "slow" },
    ]);
  });

  it("lets the sender see how the target breaks off, and says so", async () => {
    const target = await rawReceiver((socket) => onRequest(socket, () => socket.resetAndDestroy()));
    const proxy = await openProxy(target.url);
    const socket = await client(proxy.port);
    const failed = once(socket, "error");
    socket.write(request("{}"));
    const [error] = (await failed) as [Error];
    expect(error.message).toContain("ECONNRESET");
    await settled(proxy.captures, 1);
    expect(proxy.captures[0]?.result).toMatchObject({
      kind: "unanswered",
      reason: "the target broke the connection: connection reset",
    });
  });

  it("records a request that breaks off as one", async () => {
    const target = await rawReceiver(() => {});
    const proxy = await openProxy(target.url);
    const socket = await client(proxy.port);
    socket.write(request("whole").slice(0, -2));
    await expect.poll(() => target.connections[0]?.bytesRead ?? 0, patience).toBeGreaterThan(0);
    socket.resetAndDestroy();
    await settled(proxy.captures, 1);
    expect(proxy.captures[0]).toMatchObject({
      request: { incomplete: true, body: { text: "who" } },
      result: { kind: "unanswered" },
    });
  });

  it("records what is no HTTP as it came, and the answer it got", async () => {
    const refusal = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    const target = await rawReceiver((socket) => socket.on("data", () => socket.end(refusal)));
    const proxy = await openProxy(target.url);
    const socket = await client(proxy.port);
    socket.write("BREW /pot COFFEE/9\r\n\r\n");
    await once(socket, "close");
    expect(socket.received().toString()).toBe(refusal);
    await settled(proxy.captures, 1);
    expect(proxy.captures[0]).toMatchObject({
      request: { method: "BREW", incomplete: true, body: { text: "BREW /pot COFFEE/9\r\n\r\n" } },
      result: { kind: "answered", status: 400 },
    });
  });

  it("passes on more of a body than it keeps", async () => {
    const target = await rawReceiver((socket) => onRequest(socket, () => socket.write(ok)));
    const proxy = await openProxy(target.url, { mostBodyBytes: 10 });
    const socket = await client(proxy.port);
    socket.write(request("0123456789abcdef"));
    await settled(proxy.captures, 1);
    expect(proxy.captures[0]?.request.body).toEqual({ text: "0123456789", truncated: true });
    expect(target.connections[0]?.bytesRead).toBe(request("0123456789abcdef").length);
  });

  it("refuses to stand before Feishu itself", () => {
    expect(() =>
      createRecordingProxy({ target: "https://open.feishu.cn/x", onBegin: () => () => {} }),
    ).toThrow("is Feishu itself");
  });

  it("says what was under way when it is closed", async () => {
    const target = await rawReceiver((socket) => void socket.resume());
    const proxy = await openProxy(target.url);
    const socket = await client(proxy.port);
    socket.write(request("{}"));
    await expect.poll(() => target.connections[0]?.bytesRead ?? 0, patience).toBeGreaterThan(0);
    await proxy.close();
    await settled(proxy.captures, 1);
    expect(proxy.captures[0]?.result).toMatchObject({ reason: "the recording ended" });
  });
});
