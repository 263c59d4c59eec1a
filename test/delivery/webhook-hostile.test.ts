import { once } from "node:events";
import { gzipSync } from "node:zlib";
import type { Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { systemWallClock } from "../../src/base/clock.js";
import type { DeliveryLimits } from "../../src/delivery/delivery-limits.js";
import type { Outcome } from "../../src/delivery/outcome.js";
import { ok, onRequest, rawReceiver } from "./raw-receiver.js";
import { channelTo, requestSaying, timeByHand } from "./webhook-fixture.js";

/** What comes of one request to a receiver that does this with every connection. */
async function outcomeFrom(onConnection: (socket: Socket) => void): Promise<Outcome> {
  const receiver = await rawReceiver(onConnection);
  return channelTo(receiver.url).send(requestSaying("{}"));
}

const limits: Partial<DeliveryLimits> = { totalMs: 200 };

/** The same, when the time runs out as soon as the receiver says that it has come that far. */
async function outcomeWhenTimeIsUp(
  onConnection: (socket: Socket, thisFar: () => void) => void,
): Promise<Outcome> {
  const { clock, pass } = timeByHand();
  const receiver = await rawReceiver((socket) =>
    // What was written is read in the next turn.
    onConnection(socket, () => setImmediate(() => setImmediate(() => pass(200)))),
  );
  const outcome = await channelTo(receiver.url, { limits, clock }).send(requestSaying("{}"));
  expect(outcome.durationMs).toBe(200);
  return outcome;
}

/** How much later than a timer of the same length the outcome of a flood may come. */
const slackMs = 1_000;

/** The same in real time: what comes in must not keep the limit from being noticed. */
async function outcomeInTimeFrom(onConnection: (socket: Socket) => void): Promise<Outcome> {
  const receiver = await rawReceiver(onConnection);
  const startedAt = systemWallClock.elapsed();
  const timer = new Promise<number>((resolve) => {
    setTimeout(() => resolve(systemWallClock.elapsed() - startedAt), 200);
  });
  const outcome = await channelTo(receiver.url, { limits }).send(requestSaying("{}"));
  expect(outcome.durationMs).toBeGreaterThanOrEqual(195);
  expect(outcome.durationMs).toBeLessThan((await timer) + slackMs);
  return outcome;
}

/** Writes the bytes one by one, each in a turn of its own, then calls back. */
function drip(socket: Socket, bytes: string, done: () => void, sent = 0): void {
  if (sent === bytes.length) return done();
  socket.setNoDelay().write(bytes.slice(sent, sent + 1));
  setImmediate(() => drip(socket, bytes, done, sent + 1));
}

/** Writes the same bytes for as long as the peer takes them. */
function flood(socket: Socket, bytes: Buffer): void {
  const pump = (): void => {
    while (!socket.destroyed && socket.write(bytes));
    if (!socket.destroyed) socket.once("drain", pump);
  };
  pump();
}

/** How many megabytes the process grew by while `work` ran. */
async function growthOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage();
  let peak = 0;
  const timer = setInterval(() => {
    const { heapUsed, external } = process.memoryUsage();
    peak = Math.max(peak, heapUsed + external - before.heapUsed - before.external);
  }, 10);
  onTestFinished(() => clearInterval(timer));
  await work();
  return peak / 1e6;
}

