import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { printable } from "../../src/base/printable.js";
import { withoutWorkflowCommands } from "../../src/base/workflow-commands.js";
import { createRealClock } from "../../src/base/clock.js";
import { describeOutcome } from "../../src/delivery/describe-outcome.js";
import { createSimulator } from "../../src/simulator/simulator.js";
import { runCli } from "../cli/run-cli.js";
import { type HostileReceiver, hostileReceivers, secrets } from "./hostile-receivers.js";

/** Of real time, on a machine that has everything else to do: only what never ends is to run into this. */
const soonMs = 30_000;

/** What ends by its limit is to have a short one; what ends by itself must not meet it on a busy machine. */
const limitsFor = ({ ends }: HostileReceiver) => ({
  connectMs: soonMs,
  totalMs: ends.includes("timed-out") ? 300 : soonMs,
  maxResponseBytes: 4_096,
});
const mostGrowth = 400_000_000;

const closing: (() => void)[] = [];
let peak = 0;

beforeAll(() => {
  const inUse = (): number => process.memoryUsage().heapUsed + process.memoryUsage().external;
  const before = inUse();
  const timer = setInterval(() => (peak = Math.max(peak, inUse() - before)), 20);
  closing.push(() => clearInterval(timer));
});

afterAll(() => {
  for (const close of closing) close();
});

async function listen({ serve }: HostileReceiver): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/event`;
}

describe("fifty-six hostile receivers", () => {
  it("are fifty-six different ones", () => {
    expect(new Set(hostileReceivers.map(({ name }) => name)).size).toBe(56);
  });

  it.concurrent.each(hostileReceivers)(
    "end an attempt as data: one that $name",
    async (receiver) => {
      const simulator = createSimulator({
        app: secrets,
        seed: 1,
        clock: createRealClock(),
        limits: limitsFor(receiver),
        policy: { waitsMs: [] },
      });
      try {
        const { attempts, status } = await simulator.push({ to: await listen(receiver) });
        expect(attempts).toHaveLength(1);
        const outcome = attempts[0]?.outcome;
        expect(receiver.ends).toContain(outcome?.kind);
        expect(["succeeded", "given-up"]).toContain(status);
        if (outcome === undefined) return;
        expect(outcome.durationMs).toBeLessThan(soonMs);
        expect(describeOutcome(outcome)).toMatch(/\S/);
        expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
        if (outcome.kind !== "answered") return;
        expect(Buffer.byteLength(outcome.body)).toBeLessThanOrEqual(
          3 * limitsFor(receiver).maxResponseBytes,
        );
        expect(JSON.stringify(outcome.headers).length).toBeLessThan(40_000);
      } finally {
        await simulator.close();
      }
    },
  );

  it("follows no redirect to where it must not go, and none without end", async () => {
    const redirecting = hostileReceivers.filter(({ name }) => name.startsWith("redirects"));
    expect(redirecting).toHaveLength(5);
    for (const receiver of redirecting) {
      const simulator = createSimulator({
        seed: 1,
        clock: createRealClock(),
        limits: limitsFor(receiver),
        policy: { waitsMs: [], followRedirects: 3 },
      });
      const { status } = await simulator.push({ to: await listen(receiver) });
      expect(status, receiver.name).toBe("given-up");
      await simulator.close();
    }
  });
});

/** Those whose words reach a reader, and those that take time; 3 is for what is no HTTP at all. */
const toCheck: readonly (readonly [name: string, code: number])[] = [
  ["never answers", 1],
  ["drips its body", 1],
  ["has headers without end", 3],
  ["has a body without end", 1],
  ["has a gzip bomb", 1],
  ["writes to the terminal", 1],
  ["writes workflow commands", 1],
  ["echoes the keys", 1],
  ["echoes the request", 1],
  ["sends NULs", 1],
];

describe("mocklark check", () => {
  it.concurrent.each(toCheck)("judges one that %s with exit code %i", async (name, expected) => {
    const receiver = hostileReceivers.find((one) => one.name === name);
    expect(receiver).toBeDefined();
    if (!receiver) return;
    const folder = mkdtempSync(join(tmpdir(), "mocklark-attack-"));
    const files = ["report.json", "junit.xml", "report.html"].map((file) => join(folder, file));
    const [json, junit, html] = files;
    const only = ["challenge/echo", "event/accepted", "security/no-internals*"];
    const reporters = ["pretty", `json=${json}`, `junit=${junit}`, `html=${html}`];
    const { code, stdout, stderr } = await runCli([
      "check",
      await listen(receiver),
      "--seed=1",
      `--encrypt-key=${secrets.encryptKey}`,
      `--verification-token=${secrets.verificationToken}`,
      ...only.map((glob) => `--only=${glob}`),
      ...reporters.map((reporter) => `--reporter=${reporter}`),
    ]);
    expect(code, stderr).toBe(expected);
    // Without a receiver there is nothing to report.
    const written = files.filter((file) => existsSync(file));
    expect(written).toEqual(code === 3 ? [] : files);
    for (const text of [stdout, stderr, ...written.map((file) => readFileSync(file, "utf8"))]) {
      expect(printable(text)).toBe(text);
      for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
      expect(text).not.toMatch(/^ {4}at .*:\d+:\d+\)?$/m);
    }
    expect(withoutWorkflowCommands(stdout + stderr)).toBe(stdout + stderr);
  });
});

it("have cost no more memory than their limits allow", () => {
  expect(peak).toBeLessThan(mostGrowth);
});
