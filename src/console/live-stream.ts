import type { Request, Response } from "express";
import type { Timer, WallClock } from "../base/clock.js";
import type { Language, Text } from "../base/text.js";
import { languageAsked } from "../gateway/language-asked.js";
import type { ConsoleState, DeliverySummary, LiveMessage } from "./console-state.js";
import { consoleTexts } from "./console-texts.js";
import { wordState } from "./word-state.js";

export interface LiveStreamOptions {
  readonly wall: WallClock;
  readonly state: () => ConsoleState<Text>;
  /** Simulated Unix milliseconds: a page that reads slowly gets the time at which it is told. */
  readonly now: () => number;
  /** Of all deliveries there are, in the order they were taken on. */
  readonly ids: () => readonly string[];
  /** Undefined for one that was forgotten. */
  readonly summaryOf: (id: string) => DeliverySummary | undefined;
}

/** Tells every open page what has changed, by server-sent events. */
export interface LiveStream {
  /** A delivery is new, has changed, or was forgotten; of many changes in a row only the last is sent. */
  delivery(id: string): void;
  /** After a skip `{ nowMs }` tells the new time. */
  state(changes: Partial<ConsoleState<Text>>): void;
  /** Answers `GET /console/live`, in Chinese with `?lang=zh`, which ends when the page goes; 503 when too many are open. */
  open(request: Request, response: Response): void;
  /** Ends every page's stream at once. */
  close(): void;
}

/** Changes are sent together, this often: soon enough for people, and bearable at hundreds a second. */
const flushEveryMs = 40;
/** How many deliveries go into one message: a page that opens shows the newest at once. */
const perMessage = 500;
const beatMs = 15_000;
/** A page that has not read for so many beats is gone, or will connect again when it wakes up. */
const mostMissedBeats = 4;
const mostListeners = 32;
/** Changes that may wait for one page; it gets the whole list anew when it falls behind even more. */
const mostWaiting = 20_000;

/**
 * One page. At most one message is on its way to it; what comes meanwhile is kept as ids, so however slowly
 * it reads, it takes no more memory than that.
 */
interface Listener {
  readonly response: Response;
  readonly language: Language;
  isBusy: boolean;
  missedBeats: number;
  /** Of the list as it was when the page opened; the newest, sent first, come last. */
  readonly backlog: string[];
  readonly changed: Set<string>;
  state: Partial<ConsoleState<Text>> | undefined;
}

export function createLiveStream(options: LiveStreamOptions): LiveStream {
  const { wall, state, now, ids, summaryOf } = options;
  const listeners = new Set<Listener>();
  /** What has changed since the last flush, for all of them. */
  const changed = new Set<string>();
  let changes: Partial<ConsoleState<Text>> | undefined;
  let flushing: Timer | undefined;
  let beating: Timer | undefined;
  let flushedAt = Number.NEGATIVE_INFINITY;

  function planFlush(): void {
    if (flushing) return;
    const waitMs = Math.max(0, flushedAt + flushEveryMs - wall.elapsed());
    flushing = wall.setTimer(flush, waitMs, { unref: true });
  }

  function flush(): void {
    flushing = undefined;
    flushedAt = wall.elapsed();
    const [news, newState] = [[...changed], changes];
    changed.clear();
    changes = undefined;
    const texts = new Map<Language, string>();
    for (const listener of listeners) {
      if (news.length <= perMessage && isUpToDate(listener)) {
        const { language } = listener;
        const text = texts.get(language) ?? encode(messageOf(news, newState, language));
        texts.set(language, text);
        write(listener, text);
      } else {
        for (const id of news) listener.changed.add(id);
        if (newState) listener.state = { ...listener.state, ...newState };
        if (listener.changed.size > mostWaiting) drop(listener);
        else sendNext(listener);
      }
    }
  }

  const isUpToDate = ({ isBusy, backlog, changed: own, state: ownState }: Listener): boolean =>
    !isBusy && backlog.length === 0 && own.size === 0 && !ownState;

  function messageOf(
    ofIds: Iterable<string>,
    ofState: Partial<ConsoleState<Text>> | undefined,
    language: Language,
  ): LiveMessage {
    const deliveries: DeliverySummary[] = [];
    const forgotten: string[] = [];
    for (const id of ofIds) {
      const summary = summaryOf(id);
      if (summary) deliveries.push(summary);
      else forgotten.push(id);
    }
    const worded = ofState && wordState(ofState, language);
    const isTimed = worded?.nowMs !== undefined;
    return {
      ...(worded && { state: isTimed ? { ...worded, nowMs: now() } : worded }),
      ...(deliveries.length > 0 && { deliveries }),
      ...(forgotten.length > 0 && { forgotten }),
    };
  }

  /** What is new goes before what is old, and both in pieces. */
  function takeIds({ changed: own, backlog }: Listener): Set<string> {
    const taken = new Set<string>();
    for (const id of own) {
      if (taken.size >= perMessage) return taken;
      taken.add(id);
      own.delete(id);
    }
    while (taken.size < perMessage) {
      const id = backlog.pop();
      if (id === undefined) break;
      taken.add(id);
    }
    return taken;
  }

  function sendNext(listener: Listener): void {
    if (listener.isBusy || !listeners.has(listener)) return;
    const ofIds = takeIds(listener);
    const ofState = listener.state;
    listener.state = undefined;
    if (ofIds.size > 0 || ofState) {
      write(listener, encode(messageOf(ofIds, ofState, listener.language)));
    }
  }

  function write(listener: Listener, text: string): void {
    listener.isBusy = true;
    // Called when the system has taken it, so the event loop turns between two pieces.
    listener.response.write(text, () => {
      listener.isBusy = false;
      listener.missedBeats = 0;
      sendNext(listener);
    });
  }

  function planBeat(): void {
    beating ??= wall.setTimer(beat, beatMs, { unref: true });
  }

  function beat(): void {
    beating = undefined;
    for (const listener of listeners) {
      if (!listener.isBusy) write(listener, ":\n\n");
      else if (++listener.missedBeats >= mostMissedBeats) drop(listener);
    }
    if (listeners.size > 0) planBeat();
  }

  function drop(listener: Listener): void {
    listeners.delete(listener);
    listener.response.destroy();
  }

  return {
    delivery(id) {
      if (listeners.size === 0) return;
      changed.add(id);
      planFlush();
    },
    state(some) {
      if (listeners.size === 0) return;
      changes = { ...changes, ...some };
      planFlush();
    },
    open(request, response) {
      const language = languageAsked(request);
      if (listeners.size >= mostListeners) return refuse(response, language);
      response.writeHead(200, {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Accel-Buffering": "no",
      });
      const listener: Listener = {
        response,
        language,
        isBusy: false,
        missedBeats: 0,
        backlog: [...ids()],
        changed: new Set(),
        state: undefined,
      };
      listeners.add(listener);
      response.on("close", () => listeners.delete(listener));
      const first = messageOf(takeIds(listener), state(), language);
      write(listener, encode({ isWhole: true, ...first }));
      planBeat();
    },
    close() {
      flushing?.cancel();
      beating?.cancel();
      for (const listener of listeners) drop(listener);
    },
  };
}

const encode = (message: LiveMessage): string => `data: ${JSON.stringify(message)}\n\n`;

function refuse(response: Response, language: Language): void {
  const message = consoleTexts("too-many-pages", { most: mostListeners }).in(language);
  const remedy = consoleTexts("close-some").in(language);
  response.status(503).json({ error: { code: "USAGE", message, remedy } });
}