describe("a receiver that does not answer as it should", () => {
  test("never answers: timed out while waiting for the answer", async () => {
    const outcome = await outcomeWhenTimeIsUp((socket, thisFar) => onRequest(socket, thisFar));
    expect(outcome).toMatchObject({ kind: "timed-out", phase: "response-headers" });
  });

  test("answers after the time for connecting, in time over all: answered", async () => {
    const { clock, pass } = timeByHand();
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () => {
        pass(120);
        socket.write(ok);
      }),
    );
    const channel = channelTo(receiver.url, { limits: { connectMs: 60 }, clock });
    expect(await channel.send(requestSaying("{}"))).toMatchObject({ kind: "answered" });
  });

  test("never answers: its connection is given up with the attempt", async () => {
    const receiver = await rawReceiver((socket) => socket.resume());
    const channel = channelTo(receiver.url, { limits });
    await channel.send(requestSaying("{}"));
    const [connection] = receiver.connections;
    if (connection?.readableEnded === false) await once(connection, "end");
    expect(connection?.readableEnded).toBe(true);
  });

  test("reads only the beginning: timed out while a large request is sent", async () => {
    const { clock, pass } = timeByHand();
    const receiver = await rawReceiver((socket) => {
      socket.once("data", () => {
        socket.pause();
        setImmediate(() => pass(200));
      });
    });
    const request = requestSaying("x".repeat(20_000_000));
    const outcome = await channelTo(receiver.url, { limits, clock }).send(request);
    expect(outcome).toMatchObject({ kind: "timed-out", phase: "send" });
  });

  test("answers one byte at a time: timed out, in the headers or in the body", async () => {
    const inHeaders = await outcomeWhenTimeIsUp((socket, thisFar) =>
      drip(socket, ok.slice(0, 20), thisFar),
    );
    expect(inHeaders).toMatchObject({ kind: "timed-out", phase: "response-headers" });

    const inBody = await outcomeWhenTimeIsUp((socket, thisFar) =>
      drip(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nxxx", thisFar),
    );
    expect(inBody).toMatchObject({ kind: "timed-out", phase: "response-body", status: 200 });
  });

  test("sends endless headers: not HTTP past 16 KB, timed out when they come slowly", async () => {
    const fast = await outcomeFrom((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      flood(socket, Buffer.from(`X-Endless: ${"x".repeat(100)}\r\n`));
    });
    expect(fast).toMatchObject({
      kind: "not-http",
      reason: "its headers are longer than 16 KB",
    });

    const slow = await outcomeWhenTimeIsUp((socket, thisFar) =>
      drip(socket, `HTTP/1.1 200 OK\r\n${"X-Endless: x\r\n".repeat(3)}`, thisFar),
    );
    expect(slow).toMatchObject({ kind: "timed-out", phase: "response-headers" });
  });

  test("answers with a gzip bomb: unpacked up to the bound only", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, "0"), { level: 9 });
    const receiver = await rawReceiver((socket) => {
      socket.write(
        `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`,
      );
      socket.write(bomb);
    });
    const channel = channelTo(receiver.url);
    let outcome: Outcome | undefined;
    const growth = await growthOf(async () => {
      outcome = await channel.send(requestSaying("{}"));
    });
    expect(outcome).toMatchObject({ kind: "answered", status: 200, bodyTruncated: true });
    expect(outcome).toHaveProperty("body", "0".repeat(65_536));
    expect(growth).toBeLessThan(20);
  });

  test("redirects a hundred times: its first redirect is the answer, or the last one followed", async () => {
    let hop = 0;
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () =>
        socket.write(`HTTP/1.1 307 Moved\r\nLocation: /hop/${++hop}\r\nContent-Length: 0\r\n\r\n`),
      ),
    );
    const outcome = await channelTo(receiver.url).send(requestSaying("{}"));
    expect(outcome).toMatchObject({ kind: "answered", status: 307 });
    expect(hop).toBe(1);

    const following = channelTo(receiver.url, { followRedirects: 5 });
    expect(await following.send(requestSaying("{}"))).toMatchObject({
      kind: "answered",
      status: 307,
    });
    expect(hop).toBe(1 + 6);
  });

  test.each([
    ["another protocol's greeting", "SSH-2.0-OpenSSH_9.2p1\r\n"],
    ["a status line that is none", "HTTP/1.1 fine\r\n\r\n"],
    ["a header line that is none", "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"],
    ["a chunk size that is none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"],
    ["bytes of no protocol", "\u0000\u0001\u0002\u0003"],
  ])("answers with %s: not HTTP", async (_what, bytes) => {
    const outcome = await outcomeFrom((socket) => onRequest(socket, () => socket.write(bytes)));
    expect(outcome.kind).toBe("not-http");
  });

  test("closes or resets at once: reset, and it says which", async () => {
    const closed = await outcomeFrom((socket) => onRequest(socket, () => socket.end()));
    expect(closed).toMatchObject({ kind: "reset", how: "closed", phase: "response-headers" });
    const reset = await outcomeFrom((socket) => onRequest(socket, () => socket.resetAndDestroy()));
    expect(reset).toMatchObject({ kind: "reset", how: "reset", phase: "response-headers" });
  });

  test("answers after the limit: timed out, and the late answer is nobody else's", async () => {
    const { clock, pass } = timeByHand();
    let first = true;
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () => {
        if (!first) return socket.write(ok);
        first = false;
        pass(100);
        return socket.write("HTTP/1.1 500 Late\r\nContent-Length: 4\r\n\r\nlate");
      }),
    );
    const channel = channelTo(receiver.url, { clock });
    const hasty = channel.send(requestSaying("1"), { limits: { totalMs: 100 } });
    expect(await hasty).toMatchObject({ kind: "timed-out" });
    expect(await channel.send(requestSaying("2"))).toMatchObject({ status: 200, body: "ok" });
    expect(receiver.connections).toHaveLength(2);
  });

  test("announces more than it sends: reset in the answer's body when it closes", async () => {
    const outcome = await outcomeFrom((socket) =>
      onRequest(socket, () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfour")),
    );
    expect(outcome).toMatchObject({
      kind: "reset",
      how: "closed",
      phase: "response-body",
      status: 200,
    });
  });

  test("announces less than it sends: answered with what was announced", async () => {
    const outcome = await outcomeFrom((socket) =>
      onRequest(socket, () =>
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more"),
      ),
    );
    expect(outcome).toMatchObject({ kind: "answered", status: 200, body: "ok" });
  });

  test("sends one interim answer after the other: timed out", async () => {
    const interim = Buffer.from("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
    let outcome: Outcome | undefined;
    const growth = await growthOf(async () => {
      outcome = await outcomeInTimeFrom((socket) =>
        onRequest(socket, () => flood(socket, interim)),
      );
    });
    expect(outcome).toMatchObject({ kind: "timed-out", phase: "response-headers" });
    expect(growth).toBeLessThan(50);
  });

  test("switches protocols: answered with 101", async () => {
    const switching = "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n";
    const outcome = await outcomeFrom((socket) => onRequest(socket, () => socket.write(switching)));
    expect(outcome).toMatchObject({ kind: "answered", status: 101 });
  });
});

