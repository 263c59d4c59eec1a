import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import { limitTo } from "../contract/limit-to.js";
import type { CheckResult } from "../../src/contract/report/report.js";
import { hasFaketime } from "./movable-clocks.js";

const folder = fileURLToPath(new URL("clock/", import.meta.url));
const ready = inject("readyLanguages");
const mustRun = process.env["MOCKLARK_INTEROP"] !== undefined;

if (!hasFaketime) {
  console.warn(
    "SKIPPED: memories of event ids in Python and Java: libfaketime or a C compiler is missing (apt-get install faketime gcc).",
  );
}

const commands = {
  python: "exec python3 forgetful.py",
  java: "exec java -cp target Forgetful",
} as const;

function compileJava(): void {
  mkdirSync(`${folder}target`, { recursive: true });
  execFileSync("javac", ["-d", "target", "Forgetful.java"], { cwd: folder });
}

async function judge(exec: string): Promise<CheckResult> {
  const { checks } = await checkReceiver({
    exec,
    cwd: folder,
    app: { encryptKey: "", verificationToken: "a-verification-token" },
    seed: 42,
    waitForMs: 60_000,
    only: ["idempotency/horizon"],
  });
  const result = checks.find(({ id }) => id === "idempotency/horizon");
  if (!result) throw new Error("The check was not run.");
  return result;
}

/** Nobody tells when a sleeping thread has run what fell due: what is wrong on a busy machine is wrong twice. */
async function judgeTwice(exec: string, wanted: CheckResult["verdict"]): Promise<CheckResult> {
  const first = await judge(exec);
  return first.verdict === wanted ? first : judge(exec);
}

const [minute, hour] = [60, 3_600];
const longEnough = 8 * hour;

/** They mostly wait. */
const inTurns = limitTo(4);

const tooShort = [minute, 5 * minute, hour, 2 * hour, 6 * hour];
const clocks = {
  python: ["time", "monotonic", "datetime", "loop", "timer"],
  java: ["millis", "nano", "instant", "timer"],
} as const;

it.runIf(mustRun)("has what moves a clock", () => {
  expect(hasFaketime).toBe(true);
});

for (const language of ["python", "java"] as const) {
  describe.runIf(hasFaketime && ready.includes(language))(`a memory in ${language}`, () => {
    const running = new Map<string, Promise<CheckResult>>();
    const keyOf = (by: string, seconds: number): string =>
      `FORGETS_BY=${by} FORGETS_AFTER_S=${seconds}`;

    /** Started at once; each test waits for its own. */
    beforeAll(() => {
      if (language === "java") compileJava();
      for (const seconds of [...tooShort, longEnough]) {
        for (const key of clocks[language].map((by) => keyOf(by, seconds))) {
          const wanted = seconds === longEnough ? "pass" : "fail";
          const result = inTurns(() => judgeTwice(`${key} ${commands[language]}`, wanted));
          result.catch(() => {});
          running.set(key, result);
        }
      }
    });

    it.each(clocks[language].flatMap((by) => tooShort.map((seconds) => [by, seconds] as const)))(
      "by %s of %i s is found to be too short",
      async (by, seconds) => {
        const result = await running.get(keyOf(by, seconds));
        expect(result, result?.reason).toMatchObject({ verdict: "fail" });
        expect(result?.reason).toContain("forgotten after");
      },
    );

    it.each(clocks[language])("by %s of eight hours passes", async (by) => {
      const result = await running.get(keyOf(by, longEnough));
      expect(result, result?.reason).toMatchObject({ verdict: "pass", effects: 1 });
    });
  });
}

/** A program of its own, for what leads back to us does not count. Answers with where it listens. */
async function startStore(where: string): Promise<{ readonly name: string; stop(): void }> {
  const program = `
    const server = require("net").createServer((socket) => socket.resume());
    server.listen(${where}, () => {
      const address = server.address();
      console.log(address.port ? "127.0.0.1:" + address.port : address);
    });`;
  const store = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = (await once(store.stdout, "data")) as [Buffer];
  return { name: said.toString().trim(), stop: () => store.kill() };
}

describe.runIf(hasFaketime && ready.includes("python"))("a store asked for a moment", () => {
  const path = join(tmpdir(), `mocklark-store-${process.pid}.sock`);
  afterAll(() => rmSync(path, { force: true }));

  it.each(["0, '127.0.0.1'", JSON.stringify(path)])("at %s leaves it undecided", async (where) => {
    const store = await startStore(where);
    try {
      const { verdict, reason } = await judge(
        `STORE=${store.name} FORGETS_BY=time FORGETS_AFTER_S=${longEnough} ${commands.python}`,
      );
      expect(verdict, reason).toBe("inconclusive");
      expect(reason).toContain(`connected to ${store.name},`);
    } finally {
      store.stop();
    }
  });
});
