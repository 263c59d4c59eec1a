import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  type Clock,
  createRealClock,
  createVirtualClock,
  systemWallClock,
} from "../../src/base/clock.js";
import type { Fault, FaultName } from "../../src/delivery/fault.js";
import { scriptFault } from "../../src/delivery/fault-script.js";
import { ok, onRequest, rawReceiver } from "./raw-receiver.js";
import { app, channelTo, event, requestSaying, timeByHand } from "./webhook-fixture.js";

/** What a receiver saw of one connection: its chunks, and how it ended. */
interface Seen {
  chunks: Buffer[];
  ending?: "end" | "reset";
}

/** A receiver that answers whole requests and records what every connection brought. */
async function watchingReceiver(onChunk: (received: Buffer) => void = () => {}) {
  const seen: Seen[] = [];
  let ended: () => void = () => {};
  const connectionEnded = new Promise<void>((resolve) => (ended = resolve));
  const receiver = await rawReceiver((socket) => {
    const connection: Seen = { chunks: [] };
    seen.push(connection);
    socket.on("data", (chunk) => {
      connection.chunks.push(chunk);
      onChunk(Buffer.concat(connection.chunks));
    });
    socket.on("end", () => (connection.ending ??= "end"));
    socket.on("error", () => (connection.ending ??= "reset"));
    socket.on("end", ended).on("error", ended);
    onRequest(socket, () => socket.write(ok));
  });
  return { ...receiver, seen, connectionEnded };
}

const request = requestSaying('{"name":"会议室"}');
/** Inside the three bytes of 会. */
const insideTheCharacter = Buffer.from('{"name":"').length + 1;

async function sendWith(fault: Fault, url: string, clock: Clock = createRealClock()) {
  return channelTo(url, { clock }).send(request, { fault });
}

/** A receiver for which so much time passes with each chunk it gets, and no other. */
async function timedReceiver(perChunkMs: number) {
  const { clock, pass } = timeByHand();
  return { ...(await watchingReceiver(() => pass(perChunkMs))), clock };
}

