import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFailed, onTestFinished } from "vitest";
import { createRandom, type Random } from "../../src/base/random.js";
import { readJournal } from "../../src/delivery/journal-recovery.js";
import { emptyFolder } from "./run-cli.js";
import { bin } from "./start-process.js";

const kills = 100;
const laneCount = 4;
const mostSigns = 24;

/** A change is known by its number, which stands in two fields of the limits. */
const limitsOf = (serial: number) => ({
  days_in_advance: (serial % 730) + 1,
  max_duration: Math.floor(serial / 730) + 1,
});

/** "An absent field is set to its default": what the event of a change says of the times. */
const timesOf = (serial: number) => ({
  time_switch: 1,
  opening_hour: "28800",
  start_time: "0",
  end_time: "86400",
  ...limitsOf(serial),
});

const serialOf = ({ days_in_advance: days, max_duration: hours }: ReturnType<typeof limitsOf>) =>
  (hours - 1) * 730 + days - 1;

/** What the world outside knows of one room. */
interface KnownRoom {
  /** Of the last change that was answered, or that a GET showed. */
  answered: number;
  /** Of one that was sent, and whose answer did not come. */
  open: number | undefined;
}

interface EventBody {
  readonly header: { readonly event_id: string };
  readonly event: {
    readonly scope_id: string;
    readonly scope_type: number;
    readonly time_config: ReturnType<typeof timesOf>;
  };
}

/** What `serve --json` prints of an attempt; other lines have no `next`. */
interface AttemptLine {
  readonly event_id?: string;
  readonly next?: { readonly kind: string };
}

describe("a served tenant that is killed again and again", () => {
  it(`keeps every answered change and delivers its event, through ${kills} kills`, async () => {
    const random = createRandom(20261129);
    const lanes = Array.from({ length: laneCount }, (_, lane) =>
      createLane(random.fork(`lane ${lane}`)),
    );
    onTestFailed(() => console.error(lanes.map((lane) => lane.missing())));
    const killed = await Promise.all(lanes.map((lane) => lane.run(kills / laneCount)));
    expect(killed.reduce((sum, count) => sum + count)).toBe(kills);
    for (const lane of lanes) {
      expect(lane.answeredCount()).toBeGreaterThan(kills / laneCount);
      expect(lane.missing()).toEqual([]);
      expect(lane.undone).toEqual([]);
      expect(lane.otherContent).toEqual([]);
      expect(lane.owed()).toEqual([]);
    }
  });
});