describe("an answer that is too long", () => {
  const megabyte = Buffer.alloc(1_000_000, "x");

  test("never ends: timed out in its body, memory bounded", async () => {
    let outcome: Outcome | undefined;
    const growth = await growthOf(async () => {
      outcome = await outcomeInTimeFrom((socket) =>
        onRequest(socket, () => {
          socket.write("HTTP/1.1 200 OK\r\n\r\n");
          flood(socket, megabyte);
        }),
      );
    });
    expect(outcome).toMatchObject({ kind: "timed-out", phase: "response-body", status: 200 });
    expect(growth).toBeLessThan(100);
  });

  test("has 1 GB: read and thrown away as far as the limit lets it, memory bounded", async () => {
    let outcome: Outcome | undefined;
    const growth = await growthOf(async () => {
      outcome = await outcomeInTimeFrom((socket) =>
        onRequest(socket, () => {
          socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
          flood(socket, megabyte);
        }),
      );
    });
    expect(outcome).toMatchObject({ kind: "timed-out", phase: "response-body", status: 200 });
    expect(growth).toBeLessThan(100);
  });

  test("is cut at the bound, not inside a character, and the connection serves on", async () => {
    const body = Buffer.from("会议室".repeat(1_000));
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`);
        socket.write(body);
      }),
    );
    const channel = channelTo(receiver.url, { limits: { maxResponseBytes: 1_000 } });
    const outcome = await channel.send(requestSaying("{}"));
    expect(outcome).toMatchObject({ kind: "answered", bodyTruncated: true });
    expect(outcome).toHaveProperty("body", "会议室".repeat(111));
    await channel.send(requestSaying("{}"));
    expect(receiver.connections).toHaveLength(1);
  });
});

describe("a receiver that leaks connections", () => {
  test("never closes what it told us to close: we do", async () => {
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () =>
        socket.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"),
      ),
    );
    const channel = channelTo(receiver.url);
    const ends = [];
    for (let count = 0; count < 3; count++) {
      await channel.send(requestSaying("{}"));
      const socket = receiver.connections.at(-1);
      ends.push(new Promise((resolve) => socket?.once("end", resolve)));
    }
    await Promise.all(ends);
    expect(receiver.connections).toHaveLength(3);
  });

  test("keeps every connection open: one is used again and again, and closed with the channel", async () => {
    const receiver = await rawReceiver((socket) => onRequest(socket, () => socket.write(ok)));
    const channel = channelTo(receiver.url);
    for (let count = 0; count < 20; count++) await channel.send(requestSaying("{}"));
    expect(receiver.connections).toHaveLength(1);
    const ended = new Promise((resolve) => receiver.connections[0]?.once("end", resolve));
    await channel.close();
    await ended;
  });
});
