import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom, type Random } from "../../src/base/random.js";
import { readJournal } from "../../src/delivery/journal-recovery.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const childFile = fileURLToPath(new URL("journal-child.mjs", import.meta.url));
const kills = 100;
const laneCount = 4;
const eventsPerChild = 6;

let sources = "";
let directory = "";

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "mocklark-kill-"));
  // Under node_modules, so that the compiled files find the packages they import.
  const cache = join(realpathSync(join(root, "node_modules")), ".cache");
  mkdirSync(cache, { recursive: true });
  sources = mkdtempSync(join(cache, "mocklark-kill-"));
  writeFileSync(join(sources, "package.json"), '{"type":"module"}');
  const compile = [
    "-p",
    join(root, "src"),
    "--noCheck",
    "--declaration",
    "false",
    "--outDir",
    sources,
  ];
  execFileSync(join(root, "node_modules/.bin/tsc"), compile);
});

afterAll(() => {
  rmSync(sources, { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true });
});

/** What the outside world has seen of one data folder. */
interface Witnessed {
  readonly accepted: Set<string>;
  readonly received: Map<string, number>;
  readonly ended: Map<string, string>;
  readonly sentAfterTheEnd: string[];
  readonly owed: readonly unknown[];
  readonly killed: number;
}

describe("a process that is killed again and again", () => {
  it(`loses no event and makes none too often, through ${kills} kills at random points`, async () => {
    const random = createRandom(20261122);
    const lanes = Array.from({ length: laneCount }, (_, lane) =>
      killAgainAndAgain(join(directory, `${lane}`), random.fork(`lane ${lane}`)),
    );
    const witnessed = await Promise.all(lanes);
    expect(witnessed.reduce((sum, { killed }) => sum + killed, 0)).toBe(kills);
    for (const { accepted, received, ended, owed, sentAfterTheEnd } of witnessed) {
      expect(owed).toEqual([]);
      expect(accepted.size).toBeGreaterThan(kills / laneCount);
      // Given up without ever having arrived: all five attempts were cut off before their first byte.
      const lost = [...accepted].filter((id) => !received.has(id) && ended.get(id) !== "given-up");
      expect(lost).toEqual([]);
      expect([...received].filter(([, count]) => count > 5)).toEqual([]);
      expect(sentAfterTheEnd).toEqual([]);
    }
  });
});

async function killAgainAndAgain(data: string, random: Random): Promise<Witnessed> {
  const accepted = new Set<string>();
  const received = new Map<string, number>();
  const ended = new Map<string, string>();
  const sentAfterTheEnd: string[] = [];
  let onSign: () => void = () => {};

  const server = createServer((request, response) => {
    let id = "";
    request.on("data", (part: Buffer) => (id += part.toString()));
    request.on("end", () => {
      received.set(id, (received.get(id) ?? 0) + 1);
      if (ended.has(id)) sentAfterTheEnd.push(id);
      onSign();
      response.writeHead(random.chance(0.5) ? 200 : 500).end();
    });
    request.on("error", () => {});
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  /** Lives until it has given the `lives`th sign: a request that arrived, or a line it wrote. */
  async function live(first: number, count: number, lives: number): Promise<string> {
    const args = [childFile, sources, data, `${port}`, `${first}`, `${count}`];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], env: {} });
    let signs = 0;
    onSign = () => {
      if (++signs === lives) child.kill("SIGKILL");
    };
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [word = "", id = ""] = line.split(" ");
      if (word === "accepted") accepted.add(id);
      else ended.set(id, word);
      onSign();
    });
    const [code, signal] = (await once(child, "close")) as [number | null, string | null];
    onSign = () => {};
    return signal ?? `exit code ${code}`;
  }

  let killed = 0;
  let next = 1;
  for (; killed < kills / laneCount; next += eventsPerChild) {
    // It gives six signs by acceptances and six by requests at least. On a busy machine it may still be
    // done before this process has read the eleventh: then it does not count, and another one follows.
    const end = await live(next, eventsPerChild, random.integer(1, 2 * eventsPerChild - 1));
    if (end === "SIGKILL") killed++;
    else if (end !== "exit code 0") throw new Error(`the child ended on its own: ${end}`);
  }
  expect(await live(next, 0, Number.POSITIVE_INFINITY)).toBe("exit code 0");
  server.close();
  const { owed } = readJournal(readFileSync(join(data, "journal.ndjson")), data);
  return { accepted, received, ended, sentAfterTheEnd, owed, killed };
}
