import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { type CliEnd, startCli } from "./cli-process.js";

const seed = 20261128;
const receiver = fileURLToPath(new URL("../receivers/node-http.mjs", import.meta.url));
const scenario = fileURLToPath(
  new URL("../../scenarios/receiver-down-for-ten-minutes.yaml", import.meta.url),
);

const exec = ["--exec", `"${process.execPath}" "${receiver}"`];

/** With the folder their files go to, and the URL of a receiver that answers well but slowly. */
type Line = (at: { readonly folder: string; readonly url: string }) => readonly string[];

interface Command {
  readonly args: Line;
  /** Files that must be there, whole, when it has ended. */
  readonly reports?: readonly string[];
  /** A process that does something until it is stopped shows so many lines at least. */
  readonly mostLines: number;
}

const commands: Readonly<Record<string, Command>> = {
  "check --exec": {
    args: ({ folder }) => [
      "check",
      ...exec,
      "--reporter=pretty",
      `--reporter=json=${folder}/report.json`,
      `--reporter=junit=${folder}/junit.xml`,
    ],
    reports: ["report.json", "junit.xml"],
    mostLines: 2,
  },
  "check of a URL": {
    args: ({ folder, url }) => [
      "check",
      url,
      "--reporter=pretty",
      `--reporter=json=${folder}/report.json`,
    ],
    reports: ["report.json"],
    mostLines: 2,
  },
  "run --exec": {
    args: () => ["run", ...Array<string>(30).fill(scenario), ...exec, "--json"],
    mostLines: 3,
  },
  send: { args: ({ url }) => ["send", url, "--count=100000", "--json"], mostLines: 20 },
  "send --data": {
    args: ({ url, folder }) => ["send", url, "--count=100000", "--json", `--data=${folder}/data`],
    mostLines: 20,
  },
  gateway: { args: () => ["gateway", "--port=0", "--json"], mostLines: 1 },
  "gateway --data": {
    args: ({ folder }) => ["gateway", "--port=0", "--json", `--data=${folder}/data`],
    mostLines: 1,
  },
};

const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof exitCodes;

let url = "";
const server = createServer((request, response) => {
  request.resume().on("end", () => setTimeout(() => response.end("{}"), 5));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/event`;
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** Processes that have this text in their environment, whoever is their parent by now. */
function processesWith(marker: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "utf8").includes(marker);
      } catch {
        return false;
      }
    });
}

interface Shot {
  readonly command: string;
  readonly signals: readonly (Signal | "SIGPIPE")[];
  /** Sent when so many lines have been read from standard output. */
  readonly line: number;
}

const random = createRandom(seed);
const shots: readonly Shot[] = Object.entries(commands).flatMap(([command, { mostLines }]) =>
  (["SIGINT", "SIGTERM", "SIGHUP", "SIGPIPE", "SIGINT"] as const).map((first, index) => {
    const line = random.integer(1, mostLines);
    if (first === "SIGPIPE") return { command, line, signals: [first, "SIGTERM"] as const };
    // The last is pressed twice: it ends at once, but it ends what it started all the same.
    return { command, line, signals: index < 4 ? [first] : ([first, first] as const) };
  }),
);

async function shoot({ command, signals, line }: Shot) {
  const folder = mkdtempSync(join(tmpdir(), "mocklark-attack-"));
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  const marker = `MARKER_${folder}`;
  let lines = 0;
  const { child, ended } = startCli(commands[command]?.args({ folder, url }) ?? [], {
    cwd: folder,
    env: { ATTACK_MARKER: marker, TMPDIR: temporary },
    onLine: () => {
      if (++lines === line) for (const signal of signals) child.kill(signal);
    },
  });
  return { end: await ended, lines, folder, temporary, marker };
}

describe.skipIf(!existsSync("/proc/self/environ"))("a signal", () => {
  it.concurrent.each(shots)("$signals at line $line ends $command in order", async (shot) => {
    const { end, lines, folder, temporary, marker } = await shoot(shot);
    expect(lines, end.stderr).toBeGreaterThanOrEqual(shot.line);
    const last = shot.signals.at(-1) as Signal;
    expect(codeOf(end), end.stderr).toBe(exitCodes[last]);
    expect(end.stdout + end.stderr).not.toMatch(/^ {4}at .*:\d+:\d+\)?$/m);
    const left = processesWith(marker);
    for (const pid of left) process.kill(Number(pid), "SIGKILL");
    expect(left).toEqual([]);
    if (shot.signals.filter((signal) => signal !== "SIGPIPE").length > 1) return;
    expect(readdirSync(temporary)).toEqual([]);
    for (const report of commands[shot.command]?.reports ?? []) {
      const text = readFileSync(join(folder, report), "utf8").trim();
      expect(text).toMatch(report.endsWith(".json") ? /^\{[^]*\}$/ : /<\/testsuites>$/);
    }
    for (const printed of shot.command.startsWith("send") ? end.stdout.trim().split("\n") : []) {
      expect(() => void JSON.parse(printed)).not.toThrow();
    }
  });
});

/** Ended by itself with a code, or by the signal it does not care for, as a shell counts it. */
function codeOf({ code, signal }: CliEnd): number | null {
  return signal === null ? code : (exitCodes[signal as Signal] ?? null);
}
