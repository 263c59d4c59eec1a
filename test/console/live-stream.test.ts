import type { Request, Response } from "express";
import { describe, expect, it } from "vitest";
import type { Text } from "../../src/base/text.js";
import type {
  ConsoleState,
  DeliverySummary,
  LiveMessage,
} from "../../src/console/console-state.js";
import { createLiveStream } from "../../src/console/live-stream.js";
import { manualWallClock } from "../base/manual-wall-clock.js";

/** A page as the server sees it: it reads when `read` is called, or at once. */
function fakePage({ reads = true } = {}) {
  const written: string[] = [];
  let onRead: (() => void) | undefined;
  let onClose = (): void => {};
  let status = 0;
  let body: unknown;
  const page = {
    written,
    isDestroyed: false,
    head: () => status,
    body: () => body,
    messages: (): LiveMessage[] =>
      written
        .filter((text) => text.startsWith("data: "))
        .map((text) => JSON.parse(text.slice("data: ".length)) as LiveMessage),
    /** Takes what is on its way. */
    read(): void {
      const done = onRead;
      onRead = undefined;
      done?.();
    },
    leave: () => onClose(),
  };
  const response = {
    writeHead: (code: number) => (status = code),
    status(code: number) {
      status = code;
      return this;
    },
    json: (value: unknown) => (body = value),
    write(text: string, done: () => void) {
      if (onRead) throw new Error("There is a message on its way already.");
      written.push(text);
      onRead = done;
      if (reads) queueMicrotask(() => page.read());
    },
    on: (_event: string, listener: () => void) => (onClose = listener),
    destroy: () => (page.isDestroyed = true),
  };
  return { page, response: response as unknown as Response };
}

const request = { query: {} } as Request;

function createScene(count = 0) {
  const time = manualWallClock();
  const summaries = new Map<string, DeliverySummary>();
  const put = (id: string, attempts = 0): void =>
    void summaries.set(id, { id, attempts } as DeliverySummary);
  for (let number = 1; number <= count; number++) put(`${number}`);
  let nowMs = 1_000;
  let encoded = 0;
  const live = createLiveStream({
    wall: time.wall,
    state: () => ({ nowMs, keep: 7 }) as ConsoleState<Text>,
    now: () => nowMs,
    ids: () => [...summaries.keys()],
    summaryOf: (id) => {
      encoded++;
      return summaries.get(id);
    },
  });
  const open = (options?: { reads: boolean }) => {
    const { page, response } = fakePage(options);
    live.open(request, response);
    return page;
  };
  return {
    live,
    time,
    put,
    open,
    forget: (id: string) => summaries.delete(id),
    encoded: () => encoded,
    skipTo: (ms: number) => (nowMs = ms),
  };
}

