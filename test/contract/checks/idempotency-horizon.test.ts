import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { checkReceiver } from "../../../src/contract/check-receiver.js";
import type { CheckReceiverOptions } from "../../../src/contract/check-receiver-options.js";
import type { CheckResult, Report } from "../../../src/contract/report/report.js";
import { memories } from "../../receivers/mutants/forgetful.mjs";
import { keys } from "../judge-receiver.js";

const node = JSON.stringify(process.execPath);

async function check(exec: string, options: CheckReceiverOptions = {}): Promise<Report> {
  return checkReceiver({ exec, app: keys, seed: 42, only: ["idempotency/horizon"], ...options });
}

async function judge(exec: string, options?: CheckReceiverOptions): Promise<CheckResult> {
  const { checks } = await check(exec, options);
  const result = checks.find(({ id }) => id === "idempotency/horizon");
  if (!result) throw new Error("The check was not run.");
  return result;
}

/** The environment goes through the shell, as a user would set it. */
const forgetful = (by: string, afterSeconds: number): string =>
  `FORGETS_BY=${by} FORGETS_AFTER_S=${afterSeconds} ${node} test/receivers/mutants/forgetful.mjs`;

const [minute, hour] = [60, 3_600];

describe.skipIf(process.platform === "win32")("a memory of event ids", { timeout: 60_000 }, () => {
  it.each([
    [10, "forgotten after 15 s"],
    [minute, "known after 15 s, forgotten after 5 min 15 s"],
    [5 * minute, "known after 15 s, forgotten after 5 min 15 s"],
    [hour, "known after 5 min 15 s, forgotten after 1 h 5 min 15 s"],
    [2 * hour, "known after 1 h 5 min 15 s, forgotten after 7 h 5 min 15 s"],
    [6 * hour, "known after 1 h 5 min 15 s, forgotten after 7 h 5 min 15 s"],
  ])("of %i s is found to be too short", async (seconds, said) => {
    const { verdict, reason } = await judge(forgetful("date", seconds));
    expect(verdict).toBe("fail");
    expect(reason).toContain(said);
  });

  it.each(Object.keys(memories))("of two hours by %s is found out", async (by) => {
    expect(await judge(forgetful(by, 2 * hour))).toMatchObject({ verdict: "fail" });
  });

  it.each(Object.keys(memories))("of eight hours by %s passes", async (by) => {
    expect(await judge(forgetful(by, 8 * hour))).toMatchObject({ verdict: "pass", effects: 1 });
  });
});

/** A program of its own that accepts connections, as a Redis does; answers with its port. */
async function startStore(): Promise<{ readonly port: number; stop(): void }> {
  const program =
    "require('net').createServer(() => {}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })";
  const store = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = (await once(store.stdout, "data")) as [Buffer];
  return { port: Number(port.toString()), stop: () => store.kill() };
}

describe.runIf(process.platform === "linux")("a receiver that is connected to a store", () => {
  it("is undecided, because the store's clock stays where it is", { timeout: 60_000 }, async () => {
    const store = await startStore();
    try {
      const connect = `import { connect } from "node:net"; connect(${store.port}, "127.0.0.1")`;
      const preload = `data:text/javascript,${encodeURIComponent(connect)}`;
      const { verdict, reason } = await judge(
        `exec ${node} --import '${preload}' test/receivers/node-http.mjs`,
      );
      expect(verdict, reason).toBe("inconclusive");
      expect(reason).toContain(`127.0.0.1:${store.port}`);
    } finally {
      store.stop();
    }
  });
});

describe("a receiver whose clock", () => {
  it("was moved has what it said then in its report", { timeout: 60_000 }, async () => {
    const { receiverClock, startedAt } = await check(`${node} test/receivers/node-http.mjs`);
    expect(receiverClock).toMatchObject({ kind: "node", movedMs: 25_515_000 });
    const saysMs = Date.parse(receiverClock?.says ?? "");
    expect(saysMs - Date.parse(startedAt)).toBeGreaterThanOrEqual(25_515_000);
  });

  it("cannot be moved is undecided, and told what to add", async () => {
    const { verdict, reason } = await judge(`exec ${node} test/receivers/node-http.mjs`, {
      receiverClock: "command:exit 3 # {seconds}",
    });
    expect(verdict).toBe("inconclusive");
    expect(reason).toContain("exit code 3");
  });

  it("does not follow its command is undecided: its Date header says so", async () => {
    const { verdict, reason } = await judge(`exec ${node} test/receivers/node-http.mjs`, {
      receiverClock: "command:true {seconds}",
    });
    expect(verdict).toBe("inconclusive");
    expect(reason).toContain("by its Date header");
  });

  it("is that of no process of ours is refused", async () => {
    const remote = checkReceiver({ target: "http://127.0.0.1:9", receiverClock: "faketime" });
    await expect(remote).rejects.toMatchObject({
      code: "USAGE",
      remedy: expect.stringContaining("--exec") as string,
    });
  });

  it("is to be left alone is skipped", async () => {
    const { verdict } = await judge(`${node} test/receivers/node-http.mjs`, {
      receiverClock: "off",
    });
    expect(verdict).toBe("skip");
  });
});
