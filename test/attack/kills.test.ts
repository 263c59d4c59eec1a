import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, statSync, watch } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createRandom, type Random } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { connectRaw, headersOf, payloadOf } from "../gateway/raw-client.js";
import { type CliEnd, startCli } from "./cli-process.js";
import {
  nothingWitnessed,
  witnessJournal,
  witnessLine,
  type Witnessed,
  witnessSent,
} from "./killed-journal.js";

const seed = 20261128;
const killsBySend = [26, 26, 26];
const killsOfGateway = 22;
const kills = killsBySend.reduce((sum, count) => sum + count, killsOfGateway);
const eventsPerProcess = 4;
const mostAttempts = 5;

/** What a process shows of its progress; the last is what its journal and its lock do to their folder. */
const signs = ["request", "piece of a request", "line", "change on disk"] as const;

interface Moment {
  readonly sign: (typeof signs)[number];
  /** The first is 1. */
  readonly number: number;
}

/** Starts a process that is done when it owes nothing more, and tells what it shows. */
interface Lane {
  readonly folder: string;
  readonly witnessed: Witnessed;
  /** Lives until its moment, or to its end without one. */
  live(count: number, moment?: Moment): Promise<CliEnd>;
}

describe("the command line, killed again and again", () => {
  it(`loses, repeats and overdoes no event through ${kills} kills at random points`, async () => {
    const random = createRandom(seed);
    const killedLanes = killsBySend.map(async (kills, index) => {
      const own = random.fork(`send ${index}`);
      return killAndJudge(await sendLane(own), kills, own);
    });
    const own = random.fork("gateway");
    const gateway = killAndJudge(gatewayLane(own), killsOfGateway, own);
    const killed = await Promise.all([...killedLanes, gateway]);
    expect(killed.reduce((sum, count) => sum + count, 0)).toBe(kills);
  });
});

/** How often it was killed, once everything that was seen is as it must be. */
async function killAndJudge(lane: Lane, kills: number, random: Random): Promise<number> {
  const { witnessed, folder } = lane;
  let killed = 0;
  while (killed < kills) {
    const number = random.integer(1, 2 * eventsPerProcess);
    const sign = random.pick(signs);
    const moment = { sign, number: sign === "change on disk" ? 3 * number : number };
    const { code, signal, stderr } = await lane.live(eventsPerProcess, moment);
    // Done before its moment had come: it does not count, and another one follows.
    if (signal === "SIGKILL") killed++;
    expect(signal === "SIGKILL" || code === 0 || code === 1, stderr).toBe(true);
    witnessJournal(witnessed, folder);
  }
  const last = await lane.live(1);
  expect([0, 1], last.stderr).toContain(last.code);
  expect(witnessJournal(witnessed, folder)).toBe(0);
  judge(witnessed);
  const { size } = statSync(join(folder, "journal.ndjson"));
  expect(size).toBeLessThan(2_000 * (witnessed.accepted.size * (1 + mostAttempts) + kills));
  expect(
    readdirSync(folder).filter((name) => !/^(?:journal\.ndjson|lock\.\d+)$/.test(name)),
  ).toEqual([]);
  return killed;
}

function judge({ accepted, sent, ended, sentAfterTheEnd }: Witnessed): void {
  expect(accepted.size).toBeGreaterThan(eventsPerProcess);
  // Given up without ever having arrived: all attempts were cut off before their first byte.
  const lost = [...accepted].filter(
    (id) => !sent.has(id) && ended.get(id) !== "gave-up" && ended.get(id) !== "given-up",
  );
  expect(lost).toEqual([]);
  expect([...accepted].filter((id) => !ended.has(id) || ended.get(id) === "cancelled")).toEqual([]);
  expect([...sent.keys()].filter((id) => !accepted.has(id))).toEqual([]);
  expect([...sent].filter(([, count]) => count > mostAttempts)).toEqual([]);
  expect(sentAfterTheEnd).toEqual([]);
}

interface Life {
  readonly show: (sign: Moment["sign"]) => void;
  readonly ended: Promise<CliEnd>;
}

/** A process that is killed as soon as it has shown the moment's sign so many times. */
function live(
  args: readonly string[],
  {
    folder,
    moment,
    onLine,
  }: { folder: string; moment: Moment | undefined; onLine: (line: string) => void },
): Life {
  let left = moment?.number ?? 0;
  const show = (sign: Moment["sign"]): void => {
    if (sign === moment?.sign && --left === 0) child.kill("SIGKILL");
  };
  const watcher = watch(folder, () => show("change on disk"));
  const { child, ended } = startCli([...args, "--data", folder, "--json"], {
    cwd: folder,
    onLine: (line) => {
      onLine(line);
      show("line");
    },
  });
  return { show, ended: ended.finally(() => watcher.close()) };
}

function dataFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), "mocklark-attack-")), "data");
  mkdirSync(folder);
  return folder;
}

async function sendLane(random: Random): Promise<Lane> {
  const folder = dataFolder();
  const witnessed = nothingWitnessed();
  let show: Life["show"] = () => {};
  const server = createServer((request, response) => {
    let body = "";
    let known = false;
    request.on("data", (piece: Buffer) => {
      body += piece.toString();
      const eventId = /"event_id":"(\w{32})"/.exec(body)?.[1];
      if (eventId !== undefined && !known) witnessSent(witnessed, eventId);
      known ||= eventId !== undefined;
      show("piece of a request");
    });
    request.on("end", () => {
      response.writeHead(random.chance(0.5) ? 200 : 500).end();
      show("request");
    });
    request.on("error", () => {});
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/event`;
  return {
    folder,
    witnessed,
    async live(count, moment) {
      const args = ["send", url, "--count", `${count}`, "--concurrency", "3"];
      const life = live(args, { folder, moment, onLine: (line) => witnessLine(witnessed, line) });
      ({ show } = life);
      return life.ended;
    },
  };
}

function gatewayLane(random: Random): Lane {
  const folder = dataFolder();
  const witnessed = nothingWitnessed();
  const app = createApp({ appId: `cli_${random.hex(16)}`, appSecret: random.hex(32) }, random);

  /** Connects as soon as the gateway listens, and acknowledges half of what it gets. */
  async function connect(url: string, show: Life["show"]): Promise<void> {
    const client = await connectRaw(url, app);
    for (;;) {
      const frame = await client.nextFrame();
      if (headersOf(frame)["type"] !== "event") continue;
      show("piece of a request");
      const { header } = payloadOf(frame) as { header: { event_id: string } };
      witnessSent(witnessed, header.event_id);
      client.ack(frame, { code: random.chance(0.5) ? 200 : 500 });
      show("request");
    }
  }

  return {
    folder,
    witnessed,
    async live(count, moment) {
      const { appId, appSecret } = app;
      const app_ = ["--app-id", appId, "--app-secret", appSecret];
      const args = ["gateway", "--port", "0", ...app_, "--count", `${count}`];
      const life = live(args, {
        folder,
        moment,
        onLine: (line) => {
          const { kind, url } = JSON.parse(line) as { kind?: string; url?: string };
          // A gateway that is killed in the middle of the handshake is no client's fault.
          if (kind === "listening") connect(url ?? "", (sign) => life.show(sign)).catch(() => {});
          witnessLine(witnessed, line);
        },
      });
      return life.ended;
    },
  };
}