describe("a fault on the sending side", () => {
  test("body-in-pieces cuts the body inside a character, and the whole of it arrives", async () => {
    const receiver = await timedReceiver(5);
    const outcome = await sendWith({ name: "body-in-pieces" }, receiver.url, receiver.clock);
    expect(outcome).toMatchObject({ kind: "answered", status: 200, body: "ok" });
    const [first = Buffer.alloc(0), second, ...more] = receiver.seen[0]?.chunks ?? [];
    const headEnd = first.indexOf("\r\n\r\n") + 4;
    expect(first.subarray(headEnd)).toEqual(request.body.subarray(0, insideTheCharacter));
    expect(second).toEqual(request.body.subarray(insideTheCharacter));
    expect(more).toEqual([]);
  });

  test("body-in-pieces cuts where it is told to", async () => {
    const { url, seen, clock } = await timedReceiver(5);
    await sendWith({ name: "body-in-pieces", cutAt: [4, 1] }, url, clock);
    const [, ...pieces] = seen[0]?.chunks ?? [];
    expect(pieces).toEqual([request.body.subarray(1, 4), request.body.subarray(4)]);
  });

  test("the head of a faulty request is the one an ordinary request has", async () => {
    const receiver = await watchingReceiver();
    const channel = channelTo(receiver.url);
    await channel.send(request);
    await channel.send(request, { fault: { name: "half-close" } });
    const [ordinary, faulty] = receiver.seen.map(({ chunks }) => Buffer.concat(chunks));
    expect(String(faulty)).toBe(String(ordinary));
  });

  test("slow-body comes in ten pieces with pauses between", async () => {
    const { url, seen, clock } = await timedReceiver(10);
    const outcome = await sendWith({ name: "slow-body", pauseMs: 10 }, url, clock);
    expect(outcome).toMatchObject({ kind: "answered", status: 200, durationMs: 100 });
    expect(seen[0]?.chunks).toHaveLength(10);
  });

  test("slow-body past the limit times out while sending", async () => {
    const { url, clock } = await timedReceiver(1_000);
    const outcome = await sendWith({ name: "slow-body", pauseMs: 1_000 }, url, clock);
    expect(outcome).toEqual({ kind: "timed-out", phase: "send", durationMs: 3_000 });
  });

  test("cut-in-body closes the connection in the middle of the body", async () => {
    const receiver = await watchingReceiver();
    const outcome = await sendWith({ name: "cut-in-body" }, receiver.url);
    expect(outcome).toMatchObject({ kind: "broken-off", fault: "cut-in-body" });
    await receiver.connectionEnded;
    expect(receiver.seen[0]?.ending).toBe("end");
    const received = Buffer.concat(receiver.seen[0]?.chunks ?? []);
    expect(received.subarray(received.indexOf("\r\n\r\n") + 4)).toEqual(
      request.body.subarray(0, insideTheCharacter),
    );
  });

  test("reset resets the connection in the middle of the body", async () => {
    const receiver = await watchingReceiver();
    const outcome = await sendWith({ name: "reset" }, receiver.url);
    expect(outcome).toMatchObject({ kind: "broken-off", fault: "reset" });
    await receiver.connectionEnded;
    expect(receiver.seen[0]?.ending).toBe("reset");
  });

  test("half-close ends our side and still reads the answer", async () => {
    const receiver = await rawReceiver((socket) => {
      socket.resume();
      socket.on("end", () => socket.end(ok));
    });
    const outcome = await sendWith({ name: "half-close" }, receiver.url);
    expect(outcome).toMatchObject({ kind: "answered", status: 200, body: "ok" });
  });

  test("wrong-content-length announces more than it sends, so a correct receiver waits on", async () => {
    const { clock, pass } = timeByHand();
    const receiver = await watchingReceiver((received) => {
      if (received.subarray(-request.body.length).equals(request.body)) pass(3_000);
    });
    const outcome = await sendWith({ name: "wrong-content-length" }, receiver.url, clock);
    expect(outcome).toMatchObject({ kind: "timed-out", phase: "response-headers" });
    const received = String(Buffer.concat(receiver.seen[0]?.chunks ?? []));
    expect(received).toContain(`Content-Length: ${request.body.length + 16}\r\n`);
    expect(received.endsWith(String(request.body))).toBe(true);
  });

  test("pipelined writes the request twice on one connection; the second's answer counts", async () => {
    let answers = 0;
    const bodies: string[] = [];
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, (received) => {
        bodies.push(String(received.subarray(received.indexOf("\r\n\r\n") + 4)));
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${++answers}`);
      }),
    );
    const outcome = await sendWith({ name: "pipelined" }, receiver.url);
    expect(outcome).toMatchObject({ kind: "answered", status: 200, body: "2" });
    expect(bodies).toEqual([String(request.body), String(request.body)]);
    expect(receiver.connections).toHaveLength(1);
  });

  test.each([
    ["with a length", "Content-Length: 5\r\n"],
    ["that ends with the connection", ""],
  ])(
    "pipelined at a receiver that closes after one answer %s: that one counts",
    async (_what, header) => {
      const receiver = await rawReceiver((socket) =>
        socket.once("data", () => socket.end(`HTTP/1.1 200 OK\r\n${header}\r\nfirst`)),
      );
      const outcome = await sendWith({ name: "pipelined" }, receiver.url);
      expect(outcome).toMatchObject({ kind: "answered", status: 200, body: "first" });
    },
  );

  test.each([
    [undefined, 60],
    [-300_000, -300],
  ])("clock-skew of %s ms signs over a timestamp %d s off", async (skewMs, seconds) => {
    const wall = { ...systemWallClock, now: () => 1_795_000_000_000 };
    const clock = createVirtualClock({ startMs: 0, wall });
    const receiver = await watchingReceiver();
    const fault: Fault = { name: "clock-skew", ...(skewMs === undefined ? {} : { skewMs }) };
    const input = { event, attempt: 1, fault };
    const { request: sent, outcome } = await channelTo(receiver.url, { clock }).attempt(input);
    expect(outcome).toMatchObject({ kind: "answered", status: 200 });
    const header = (name: string): string => sent?.headers.find(([one]) => one === name)?.[1] ?? "";
    expect(header("X-Lark-Request-Timestamp")).toBe(`${1_795_000_000 + seconds}`);
    const signed = `${header("X-Lark-Request-Timestamp")}${header("X-Lark-Request-Nonce")}`;
    const hash = createHash("sha256").update(`${signed}${app.encryptKey}${String(sent?.body)}`);
    expect(header("X-Lark-Signature")).toBe(hash.digest("hex"));
  });

  test("a fault at a port where nothing listens is a refused connection", async () => {
    const receiver = await watchingReceiver();
    await new Promise((resolve) => receiver.server.close(resolve));
    expect(await sendWith({ name: "half-close" }, receiver.url)).toMatchObject({ kind: "refused" });
  });

  test("a fault meets hostile receivers as an ordinary request does", async () => {
    const fault: Fault = { name: "half-close" };
    const { clock, pass } = timeByHand();
    const silent = await rawReceiver((socket) => onRequest(socket, () => pass(3_000)));
    expect(await sendWith(fault, silent.url, clock)).toMatchObject({
      kind: "timed-out",
      phase: "response-headers",
    });
    const rude = await rawReceiver((socket) =>
      socket.once("data", () => socket.end("SSH-2.0\r\n")),
    );
    expect(await sendWith(fault, rude.url)).toMatchObject({ kind: "not-http" });
    const curt = await rawReceiver((socket) => socket.once("data", () => socket.end()));
    expect(await sendWith(fault, curt.url)).toMatchObject({ kind: "reset", how: "closed" });
    const abrupt = await rawReceiver((socket) =>
      socket.once("data", () => socket.resetAndDestroy()),
    );
    expect(await sendWith(fault, abrupt.url)).toMatchObject({ kind: "reset", how: "reset" });
  });

  test("a fault of the long connection is refused as misuse", async () => {
    const receiver = await watchingReceiver();
    await expect(sendWith({ name: "lost-ack" }, receiver.url)).rejects.toMatchObject({
      code: "USAGE",
      message:
        'Failed to deliver by webhook: the fault "lost-ack" exists on the long connection only.',
    });
    expect(receiver.connections).toHaveLength(0);
  });
});

describe("the script of a fault", () => {
  const head = Buffer.from("POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\n");
  const body = Buffer.from("abcdef");

  function stepsOf(fault: Fault & { readonly name: FaultName }): string[] {
    return scriptFault(fault, String(head), body).steps.map((step) => {
      if (step.kind === "write") return String(step.bytes).replace(String(head), "HEAD ");
      return step.kind === "pause" ? `pause ${step.ms}` : step.kind;
    });
  }

  test.each<[Fault & { readonly name: FaultName }, string[]]>([
    [{ name: "body-in-pieces" }, ["HEAD abc", "pause 5", "def"]],
    [{ name: "body-in-pieces", cutAt: [0, 99] }, ["HEAD ", "pause 5", "abcdef", "pause 5", ""]],
    [{ name: "cut-in-body", cutAt: [1], pauseMs: 7 }, ["HEAD a", "pause 7", "close"]],
    [{ name: "reset" }, ["HEAD abc", "pause 5", "reset"]],
    [{ name: "half-close" }, ["HEAD abcdef", "end-writing"]],
    [
      { name: "pipelined" },
      ["HEAD abcdefHEAD abcdef"].map((text) => text.replace("fHEAD ", `f${String(head)}`)),
    ],
    [
      { name: "wrong-content-length", lengthOffset: -2 },
      ["POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\n", "abcdef"],
    ],
  ])("%o", (fault, steps) => {
    expect(stepsOf(fault)).toEqual(steps);
  });
});
