import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Timer, WallClock } from "../base/clock.js";

/** The way out of one connection: bounded, and slowed down or silent on demand. */
export interface Outbox {
  send(bytes: Buffer): void;
  /** A ping of the WebSocket itself; there is none for a client with more to read than it may have. */
  ping(): void;
  /** Hands over to the system what was sent in this turn, as must happen before the socket is destroyed. */
  flush(): void;
  isFull(): boolean;
  bufferedBytes(): number;
  /** Calls back once when it is no longer full, or when the connection closes; what comes back stops that. */
  whenWritable(resume: () => void): () => void;
  /** How many wait to be called back. */
  readonly waiting: number;
  /** Drops everything while on. */
  mute(on: boolean): void;
  slow(delayMs: number): void;
  /** As set by `slow`; 0 otherwise. */
  readonly delayMs: number;
  close(): void;
}

interface HeldBack {
  /** Absent for a ping. */
  readonly bytes: Buffer | undefined;
  /** On the wall clock's `elapsed`. */
  readonly dueAt: number;
}

/** Enough to save system calls, little enough that the client starts while we go on. */
const batchBytes = 16_384;

/** @param options.limitBytes how much may wait for the client before the outbox counts as full */
export function createOutbox(options: {
  readonly webSocket: WebSocket;
  readonly socket: Duplex;
  readonly wall: WallClock;
  readonly limitBytes: number;
}): Outbox {
  const { webSocket, socket, wall, limitBytes } = options;
  const heldBack: HeldBack[] = [];
  let heldBackBytes = 0;
  let timer: Timer | undefined;
  let delayMs = 0;
  let batching = false;
  let batchedBytes = 0;
  let muted = false;
  let closed = false;
  // In the order of insertion.
  const waiting = new Set<() => void>();

  const bufferedBytes = (): number => webSocket.bufferedAmount + heldBackBytes;
  const isFull = (): boolean => !closed && bufferedBytes() >= limitBytes;

  function write(bytes: Buffer | undefined): void {
    if (muted || closed || webSocket.readyState !== webSocket.OPEN) return;
    if (!bytes) return webSocket.ping();
    batch();
    webSocket.send(bytes);
    batchedBytes += bytes.length;
    if (batchedBytes >= batchBytes) flush();
  }

  /** What is sent in one turn of the event loop goes to the system in one call. */
  function batch(): void {
    if (batching) return;
    batching = true;
    batchedBytes = 0;
    socket.cork();
    process.nextTick(flush);
  }

  function flush(): void {
    if (!batching) return;
    batching = false;
    socket.uncork();
  }

  function submit(bytes: Buffer | undefined): void {
    if (delayMs > 0 || heldBack.length > 0) hold(bytes);
    else write(bytes);
  }

  function hold(bytes: Buffer | undefined): void {
    // What is already held back goes first, even if the delay was shortened meanwhile.
    const dueAt = Math.max(wall.elapsed() + delayMs, heldBack.at(-1)?.dueAt ?? 0);
    heldBack.push({ bytes, dueAt });
    heldBackBytes += bytes?.length ?? 0;
    timer ??= wall.setTimer(release, delayMs, { unref: true });
  }

  function release(): void {
    timer = undefined;
    for (let first = heldBack[0]; first && first.dueAt <= wall.elapsed(); first = heldBack[0]) {
      heldBack.shift();
      heldBackBytes -= first.bytes?.length ?? 0;
      write(first.bytes);
    }
    letIn();
    const next = heldBack[0];
    if (next) timer = wall.setTimer(release, next.dueAt - wall.elapsed(), { unref: true });
  }

  function letIn(): void {
    if (waiting.size === 0 || isFull()) return;
    const released = [...waiting];
    waiting.clear();
    for (const resume of released) resume();
  }

  socket.on("drain", letIn);

  return {
    send: submit,
    ping() {
      if (!isFull()) submit(undefined);
    },
    flush,
    isFull,
    bufferedBytes,
    whenWritable(resume) {
      waiting.add(resume);
      return () => waiting.delete(resume);
    },
    get waiting() {
      return waiting.size;
    },
    mute: (on) => {
      muted = on;
    },
    slow: (ms) => {
      delayMs = ms;
    },
    get delayMs() {
      return delayMs;
    },
    close() {
      closed = true;
      timer?.cancel();
      heldBack.length = 0;
      heldBackBytes = 0;
      letIn();
    },
  };
}
