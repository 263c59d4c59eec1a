import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { answersPing } from "../../src/gateway/answers-ping.js";
import { manualWallClock } from "../base/manual-wall-clock.js";

/** A socket of which nothing happens that the test does not say. */
class FakeSocket extends EventEmitter {
  readonly OPEN = WebSocket.OPEN;
  readonly CLOSED = WebSocket.CLOSED;
  readonly pings: Buffer[] = [];

  readonly readyState: number;

  constructor(readyState: number) {
    super();
    this.readyState = readyState;
  }

  ping(question: Buffer): void {
    this.pings.push(question);
  }
}

function ask(readyState: number) {
  const socket = new FakeSocket(readyState);
  const real = manualWallClock();
  let answer: boolean | undefined;
  const asked = answersPing(socket as unknown as WebSocket, { wall: real.wall, withinMs: 1_000 });
  void asked.then((said) => (answer = said));
  return { socket, real, asked, answer: () => answer };
}

describe("a WebSocket ping", () => {
  it.each([
    ["pong", true],
    ["close", false],
  ])("is answered by what comes first: %s", async (event, answered) => {
    const { socket, asked } = ask(WebSocket.OPEN);
    expect(socket.pings).toHaveLength(1);
    socket.emit(event, socket.pings[0]);
    expect(await asked).toBe(answered);
    expect(socket.eventNames()).toEqual([]);
  });

  it("is not answered by a pong to another ping", async () => {
    const { socket, asked } = ask(WebSocket.OPEN);
    socket.emit("pong", Buffer.alloc(0));
    socket.emit("pong", ask(WebSocket.OPEN).socket.pings[0]);
    socket.emit("close");
    expect(await asked).toBe(false);
  });

  it("is not waited for any longer than asked", async () => {
    const { real, asked } = ask(WebSocket.OPEN);
    real.pass(1_000);
    expect(await asked).toBe(false);
  });

  it("is not sent to one that is closing, whose end is waited for", async () => {
    const { socket, asked, answer } = ask(WebSocket.CLOSING);
    await new Promise((resolve) => setImmediate(resolve));
    expect([answer(), socket.pings]).toEqual([undefined, []]);
    socket.emit("close");
    expect(await asked).toBe(false);
  });

  it("is not waited for on one that is closed", async () => {
    expect(await ask(WebSocket.CLOSED).asked).toBe(false);
  });
});
