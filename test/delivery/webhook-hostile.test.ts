import { once } from "node:events";
import { gzipSync } from "node:zlib";
import type { Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import type { DeliveryLimits } from "../../src/delivery/delivery-limits.js";
import type { Outcome } from "../../src/delivery/outcome.js";
import { ok, onRequest, rawReceiver } from "./raw-receiver.js";
import { channelTo, requestSaying } from "./webhook-fixture.js";

/** For receivers that let the time run out. */
const limits: Partial<DeliveryLimits> = { totalMs: 200 };
/** How much later than the limit an outcome may come on a busy machine. */
const slackMs = 1_000;

/** What comes of one request to a receiver that does this with every connection. */
async function outcomeFrom(onConnection: (socket: Socket) => void): Promise<Outcome> {
  const receiver = await rawReceiver(onConnection);
  return channelTo(receiver.url).send(requestSaying("{}"));
}

/** The same, when the time is to run out. */
async function outcomeInTimeFrom(onConnection: (socket: Socket) => void): Promise<Outcome> {
  const receiver = await rawReceiver(onConnection);
  const outcome = await channelTo(receiver.url, { limits }).send(requestSaying("{}"));
  expect(outcome.durationMs).toBeGreaterThanOrEqual(195);
  expect(outcome.durationMs).toBeLessThan(200 + slackMs);
  return outcome;
}

/** Calls back every few milliseconds until the socket closes. */
function drip(socket: Socket, everyMs: number, write: () => void): void {
  const timer = setInterval(write, everyMs);
  socket.on("close", () => clearInterval(timer));
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
    const outcome = await outcomeInTimeFrom(() => {});
    expect(outcome).toMatchObject({ kind: "timed-out", phase: "response-headers" });
  });

  test("answers after the time for connecting, in time over all: answered", async () => {
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () => setTimeout(() => socket.write(ok), 120)),
    );
    const channel = channelTo(receiver.url, { limits: { connectMs: 60 } });
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

  test("takes the connection and reads nothing: timed out while a large request is sent", async () => {
    const receiver = await rawReceiver((socket) => socket.pause());
    const request = requestSaying("x".repeat(20_000_000));
    const outcome = await channelTo(receiver.url, { limits }).send(request);
    expect(outcome).toMatchObject({ kind: "timed-out", phase: "send" });
  });

  test("answers one byte at a time: timed out, in the headers or in the body", async () => {
    const inHeaders = await outcomeInTimeFrom((socket) => {
      let sent = 0;
      drip(socket, 20, () => socket.write(ok.slice(sent, ++sent)));
    });
    expect(inHeaders).toMatchObject({ kind: "timed-out", phase: "response-headers" });

    const inBody = await outcomeInTimeFrom((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
      drip(socket, 20, () => socket.write("x"));
    });
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

    const slow = await outcomeInTimeFrom((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      drip(socket, 10, () => socket.write("X-Endless: x\r\n"));
    });
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
    let first = true;
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () => {
        if (!first) return socket.write(ok);
        first = false;
        const late = "HTTP/1.1 500 Late\r\nContent-Length: 4\r\n\r\nlate";
        const timer = setTimeout(() => socket.write(late), 150);
        socket.on("close", () => clearTimeout(timer));
        return false;
      }),
    );
    const channel = channelTo(receiver.url);
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
