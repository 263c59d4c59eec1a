import { verbatim } from "../../../src/base/text.js";
import type { ReserveConfigEvent } from "../../../src/event/reserve-config/reserve-config-event.js";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Check } from "../../../src/contract/suite/check.js";
import type { CheckId } from "../../../src/contract/report/check-id.js";
import { checkReceiver } from "../../../src/contract/check-receiver.js";
import type { CheckReceiverOptions } from "../../../src/contract/check-receiver-options.js";
import { exitCodeOf, type Report } from "../../../src/contract/report/report.js";
import type { Outcome } from "../../../src/delivery/outcome.js";
import type { Judgement } from "../../../src/contract/report/verdict.js";

function makeCheck(id: CheckId, evaluate: Check["evaluate"], settings: Partial<Check> = {}): Check {
  return {
    id,
    texts: (name) => verbatim(name === "title" ? `The receiver does what ${id} says` : name),
    severity: "must",
    appliesTo: "webhook",
    page: verbatim("https://open.feishu.cn/document/x"),
    ...settings,
    evaluate,
  };
}

const passes = (): Promise<Judgement> =>
  Promise.resolve({ kind: "holds", reason: verbatim("good") });
const fails = (): Promise<Judgement> =>
  Promise.resolve({
    kind: "broken",
    reason: verbatim("bad"),
    expected: verbatim("a"),
    actual: verbatim("b"),
  });

const wellBehaved = () =>
  createServer((request, response) => {
    request.resume().on("end", () => response.end("{}"));
  });

function run(checks: Check[], options: Partial<CheckReceiverOptions> = {}): Promise<Report> {
  return checkReceiver({ target: wellBehaved(), checks, seed: 1, ...options });
}

const verdictsOf = (report: Report): string[] =>
  report.checks.map(({ id, verdict }) => `${id} ${verdict}`);

const folder = mkdtempSync(join(tmpdir(), "mocklark-suite-"));

/** Prints what it gets, and dies when told to. */
const mortal = join(folder, "mortal.cjs");
writeFileSync(
  mortal,
  `require("http").createServer((request, response) => {
     let body = "";
     request.on("data", (part) => (body += part)).on("end", () => {
       if (body.includes("DIE")) { console.error("fatal: bad request"); process.exit(3); }
       console.log(body); response.end("{}");
     });
   }).listen(process.env.PORT, "127.0.0.1");`,
);
const execMortal = `"${process.execPath}" "${mortal}"`;

function deadly(id: CheckId): Check {
  const attackIt: Check["evaluate"] = async ({ builder, random, attack, makeEvent, wall }) => {
    const event = makeEvent();
    const body = Buffer.from('{"x":"DIE"}');
    const prepared = { body, plaintext: body.toString() };
    const request = builder.sign(prepared, { random, timestampMs: wall.now() });
    const { health } = await attack(request, {
      label: verbatim(`a deadly body for ${event.schema}`),
    });
    return { kind: "holds", reason: verbatim(`afterwards: ${health.state}`) };
  };
  return makeCheck(id, attackIt, { phase: "destructive" });
}

/** Delivers a good event, or what the receiver dies of, and wants it accepted. */
function delivers(id: CheckId, label: string, note: string, settings?: Partial<Check>): Check {
  return makeCheck(
    id,
    async ({ makeEvent, deliver }) => {
      const outcome = await deliver(Object.assign(makeEvent(), { note }), {
        label: verbatim(label),
      });
      return outcome.kind === "answered" ? passes() : fails();
    },
    settings,
  );
}

const accepts = (id: CheckId, settings?: Partial<Check>): Check =>
  delivers(id, "a good event", "", settings);
const fatal = (id: CheckId, settings?: Partial<Check>): Check =>
  delivers(id, "what it dies of", "DIE", settings);

/** The same in this process: closes for good. */
function mortalServer(): Server {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      if (!body.includes("DIE")) return response.end("{}");
      server.close();
      return server.closeAllConnections();
    });
  });
  return server;
}