/** Until every callback of a page that reads at once has run. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
}

const idsOf = ({ deliveries = [] }: LiveMessage): string[] => deliveries.map(({ id }) => id);

describe("a page that opens", () => {
  it("gets the state and the newest first, the rest in pieces, each after it has read the last", async () => {
    const { open } = createScene(1_200);
    const page = open({ reads: false });
    expect(page.messages()).toHaveLength(1);
    const [first] = page.messages();
    expect(first).toMatchObject({ isWhole: true, state: { nowMs: 1_000, keep: 7 } });
    expect(first && idsOf(first).slice(0, 2)).toEqual(["1200", "1199"]);
    for (let piece = 0; piece < 5; piece++) page.read();
    await settled();
    expect(page.messages().map((message) => idsOf(message).length)).toEqual([500, 500, 200]);
    expect(page.messages().filter(({ isWhole }) => isWhole)).toHaveLength(1);
    expect(page.messages().flatMap(idsOf).at(-1)).toBe("1");
  });

  it("is told of a change before the rest of the list", () => {
    const { open, live, put, time } = createScene(1_200);
    const page = open({ reads: false });
    put("new");
    live.delivery("new");
    time.pass(100);
    page.read();
    expect(idsOf(page.messages()[1] ?? {})[0]).toBe("new");
  });

  it("is refused with 503 when 32 others are open, until one goes", () => {
    const { open } = createScene();
    const pages = Array.from({ length: 32 }, () => open());
    const refused = open();
    expect(refused.head()).toBe(503);
    expect(refused.body()).toMatchObject({ error: { message: expect.any(String) as string } });
    pages[0]?.leave();
    expect(open().head()).toBe(200);
  });
});

describe("changes", () => {
  it("are sent at once after quiet, and then every 40 ms at most", async () => {
    const { open, live, put, time } = createScene();
    const page = open();
    await settled();
    put("1");
    live.delivery("1");
    time.pass(0);
    await settled();
    expect(page.messages()).toHaveLength(2);
    put("1", 1);
    live.delivery("1");
    time.pass(39);
    expect(page.messages()).toHaveLength(2);
    time.pass(1);
    expect(page.messages()[2]?.deliveries).toEqual([{ id: "1", attempts: 1 }]);
  });

  it("of which there are a thousand are one message, with the newest state of each delivery", async () => {
    const { open, live, put, time } = createScene();
    const page = open();
    await settled();
    for (let change = 0; change < 1_000; change++) {
      put(`${change % 10}`, change);
      live.delivery(`${change % 10}`);
    }
    time.pass(40);
    expect(page.messages()).toHaveLength(2);
    expect(page.messages()[1]?.deliveries).toHaveLength(10);
    expect(page.messages()[1]?.deliveries?.[0]).toEqual({ id: "0", attempts: 990 });
  });

  it("are put into words once for all pages that keep up", async () => {
    const { open, live, put, time, encoded } = createScene();
    const pages = Array.from({ length: 30 }, () => open());
    await settled();
    put("1");
    live.delivery("1");
    time.pass(40);
    expect(encoded()).toBe(1);
    expect(new Set(pages.map(({ written }) => written[1])).size).toBe(1);
  });

  it("tell of a delivery that was forgotten, also when it had changed just before", async () => {
    const { open, live, put, forget, time } = createScene();
    const page = open();
    await settled();
    put("1");
    live.delivery("1");
    forget("1");
    live.delivery("1");
    time.pass(40);
    expect(page.messages()[1]).toEqual({ forgotten: ["1"] });
  });

  it("tell the simulated time as it is when they are sent", async () => {
    const { open, live, skipTo, time } = createScene();
    const page = open({ reads: false });
    live.state({ nowMs: 2_000, isNetworkDown: true });
    time.pass(40);
    skipTo(3_000);
    page.read();
    expect(page.messages()[1]).toEqual({ state: { nowMs: 3_000, isNetworkDown: true } });
  });
});

describe("a page that never reads", () => {
  it("has one message on its way, and gets the newest state when it reads after all", () => {
    const { open, live, put, time } = createScene();
    const page = open({ reads: false });
    for (let change = 1; change <= 2_000; change++) {
      put(`${change % 5}`, change);
      live.delivery(`${change % 5}`);
      time.pass(5);
    }
    expect(page.written).toHaveLength(1);
    page.read();
    expect(page.written).toHaveLength(2);
    const attempts = page.messages()[1]?.deliveries?.map((each) => each.attempts) ?? [];
    expect(attempts.toSorted((one, other) => one - other)).toEqual([
      1_996, 1_997, 1_998, 1_999, 2_000,
    ]);
  });

  it("is dropped when it is too far behind, and does not hold others up", async () => {
    const { open, live, put, time } = createScene();
    const [slow, quick] = [open({ reads: false }), open()];
    await settled();
    for (let change = 1; change <= 20_400; change++) {
      put(`${change}`);
      live.delivery(`${change}`);
      if (change % 100 > 0) continue;
      time.pass(40);
      await settled();
    }
    expect(slow.isDestroyed).toBe(true);
    expect(quick.isDestroyed).toBe(false);
    expect(new Set(quick.messages().flatMap(idsOf)).size).toBe(20_400);
  });

  it("is dropped after four beats of its heart", async () => {
    const { open, time } = createScene();
    const [slow, quick] = [open({ reads: false }), open()];
    for (let beat = 1; beat <= 4; beat++) {
      expect(slow.isDestroyed).toBe(false);
      await settled();
      time.pass(15_000);
    }
    expect(slow.isDestroyed).toBe(true);
    expect(quick.isDestroyed).toBe(false);
    expect(quick.written.filter((text) => text === ":\n\n")).toHaveLength(4);
  });
});

it("holds no timer when nobody listens, and ends every page when it is closed", () => {
  const { open, live, put, time } = createScene();
  put("1");
  live.delivery("1");
  live.state({ nowMs: 5 });
  expect(time.pendingTimers).toBe(0);
  const page = open();
  live.delivery("1");
  live.close();
  expect(page.isDestroyed).toBe(true);
  expect(time.pendingTimers).toBe(0);
});
