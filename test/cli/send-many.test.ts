import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { emptyFolder, runCli } from "./run-cli.js";

const bin = fileURLToPath(new URL("../../dist/cli/bin.js", import.meta.url));

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const undo of cleanUp.splice(0)) undo();
});

interface Receiver {
  readonly url: string;
  /** How often each event_id was answered 200. */
  readonly answered: Map<string, number>;
  /** Resolves when this many requests have come. */
  received(count: number): Promise<void>;
}

async function startReceiver(
  answer: (response: ServerResponse, number: number) => void = (response) => void response.end(),
): Promise<Receiver> {
  const answered = new Map<string, number>();
  const waiting: { count: number; resolve: () => void }[] = [];
  let requests = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { header: { event_id: string } };
    requests++;
    response.on("finish", () => {
      if (response.statusCode !== 200) return;
      const id = body.header.event_id;
      answered.set(id, (answered.get(id) ?? 0) + 1);
    });
    answer(response, requests);
    for (const { count, resolve } of waiting) if (requests >= count) resolve();
  }

  const server = createServer((request, response) => void serve(request, response).catch(() => {}));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUp.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    answered,
    received: (count) =>
      requests >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count, resolve })),
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; stderr: string }>;
}

const start = (...args: readonly string[]): Running => spawned(process.execPath, [bin, ...args]);

function spawned(command: string, args: readonly string[]): Running {
  const child = spawn(command, args, {
    cwd: emptyFolder(),
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "ignore", "pipe"],
  });
  cleanUp.push(() => child.kill("SIGKILL"));
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.on("close", (code) => resolve({ code, stderr }));
  });
  return { child, ended };
}

/** The numbers of "17 of 100000 delivered, 3 cancelled, 99980 never started, 20 attempts, 0.4 s". */
function countsIn(stderr: string): Record<string, number> {
  const line = /(\d+) of (\d+) delivered.*/.exec(stderr);
  const rest = [
    ...(line?.[0] ?? "").matchAll(/(\d+) (cancelled|left|never|given|broken|attempts)/g),
  ];
  return {
    delivered: Number(line?.[1]),
    asked: Number(line?.[2]),
    ...Object.fromEntries(rest.map(([, count, word]) => [word, Number(count)])),
  };
}

/**
 * The events a journal promises to deliver. A kill in the middle of a write leaves a line without its
 * newline; what that line says was never accepted.
 */
function acceptedIn(journal: string): Set<string> {
  const text = readFileSync(journal, "utf8");
  const promised = text.slice(0, text.lastIndexOf("\n") + 1);
  return new Set([...promised.matchAll(/"event_id":"(\w{32})"/g)].map(([, id]) => id ?? ""));
}

describe("mocklark send of very many", () => {
  it("stops on Ctrl-C with 130 and a count that adds up and agrees with the receiver's", async () => {
    const receiver = await startReceiver();
    const run = start("send", receiver.url, "--count", "100000", "--concurrency", "50");
    await receiver.received(200);
    run.child.kill("SIGINT");
    const { code, stderr } = await run.ended;
    expect(code).toBe(130);
    const { delivered = 0, cancelled = 0, never = 0, asked } = countsIn(stderr);
    expect(delivered + cancelled + never).toBe(asked);
    expect(delivered).toBeGreaterThanOrEqual(150);
    // What was broken off may have been answered all the same; nothing else may differ.
    expect(receiver.answered.size).toBeGreaterThanOrEqual(delivered);
    expect(receiver.answered.size).toBeLessThanOrEqual(delivered + cancelled);
  });

  it("leaves what is owed to the next process when there is a --data folder", async () => {
    const data = join(emptyFolder(), "data");
    const failing = await startReceiver((response) => void response.writeHead(500).end());
    const run = start(
      "send",
      failing.url,
      "--count",
      "5",
      "--concurrency",
      "5",
      "--data",
      data,
      "--retries",
      "real",
    );
    await failing.received(5);
    run.child.kill("SIGINT");
    const { code, stderr } = await run.ended;
    expect(code).toBe(130);
    expect(countsIn(stderr)).toMatchObject({ delivered: 0, left: 5 });
    const resumed = await runCli(["send", failing.url, "--count", "0", "--data", data]);
    expect(resumed.stderr).toContain("resuming 5 unfinished deliveries of an earlier process");
    expect(resumed.code).toBe(1);
    const nothing = await runCli(["send", failing.url, "--count", "0", "--data", data]);
    expect(nothing).toMatchObject({ code: 0 });
    expect(nothing.stderr).not.toContain("resuming");
  });

  it("says what was done when the disk is full, and carries on when there is room again", async () => {
    const data = join(emptyFolder(), "data");
    const receiver = await startReceiver();
    const args = ["send", receiver.url, "--count", "2000", "--concurrency", "20", "--data", data];
    const limited = ["-c", 'ulimit -f 400; exec "$@"', "sh", process.execPath, bin, ...args];
    const { code, stderr } = await spawned("sh", limited).ended;
    expect(code).toBe(3);
    expect(stderr).toContain("Failed to write the journal");
    const { delivered = 0, broken = 0, never = 0, asked } = countsIn(stderr);
    expect(delivered + broken + never).toBe(asked);
    expect(delivered).toBeGreaterThan(0);
    const resumed = await runCli(["send", receiver.url, "--count", "0", "--data", data]);
    expect(resumed).toMatchObject({ code: 0 });
    expect(resumed.stderr).toMatch(/of (\d+) resumed deliveries \1 delivered/);
  });

  it("carries on after kill -9: every event accepted is delivered in the end", async () => {
    const data = join(emptyFolder(), "data");
    const receiver = await startReceiver();
    const run = start(
      "send",
      receiver.url,
      "--count",
      "100000",
      "--concurrency",
      "20",
      "--data",
      data,
    );
    await receiver.received(150);
    run.child.kill("SIGKILL");
    await run.ended;
    const accepted = acceptedIn(join(data, "journal.ndjson"));
    const { code, stderr } = await runCli(["send", receiver.url, "--count", "0", "--data", data]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/of (\d+) resumed deliveries \1 delivered/);
    expect(accepted.size).toBeGreaterThanOrEqual(100);
    expect([...accepted].filter((id) => !receiver.answered.has(id))).toEqual([]);
  });
});