async function retryUntilCutOff(attempt: () => Promise<Outcome>): Promise<Outcome> {
  for (;;) {
    const outcome = await attempt();
    if (outcome.kind !== "answered") return outcome;
  }
}

/** Takes a second to listen, as a JVM does. */
const slowStarter = join(folder, "slow-starter.cjs");
writeFileSync(
  slowStarter,
  `const server = require("http").createServer((request, response) => response.end("{}"));
   setTimeout(() => server.listen(process.env.PORT, "127.0.0.1"), 1_000);`,
);

describe("the suite runner", () => {
  it("does not count a receiver's restart as the check's time", async () => {
    const restarts = makeCheck("a/restarts", async ({ restartReceiver }) => {
      await restartReceiver();
      return { kind: "holds", reason: verbatim("it is up again") };
    });
    const hangs = makeCheck("a/hangs", () => new Promise(() => {}));
    const report = await checkReceiver({
      exec: `"${process.execPath}" "${slowStarter}"`,
      checks: [restarts, hangs].map((check) => ({ ...check, phase: "alone" as const })),
      seed: 1,
      suiteLimits: { checkMs: 500 },
      effectTiming: { visibleWithinMs: 50 },
    });
    expect(verdictsOf(report)).toEqual(["a/restarts pass", "a/hangs inconclusive"]);
  });

  it("calls an exception inside a check our error, and goes on", async () => {
    const report = await run([
      makeCheck("a/broken", () => Promise.reject(new TypeError("undefined is not a function"))),
      makeCheck("a/well", passes),
    ]);
    expect(verdictsOf(report)).toEqual(["a/broken error", "a/well pass"]);
    expect(report.checks[0]?.reason).toBe("The check itself broke: undefined is not a function");
    expect(exitCodeOf(report)).toBe(4);
  });

  it("calls a check that finds no end inconclusive", async () => {
    const report = await run(
      [makeCheck("a/endless", () => new Promise(() => {})), makeCheck("a/well", passes)],
      { suiteLimits: { checkMs: 60 } },
    );
    expect(verdictsOf(report)).toEqual(["a/endless inconclusive", "a/well pass"]);
    expect(report.checks[0]?.reason).toBe("It did not come to an end within 60 ms.");
    expect(exitCodeOf(report)).toBe(0);
  });

  it("ends in time as a whole", async () => {
    const endless = (id: CheckId) =>
      makeCheck(id, () => new Promise(() => {}), { phase: "destructive" });
    const report = await run([endless("a/one"), endless("a/two")], { suiteLimits: { runMs: 80 } });
    expect(report.checks.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 2 }, () => "The run did not come to an end within 80 ms."),
    );
  });

  it("ends at the caller's signal and still reports", async () => {
    const abort = new AbortController();
    const report = await run(
      [
        makeCheck("a/aborts", () => {
          abort.abort(new Error("Ctrl-C"));
          return new Promise(() => {});
        }),
        makeCheck("b/late", passes, { phase: "review" }),
      ],
      { signal: abort.signal },
    );
    expect(report.checks.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ["inconclusive", "Ctrl-C"],
      ["inconclusive", "Ctrl-C"],
    ]);
  });

  it("lists results in the catalogue's order, whatever the phases were", async () => {
    const order: string[] = [];
    const noting =
      (name: string): Check["evaluate"] =>
      () => {
        order.push(name);
        return passes();
      };
    const report = await run([
      makeCheck("a/review", noting("review"), { phase: "review" }),
      makeCheck("a/destructive", noting("destructive"), { phase: "destructive" }),
      makeCheck("a/hostile", noting("hostile"), { phase: "hostile" }),
      makeCheck("a/alone", noting("alone"), { phase: "alone" }),
      makeCheck("a/together", noting("together")),
    ]);
    expect(order).toEqual(["together", "alone", "hostile", "destructive", "review"]);
    expect(report.checks.map(({ id }) => id.slice(2))).toEqual(order.toReversed());
  });

  it.each([
    ["must", false, "fail", 1],
    ["should", false, "warn", 0],
    ["should", true, "fail", 1],
    ["info", true, "pass", 0],
  ] as const)("a broken %s (strict: %s) is %s", async (severity, strict, verdict, exitCode) => {
    const report = await run([makeCheck("a/b", fails, { severity })], { strict });
    expect(report.checks[0]?.verdict).toBe(verdict);
    expect(exitCodeOf(report)).toBe(exitCode);
  });

  it("stops after the first failure when asked to", async () => {
    const report = await run(
      [makeCheck("a/bad", fails), makeCheck("a/next", passes, { phase: "alone" })],
      { bail: true },
    );
    expect(verdictsOf(report)).toEqual(["a/bad fail", "a/next skip"]);
    expect(report.checks[1]?.reason).toBe("Not run: a/bad failed before it.");
  });

  it("skips what the receiver cannot be asked, with the reason", async () => {
    const report = await run([makeCheck("a/key", passes, { needs: ["encrypt-key"] })]);
    expect(report.checks[0]).toMatchObject({
      verdict: "skip",
      reason: expect.stringContaining("Without an Encrypt Key") as string,
    });
  });

  it("runs only what was chosen, and refuses a choice that fits nothing", async () => {
    const checks = [
      makeCheck("idempotency/duplicate", passes),
      makeCheck("idempotency/other", passes),
      makeCheck("event/accepted", passes),
    ];
    const chosen = await run(checks, { only: ["idempotency/*"], skip: ["*/other"] });
    expect(verdictsOf(chosen)).toEqual(["idempotency/duplicate pass"]);
    const group = await run(checks, { only: ["event"] });
    expect(verdictsOf(group)).toEqual(["event/accepted pass"]);
    await expect(run(checks, { only: ["idempotency/duplicat"] })).rejects.toMatchObject({
      code: "USAGE",
      remedy: expect.stringContaining('Did you mean "idempotency/duplicate"?') as string,
    });
    await expect(run(checks, { only: ["event"], skip: ["event/*"] })).rejects.toMatchObject({
      code: "USAGE",
      message: "Failed to choose checks: none is left.",
    });
  });

  it("reports a death as a finding with the request that caused it, and starts the receiver again", async () => {
    const report = await checkReceiver({
      exec: execMortal,
      seed: 1,
      checks: [
        deadly("a/deadly"),
        makeCheck(
          "a/after",
          async ({ makeEvent, deliver, effectsOf }) => {
            const event = makeEvent();
            const { kind } = await deliver(event);
            const effects = await effectsOf(event, 1);
            return {
              kind: "holds",
              reason: verbatim(
                `${kind}, ${effects.kind === "counted" ? effects.effects : effects.reason.in("en")}`,
              ),
            };
          },
          { phase: "destructive" },
        ),
      ],
    });
    expect(report.checks.map(({ reason }) => reason)).toEqual(["afterwards: died", "answered, 1"]);
    expect(report.findings).toMatchObject([
      {
        kind: "receiver-died",
        check: "a/deadly",
        exit: "exit code 3",
        recovered: true,
        lastOutput: expect.stringContaining("fatal: bad request") as string,
        exchange: { label: "a deadly body for 2.0", request: { body: '{"x":"DIE"}' } },
      },
    ]);
    expect(exitCodeOf(report)).toBe(1);
  });

  it("finds out which of the checks side by side the receiver died of, and lets the others have their say", async () => {
    const report = await checkReceiver({
      exec: execMortal,
      seed: 1,
      checks: [accepts("a/one"), fatal("a/fatal"), accepts("a/two"), fatal("b/fatal")],
    });
    expect(verdictsOf(report)).toEqual([
      "a/one pass",
      "a/fatal fail",
      "a/two pass",
      "b/fatal fail",
    ]);
    expect(report.checks[0]?.exchanges).toHaveLength(1);
    expect(report.findings).toMatchObject([
      { kind: "receiver-died", check: "a/fatal", exchange: { label: "what it dies of" } },
      { kind: "receiver-died", check: "b/fatal", recovered: true },
    ]);
  });

  it("finds out what a receiver died of that a check had to itself", async () => {
    const report = await checkReceiver({
      exec: execMortal,
      seed: 1,
      checks: [
        fatal("a/fatal", { phase: "alone" }),
        accepts("a/one", { phase: "alone" }),
        fatal("b/fatal", { phase: "destructive" }),
      ],
    });
    expect(verdictsOf(report)).toEqual(["a/fatal fail", "a/one pass", "b/fatal fail"]);
    expect(report.findings.map(({ check }) => check)).toEqual(["a/fatal", "b/fatal"]);
  });

  it("does not try on and on with a receiver that dies of everything", async () => {
    const ids = ["a/1", "a/2", "a/3", "a/4", "a/5", "a/6", "a/7"] as const;
    const report = await checkReceiver({
      exec: execMortal,
      seed: 1,
      checks: ids.map((id) => fatal(id)),
    });
    expect(report.findings).toHaveLength(5);
    expect(report.checks.slice(5).map(({ verdict, reason }) => `${verdict} ${reason}`)).toEqual([
      "inconclusive Not run: the receiver has died 5 times before it.",
      "inconclusive Not run: the receiver has died 5 times before it.",
    ]);
  });

  it("blames no check when a receiver it did not start dies of one of several, and stays dead", async () => {
    const report = await run(
      [
        fatal("a/fatal"),
        makeCheck("a/late", async ({ deliver, makeEvent }) => {
          await deliver(makeEvent());
          const outcome = await retryUntilCutOff(() => deliver(makeEvent()));
          return {
            kind: "broken",
            reason: verbatim(outcome.kind),
            expected: verbatim("a"),
            actual: verbatim("b"),
          };
        }),
      ],
      { target: mortalServer(), recoverWithinMs: 100 },
    );
    expect(verdictsOf(report)).toEqual(["a/fatal inconclusive", "a/late inconclusive"]);
    expect(report.findings).toMatchObject([
      {
        kind: "receiver-died",
        recovered: false,
        message: expect.stringContaining("while 2 checks went on") as string,
      },
    ]);
  });

  it("goes on with nothing once it is clear that nothing is answered", async () => {
    const sends = (["a/1", "a/2", "a/3", "a/4", "a/5", "a/6"] as const).map((id) => accepts(id));
    const silent = createServer(() => {});
    const report = await run([...sends, makeCheck("b/alone", passes, { phase: "alone" })], {
      target: silent,
      limits: { totalMs: 100 },
    });
    expect(report.checks.at(-1)).toMatchObject({
      verdict: "inconclusive",
      reason: "Not run: the receiver answers nothing, see event/accepted.",
    });
    expect(report.findings).toEqual([]);
  });

  it("leaves the rest undecided when a receiver it did not start stays dead", async () => {
    const report = await run(
      [deadly("a/deadly"), makeCheck("a/after", passes, { phase: "destructive" })],
      { target: mortalServer(), recoverWithinMs: 100 },
    );
    expect(verdictsOf(report)).toEqual(["a/deadly pass", "a/after inconclusive"]);
    expect(report.findings).toMatchObject([{ kind: "receiver-died", recovered: false }]);
  });

  it("keeps an event's ids the same for a seed but for the run's start, whatever else runs", async () => {
    const ids: string[] = [];
    const noting = makeCheck("a/ids", async ({ makeEvent, deliver }) => {
      const event = makeEvent();
      const [first, second] = [
        event.header.event_id,
        (event as ReserveConfigEvent).event.scope_id.slice("omm_".length),
      ];
      expect(second.slice(0, 12)).toBe(first.slice(0, 12));
      ids.push(`${first.slice(12)} ${second.slice(12)}`);
      await deliver(event);
      return passes();
    });
    const other = makeCheck("a/other", async ({ makeEvent }) => {
      makeEvent();
      return passes();
    });
    await run([noting]);
    await run([other, noting]);
    await run([noting], { seed: 2 });
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});
