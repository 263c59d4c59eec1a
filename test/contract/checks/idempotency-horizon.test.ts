import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
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

describe.skipIf(process.platform === "win32")("a memory of event ids", () => {
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

  it("of 60 s is told in Chinese with how long an event was known", async () => {
    const { reason } = await judge(forgetful("date", minute), { language: "zh" });
    expect(reason).toBe(
      "接收端保存 event_id 的时间太短：按它自己的时钟，15 秒后仍能识别，5 分钟 15 秒后已不能识别。",
    );
  });

  it("by a file's time, which stays where it is, is not said to remember nothing", async () => {
    const { verdict, reason } = await judge(forgetful("file-time", 2 * hour));
    expect(verdict).toBe("fail");
    expect(reason).toBe("An event that came again within 7 h 5 min was acted on again.");
  });

  it.each(Object.keys(memories))("of two hours by %s is found out", async (by) => {
    expect(await judge(forgetful(by, 2 * hour))).toMatchObject({ verdict: "fail" });
  });

  it.each(Object.keys(memories))("of eight hours by %s passes", async (by) => {
    expect(await judge(forgetful(by, 8 * hour))).toMatchObject({ verdict: "pass", effects: 1 });
  });
});

/** The good receiver, with something done before its program. Single quotes are the shell's. */
const goodReceiverThat = (does: string): string =>
  `exec ${node} --import 'data:text/javascript,${encodeURIComponent(does).replaceAll("'", "%27")}' test/receivers/node-http.mjs`;

/** A program of its own that accepts connections, as a Redis does; answers with its port. */
async function startStore(where = "0, '127.0.0.1'"): Promise<{ port: number; stop(): void }> {
  const program = `require('net').createServer(() => {}).listen(${where}, function () { console.log(this.address().port ?? 0) })`;
  const store = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = (await once(store.stdout, "data")) as [Buffer];
  return { port: Number(port.toString()), stop: () => store.kill() };
}

describe.runIf(process.platform === "linux")("a receiver that is connected to a store", () => {
  it("is undecided, because the store's clock stays where it is", async () => {
    const store = await startStore();
    try {
      const connect = `import { connect } from "node:net"; connect(${store.port}, "127.0.0.1")`;
      const { verdict, reason } = await judge(goodReceiverThat(connect));
      expect(verdict, reason).toBe("inconclusive");
      expect(reason).toContain(`127.0.0.1:${store.port}`);
    } finally {
      store.stop();
    }
  });
});

describe.runIf(process.platform === "linux")(
  "a receiver that asks a store by a unix socket",
  () => {
    it("is undecided, because the store's clock stays where it is", async () => {
      const path = join(tmpdir(), `mocklark-store-${process.pid}.sock`);
      const store = await startStore(JSON.stringify(path));
      try {
        const asks = `
        import { createServer, Server } from "node:http";
        import { connect } from "node:net";
        const { emit } = Server.prototype;
        Server.prototype.emit = function (name, ...given) {
          if (name === "request") connect(${JSON.stringify(path)}, function () { this.destroy(); });
          return emit.call(this, name, ...given);
        };`;
        const { verdict, reason } = await judge(goodReceiverThat(asks));
        expect(verdict, reason).toBe("inconclusive");
        expect(reason).toContain(`connected to ${path},`);
      } finally {
        store.stop();
        rmSync(path, { force: true });
      }
    });
  },
);

describe.runIf(process.platform === "linux")("a receiver", () => {
  const folder = mkdtempSync(join(tmpdir(), "mocklark-horizon-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("that uses SQLite is undecided, because its datetime('now') stays where it is", async () => {
    const file = join(folder, "seen.db");
    writeFileSync(file, `SQLite format 3\0${"\0".repeat(84)}`);
    const opens = `import { openSync } from "node:fs"; openSync(${JSON.stringify(file)}, "r+")`;
    const { verdict, reason } = await judge(goodReceiverThat(opens));
    expect(verdict, reason).toBe("inconclusive");
    expect(reason).toContain("SQLite (seen.db)");
    expect(reason).toContain("--receiver-clock faketime");
  });

  it("that loses a process as its clock moves is undecided, for its memory may be lost too", async () => {
    const losesProcess = `
      import { spawn } from "node:child_process";
      import { Server } from "node:net";
      const { listen } = Server.prototype;
      Server.prototype.listen = function (...given) {
        this.once("listening", () => {
          const stdio = ["ignore", "ignore", "ignore", this._handle.fd];
          const worker = spawn(process.execPath, ["-e", "setInterval(() => {}, 1_000)"], { stdio });
          setTimeout(() => worker.kill("SIGKILL"), 600_000);
        });
        return listen.apply(this, given);
      };`;
    const { verdict, reason } = await judge(goodReceiverThat(losesProcess));
    expect(verdict, reason).toBe("inconclusive");
    expect(reason).toContain("A process of the receiver ended");
  });

  it("that makes its Date header from time to time is given the time for it", async () => {
    const file = join(folder, "offset");
    writeFileSync(file, "0");
    const datesLate = `
      import { readFileSync } from "node:fs";
      import { ServerResponse } from "node:http";
      const { now } = Date;
      Date.now = () => now() + 1_000 * Number(readFileSync(${JSON.stringify(file)}, "utf8"));
      const makeDate = () => new Date(Date.now()).toUTCString();
      let date = makeDate();
      setInterval(() => (date = makeDate()), 500).unref();
      const { writeHead } = ServerResponse.prototype;
      ServerResponse.prototype.writeHead = function (...given) {
        this.setHeader("date", date);
        return writeHead.apply(this, given);
      };`;
    const { verdict, reason } = await judge(goodReceiverThat(datesLate), {
      receiverClock: `command:echo {seconds} > ${file}`,
    });
    expect(verdict, reason).toBe("pass");
  });

  it("that sets its Date itself is undecided", async () => {
    const { verdict, reason } = await judge(
      goodReceiverThat("const now = Date.now(); Date.now = () => now;"),
    );
    expect(verdict, reason).toBe("inconclusive");
    expect(reason).toContain("something else sets its Date");
  });
});

describe("a receiver whose clock", () => {
  it("was moved has what it said then in its report", async () => {
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
    expect(reason).toContain("a Date header of");
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
