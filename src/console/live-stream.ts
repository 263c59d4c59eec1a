import type { Request, Response } from "express";
import type { WallClock } from "../base/wall-clock.js";
import type { ConsoleState, DeliverySummary, LiveMessage } from "./console-state.js";

export interface LiveStreamOptions {
  readonly wall: WallClock;
  /** All there is now, as one or more messages. */
  readonly whole: () => readonly LiveMessage[];
}

/** Tells every open page what has changed, by server-sent events. */
export interface LiveStream {
  /** The newest state of one delivery; of many changes in a row only the last is sent. */
  delivery(summary: DeliverySummary): void;
  forgotten(id: string): void;
  state(changes: Partial<ConsoleState>): void;
  /** Answers `GET /console/live`, which ends when the page goes. */
  open(request: Request, response: Response): void;
  close(): void;
}

/** Changes are sent together, this often: soon enough for people, and bearable at hundreds a second. */
const flushAfterMs = 40;

/** What waits for one page: never more than the newest of each thing, however slowly it reads. */
interface Listener {
  readonly response: Response;
  readonly deliveries: Map<string, DeliverySummary>;
  readonly forgotten: Set<string>;
  state: Partial<ConsoleState> | undefined;
  isFull: boolean;
}

export function createLiveStream({ wall, whole }: LiveStreamOptions): LiveStream {
  const listeners = new Set<Listener>();
  let isFlushPlanned = false;

  function planFlush(): void {
    if (isFlushPlanned || listeners.size === 0) return;
    isFlushPlanned = true;
    wall.setTimer(
      () => {
        isFlushPlanned = false;
        for (const listener of listeners) flush(listener);
      },
      flushAfterMs,
      { unref: true },
    );
  }

  function flush(listener: Listener): void {
    const { deliveries, forgotten, state } = listener;
    if (listener.isFull || (deliveries.size === 0 && forgotten.size === 0 && !state)) return;
    const message: LiveMessage = {
      ...(state && { state }),
      ...(deliveries.size > 0 && { deliveries: [...deliveries.values()] }),
      ...(forgotten.size > 0 && { forgotten: [...forgotten] }),
    };
    deliveries.clear();
    forgotten.clear();
    listener.state = undefined;
    write(listener, message);
  }

  function write(listener: Listener, message: LiveMessage): void {
    const { response } = listener;
    if (response.write(`data: ${JSON.stringify(message)}\n\n`)) return;
    listener.isFull = true;
    response.once("drain", () => {
      listener.isFull = false;
      flush(listener);
    });
  }

  return {
    delivery(summary) {
      for (const listener of listeners) listener.deliveries.set(summary.id, summary);
      planFlush();
    },
    forgotten(id) {
      for (const listener of listeners) {
        listener.deliveries.delete(id);
        listener.forgotten.add(id);
      }
      planFlush();
    },
    state(changes) {
      for (const listener of listeners) listener.state = { ...listener.state, ...changes };
      planFlush();
    },
    open(_request, response) {
      response.writeHead(200, {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Accel-Buffering": "no",
      });
      const listener: Listener = {
        response,
        deliveries: new Map(),
        forgotten: new Set(),
        state: undefined,
        isFull: false,
      };
      for (const message of whole()) write(listener, message);
      listeners.add(listener);
      response.on("close", () => listeners.delete(listener));
    },
    close() {
      for (const { response } of listeners) response.end();
      listeners.clear();
    },
  };
}
