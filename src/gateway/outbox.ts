import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { atEndOfTurn } from "../base/at-end-of-turn.js";
import type { Timer, WallClock } from "../base/clock.js";

/** The way out of one connection: bounded, and slowed down or silent on demand. */
export interface Outbox {
  /** Sends bytes as one binary message; they are taken or copied before it returns. */
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

/** What a batch has room for; longer messages go alone. */
const batchCapacity = 2 * batchBytes;

/** Buffers of batches whose bytes the system has taken; a few, for the connections of one turn. */
const spareBatches: Buffer[] = [];
const mostSpareBatches = 64;

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
  let batch: Buffer | undefined;
  let batchEnd = 0;
  let flushPlanned = false;
  let muted = false;
  let closed = false;
  // In the order of insertion.
  const waiting = new Set<() => void>();

  const bufferedBytes = (): number => webSocket.bufferedAmount + batchEnd + heldBackBytes;
  const isFull = (): boolean => !closed && bufferedBytes() >= limitBytes;

  const isGone = (): boolean => muted || closed || webSocket.readyState !== webSocket.OPEN;

  function write(bytes: Buffer | undefined): void {
    if (isGone()) return;
    if (bytes && bytes.length + mostHeaderBytes <= batchCapacity) return append(bytes);
    flush();
    if (bytes) webSocket.send(Buffer.from(bytes));
    else webSocket.ping();
  }

  /** What is sent in one turn of the event loop goes to the system in one call. */
  function append(bytes: Buffer): void {
    if (batchEnd + mostHeaderBytes + bytes.length > batchCapacity) flush();
    batch ??= beginBatch();
    batchEnd = writeMessage(batch, batchEnd, bytes);
    if (batchEnd >= batchBytes) flush();
  }

  function beginBatch(): Buffer {
    if (!flushPlanned) atEndOfTurn(flushPlannedBatch);
    flushPlanned = true;
    return spareBatches.pop() ?? Buffer.allocUnsafeSlow(batchCapacity);
  }

  function flushPlannedBatch(): void {
    flushPlanned = false;
    flush();
  }

  function flush(): void {
    if (!batch) return;
    const full = batch;
    if (!closed && webSocket.readyState === webSocket.OPEN)
      socket.write(full.subarray(0, batchEnd));
    batch = undefined;
    batchEnd = 0;
    // Nothing waits in the socket: the system has all of it.
    if (socket.writableLength === 0 && spareBatches.length < mostSpareBatches) {
      spareBatches.push(full);
    }
  }

  function submit(bytes: Buffer | undefined): void {
    if (delayMs > 0 || heldBack.length > 0) hold(bytes);
    else write(bytes);
  }

  function hold(bytes: Buffer | undefined): void {
    // What is already held back goes first, even if the delay was shortened meanwhile.
    const dueAt = Math.max(wall.elapsed() + delayMs, heldBack.at(-1)?.dueAt ?? 0);
    heldBack.push({ bytes: bytes && Buffer.from(bytes), dueAt });
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

/** Of a binary message that a server sends, whole and unmasked, of less than 64 KiB. */
const mostHeaderBytes = 4;

/** @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
function writeMessage(target: Buffer, start: number, bytes: Buffer): number {
  let at = start;
  target[at++] = 0x82;
  if (bytes.length < 126) target[at++] = bytes.length;
  else {
    target[at++] = 126;
    target[at++] = bytes.length >> 8;
    target[at++] = bytes.length & 0xff;
  }
  target.set(bytes, at);
  return at + bytes.length;
}
