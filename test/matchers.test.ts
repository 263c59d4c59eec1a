import { createServer } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import "../src/vitest.js";
import { createSimulator, createVirtualClock, type Simulator } from "../src/index.js";
import { sampleReport, sampleResult } from "./contract/sample-report.js";
import { createReceiver } from "./receivers/express.mjs";

const app = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };
const simulators: Simulator[] = [];

function simulate(): Simulator {
  const simulator = createSimulator({ app, clock: createVirtualClock({ autoAdvance: true }) });
  simulators.push(simulator);
  return simulator;
}

afterEach(async () => {
  for (const simulator of simulators.splice(0)) await simulator.close();
});

/** Answers with these statuses in turn, the last one for ever. */
function answering(...statuses: readonly number[]) {
  const waiting = [...statuses];
  return createServer((_request, response) => {
    response.writeHead((waiting.length > 1 ? waiting.shift() : waiting[0]) ?? 200).end();
  });
}

/** The message an assertion fails with. */
function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("The assertion held.");
}

describe("the matchers", () => {
  it("tell a delivery that succeeded after a retry", async () => {
    const delivery = await simulate().push({ to: answering(500, 200) });
    expect(delivery).toBeDelivered();
    expect(delivery).toHaveTakenAttempts(2);
    expect(delivery).not.toHaveBeenRejected();
    expect(messageOf(() => expect(delivery).toHaveTakenAttempts(1))).toMatch(
      /^expected 1 attempt, but: succeeded after 2 attempts\n {2}attempt 1: answered 500 in \d+ ms\n {2}attempt 2: answered 200/,
    );
  });

  it("tell a delivery that every attempt refused", async () => {
    const delivery = await simulate().push({ to: answering(403) });
    expect(delivery).toHaveBeenRejected();
    expect(delivery).not.toBeDelivered();
    expect(delivery).toHaveTakenAttempts(5);
    expect(messageOf(() => expect(delivery).toBeDelivered())).toContain(
      "given-up after 5 attempts",
    );
  });

  it("take nobody's silence for a refusal", async () => {
    const delivery = await simulate().push({ to: "http://127.0.0.1:1/" });
    expect(delivery).not.toHaveBeenRejected();
    expect(delivery).not.toBeDelivered();
  });

  it("judge a single outcome, as a forged request has it", async () => {
    const simulator = simulate();
    const receiver = createReceiver({ ...app, onEvent: () => {} });
    const event = await simulator.generate();
    const outcome = await simulator.forge({ to: receiver, forgery: "wrong-signature", event });
    expect(outcome).toHaveBeenRejected();
    expect(messageOf(() => expect(outcome).toBeDelivered())).toMatch(
      /^expected it to be delivered, but: answered 40\d/,
    );
  });

  it("tell whether the developer console would save a URL", async () => {
    const simulator = simulate();
    expect(await simulator.verifyUrl({ to: createReceiver(app) })).toVerifyUrl();
    const refused = await simulator.verifyUrl({ to: createReceiver(app), token: "another" });
    expect(refused).not.toVerifyUrl();
    expect(messageOf(() => expect(refused).toVerifyUrl())).toContain("not verified");
  });

  it("judge a report, naming what failed and how to mend it", () => {
    const report = sampleReport([
      sampleResult(),
      sampleResult({ id: "challenge/echo", verdict: "fail", fix: "Echo the challenge." }),
      sampleResult({
        id: "event/within-3s",
        verdict: "fail",
        known: { reason: "cold start", owner: "me", expires: "2030-01-01" },
      }),
      sampleResult({ id: "event/keep-alive", verdict: "warn", severity: "should" }),
    ]);
    expect(report).not.toKeepTheContract();
    const message = messageOf(() => expect(report).toKeepTheContract());
    expect(message).toContain("challenge/echo (must)");
    expect(message).toContain("Echo the challenge.");
    expect(message).not.toContain("event/within-3s");
    expect(message).not.toContain("event/keep-alive");
    const kept = report.checks.filter(({ id }) => id !== "challenge/echo");
    expect({ ...report, checks: kept, findings: [] }).toKeepTheContract();
    expect(kept[0]).toKeepTheContract();
    const undecided = kept.map((check) => ({ ...check, verdict: "inconclusive" as const }));
    const open = { ...report, checks: undecided, findings: [] };
    expect({ ...open, strict: false }).toKeepTheContract();
    expect(messageOf(() => expect({ ...open, strict: true }).toKeepTheContract())).toMatch(
      /undecided: /,
    );
  });

  it("say what they were given instead, and that a promise wants awaiting", async () => {
    const push = simulate().push({ to: answering(200) });
    expect(() => expect(push).toBeDelivered()).toThrow(
      "it needs a delivery or an outcome, not a promise",
    );
    await push;
    expect(() => expect(7).not.toVerifyUrl()).toThrow("it needs the result of simulator.verifyUrl");
    expect(() => expect({}).toKeepTheContract()).toThrow("it needs a report of checkReceiver");
  });
});