describe("mocklark send", () => {
  it("repeats the first attempt's signature with --no-resign, and signs afresh without", async () => {
    const attempts = async (...flags: string[]): Promise<number> => {
      const signatures = new Set<string>();
      const url = await listen((request, response) => {
        signatures.add(String(request.headers["x-lark-signature"]));
        request.resume();
        response.writeHead(500).end();
      });
      await runCli(["send", url, "--encrypt-key", "test key", ...flags]);
      return signatures.size;
    };
    expect(await attempts("--no-resign", "--no-reencrypt")).toBe(1);
    expect(await attempts()).toBe(5);
  });

  it("takes another status for success when told to, and duplicates by chance", async () => {
    const statuses = await startReceiver((response) => void response.writeHead(204).end());
    const flags = ["--success-status", "204", "--duplicate-probability", "1"];
    const { code, stdout } = await runCli(["send", statuses.url, ...flags]);
    expect(code).toBe(0);
    expect(stdout).toContain("sent again after its success");
  });

  it("names faults of the network, and writes the event log in Feishu's words", async () => {
    const receiver = await startReceiver();
    const log = join(emptyFolder(), "events.ndjson");
    const { code } = await runCli(["send", receiver.url, "--fault", "outage", "--event-log", log]);
    expect(code).toBe(0);
    const rows = readFileSync(log, "utf8").trim().split("\n");
    expect(rows.map((row) => JSON.parse(row) as object)).toMatchObject([
      {
        status: "FAIL",
        "retry cnt": 0,
        httpCode: 0,
        msg: "dial tcp: the network is down (fault outage)",
      },
      { status: "SUCCESS", "retry cnt": 1, httpCode: 200 },
    ]);
  });

  it("prints an attempt as JSON with its timestamp, and says which are duplicates", async () => {
    const receiver = await startReceiver();
    const { stdout } = await runCli(["send", receiver.url, "--json", "--duplicates", "1"]);
    const lines = stdout.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { attempt: 1, timestamp: expect.stringMatching(/^\d{10}$/) as string },
      { attempt: 2, duplicate: true, next: { kind: "succeeded" } },
    ]);
  });

  it("spoils attempts by chance, and refuses a chance that is none", async () => {
    const receiver = await startReceiver();
    const chance = (p: string) =>
      runCli(["send", receiver.url, "--count", "5", "--seed", "3", "--fault-probability", p]);
    const { stderr } = await chance("0.5");
    expect(stderr).toMatch(/5 of 5 delivered, ([6-9]|\d\d) attempts/);
    expect(await chance("1.5")).toMatchObject({ code: 2 });
  });

  it.skipIf(!existsSync("/dev/full"))("ends with 3 when the event log is not whole", async () => {
    const receiver = await startReceiver();
    const { code, stdout, stderr } = await runCli(["send", receiver.url, "--event-log=/dev/full"]);
    expect(code).toBe(3);
    expect(stdout).toContain("<-- 200");
    expect(stderr).toContain("Failed to write the event log /dev/full: the disk is full.");
    expect(stderr).not.toContain("    at ");
  });

  it("waits as Feishu does, but faster, with --speed", async () => {
    const receiver = await startReceiver((response, number) => {
      response.writeHead(number === 1 ? 500 : 200).end();
    });
    const { code, stdout } = await runCli(["send", receiver.url, "--speed", "1000x"]);
    expect(code).toBe(0);
    expect(stdout).toContain("+15 s");
  });

  it("refuses a second process on the same --data folder", async () => {
    const data = join(emptyFolder(), "data");
    const failing = await startReceiver((response) => void response.writeHead(500).end());
    start("send", failing.url, "--data", data, "--retries", "real");
    await failing.received(1);
    const { code, stderr } = await runCli(["send", failing.url, "--data", data]);
    expect(code).toBe(3);
    expect(stderr).toContain(data);
  });
});

async function listen(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUp.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}