function createLane(random: Random) {
  const data = join(emptyFolder(), "data");
  /** Those the first line of `serve --json` names. */
  const rooms = new Map<string, KnownRoom>();
  const mustArrive = new Map<number, string>();
  const arrived = new Set<number>();
  const undone: unknown[] = [];
  const otherContent: unknown[] = [];
  let serial = 0;
  let onSign: () => void = () => {};
  let onArrival: () => void = () => {};

  const missing = (): number[] => [...mustArrive.keys()].filter((each) => !arrived.has(each));

  const receiver = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("error", () => {});
    request.on("end", () => {
      takeEvent(JSON.parse(body) as EventBody);
      response.end("{}");
      onSign();
      onArrival();
    });
  });

  function takeEvent({ event }: EventBody): void {
    const its = serialOf(event.time_config);
    const expected = { scope_type: 2, time_config: timesOf(its) };
    const seen = { scope_type: event.scope_type, time_config: event.time_config };
    const isRight = JSON.stringify(sorted(seen)) === JSON.stringify(sorted(expected));
    const roomId = mustArrive.get(its) ?? event.scope_id;
    if (!isRight || event.scope_id !== roomId) otherContent.push(event);
    arrived.add(its);
  }

  /** One process, from its start until `live` is over, which is told where it is and how to kill it. */
  async function withServe(
    live: (serve: { url: string; token: string; kill: (how: NodeJS.Signals) => void }) => unknown,
    onLine: (line: string) => void = () => {},
  ): Promise<string> {
    const { port } = receiver.address() as AddressInfo;
    const target = `http://127.0.0.1:${port}/webhook/event`;
    const args = [bin, "serve", "--port", "0", "--json", "--retries", "fast", "--data", data];
    const child = spawn(
      process.execPath,
      [...args, "--target", target, "--rule", "rateLimits=false"],
      {
        stdio: ["ignore", "pipe", "inherit"],
        env: { PATH: process.env["PATH"], MOCKLARK_QUIET: "true" },
      },
    );
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
    const lines = createInterface({ input: child.stdout }).on("line", onLine);
    const [first] = (await once(lines, "line")) as [string];
    const {
      url,
      app_id,
      app_secret,
      rooms: listed,
    } = JSON.parse(first) as {
      url: string;
      app_id: string;
      app_secret: string;
      rooms: { room_id: string }[];
    };
    for (const { room_id: id } of listed) {
      if (!rooms.has(id)) rooms.set(id, { answered: -1, open: undefined });
    }
    const answer = await fetch(`${url}/open-apis/auth/v3/tenant_access_token/internal`, {
      method: "POST",
      body: JSON.stringify({ app_id, app_secret }),
    });
    const { tenant_access_token: token } = (await answer.json()) as { tenant_access_token: string };
    await live({ url, token, kill: (how) => void child.kill(how) });
    const [code, signal] = await ended;
    return signal ?? `exit code ${code}`;
  }

  /** What was answered is still there, or what was sent after it. */
  async function readBack(url: string, token: string): Promise<void> {
    for (const [roomId, room] of rooms) {
      const answer = await fetch(
        `${url}/open-apis/vc/v1/reserve_configs/reserve_scope?scope_id=${roomId}&scope_type=2`,
        { headers: { authorization: `Bearer ${token}` } },
      );
      const { data: found } = (await answer.json()) as {
        data: { time_config: ReturnType<typeof timesOf> };
      };
      const { time_config: times } = found;
      const now = times.time_switch === 0 ? -1 : serialOf(times);
      if (now !== room.answered && now !== room.open) undone.push({ roomId, ...room, now });
      // What a GET has shown must not go any more either.
      if (now >= 0) mustArrive.set(now, roomId);
      room.answered = now;
      room.open = undefined;
    }
  }

  /** Changes one room again and again, until an answer does not come. */
  async function keepChanging(roomId: string, url: string, token: string): Promise<void> {
    const room = rooms.get(roomId) as KnownRoom;
    for (;;) {
      room.open = ++serial;
      const isAnswered = await patch(roomId, room.open, { url, token });
      if (!isAnswered) return;
      mustArrive.set(room.open, roomId);
      room.answered = room.open;
      room.open = undefined;
      onSign();
    }
  }

  async function live(signs: number): Promise<string> {
    return withServe(async ({ url, token, kill }) => {
      await readBack(url, token);
      let seen = 0;
      onSign = () => {
        if (++seen === signs) kill("SIGKILL");
      };
      await Promise.all([...rooms.keys()].map((roomId) => keepChanging(roomId, url, token)));
      onSign = () => {};
    });
  }

  const allArrived = (): Promise<void> =>
    new Promise((resolve) => {
      onArrival = () => {
        if (missing().length === 0) resolve();
      };
      onArrival();
    });

  async function run(count: number): Promise<number> {
    receiver.listen(0, "127.0.0.1");
    await once(receiver, "listening");
    let killed = 0;
    while (killed < count) {
      const end = await live(random.integer(1, mostSigns));
      if (end !== "SIGKILL") throw new Error(`it ended on its own: ${end}`);
      killed++;
    }
    // A stopped one leaves what is on its way to the next.
    do await finish();
    while (owed().length > 0);
    receiver.close();
    return killed;
  }

  /** Delivers what is owed when it begins, and whatever has not arrived. */
  async function finish(): Promise<void> {
    const left = new Set(owed().map(({ event }) => event.header.event_id));
    let onEnd: () => void = () => {};
    const allEnded = new Promise<void>((resolve) => (onEnd = resolve));
    if (left.size === 0) onEnd();
    const onLine = (line: string): void => {
      const { event_id: id = "", next } = JSON.parse(line) as AttemptLine;
      if (next !== undefined && next.kind !== "retry") left.delete(id);
      if (left.size === 0) onEnd();
    };
    const end = await withServe(async ({ url, token, kill }) => {
      await readBack(url, token);
      await Promise.all([allArrived(), allEnded]);
      kill("SIGTERM");
    }, onLine);
    expect(end).toBe("exit code 143");
  }

  const owed = () => readJournal(readFileSync(join(data, "journal.ndjson")), data).owed;

  return {
    run,
    missing,
    undone,
    otherContent,
    answeredCount: () => mustArrive.size,
    owed,
  };
}

/** True once the answer is there, and it is a success. */
async function patch(
  roomId: string,
  serial: number,
  { url, token }: { readonly url: string; readonly token: string },
): Promise<boolean> {
  const body = { scope_type: "2", time_config: { time_switch: 1, ...limitsOf(serial) } };
  try {
    const answer = await fetch(`${url}/open-apis/vc/v1/reserve_configs/${roomId}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    const { code } = (await answer.json()) as { code: number };
    if (code !== 0) throw new Error(`the change was refused: ${code}`);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("the change")) throw error;
    return false;
  }
}

const sorted = (value: object): unknown =>
  Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, inner]) => [
        name,
        typeof inner === "object" && inner !== null ? sorted(inner as object) : (inner as unknown),
      ]),
  );
