import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createRealClock, createScaledClock, createVirtualClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { parseScenario } from "../../src/scenario/parse-scenario.js";
import {
  runScenario,
  type RunScenarioOptions,
  type ScenarioResult,
} from "../../src/scenario/run-scenario.js";
import { createOutputCapture } from "../../src/receiver/output-capture.js";
import { createOutputWitness } from "../../src/receiver/witness/output-witness.js";
import { createEventEndpoint, type FeishuEvent } from "../receivers/event-endpoint.mjs";
import { webhookMutants } from "../receivers/mutants/webhook-mutants.mjs";
import { createReceiver, serveEndpoint } from "../receivers/node-http.mjs";
import { fakeReceiverClock, notMoved } from "../receiver/clock/fake-receiver-clock.js";
import { type InProcessReceiver, quick, startInProcess } from "./in-process-receiver.js";
import { verbatim } from "../../src/base/text.js";

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

const app = createApp({ encryptKey: "test key" }, createRandom(1));

async function play(
  steps: string,
  options: Partial<RunScenarioOptions> & { readonly head?: string } = {},
): Promise<ScenarioResult> {
  const { head = "", ...rest } = options;
  const time = rest.receiverClock ? {} : { clock: createVirtualClock({ autoAdvance: true }) };
  const scenario = await parseScenario(`name: a\nwhy: b\n${head}steps:\n${steps}`, "s.yaml");
  return runScenario(scenario, {
    ...time,
    app,
    ...quick,
    ...rest,
  });
}

/** Steps with their verdict and reasons, without times. */
const outline = ({ steps }: ScenarioResult) =>
  steps.map(({ title, verdict, reasons }) => [title, verdict, ...reasons]);

async function good(): Promise<InProcessReceiver> {
  const receiver = await startInProcess(createReceiver, app);
  closing.push(receiver);
  return receiver;
}

const against = ({ url, witness, control }: InProcessReceiver) => ({
  to: url,
  witness,
  receiver: control,
});

/** Answers with these statuses in turn, the last one for ever. */
const answering = (...statuses: readonly number[]): RequestListener => {
  let received = 0;
  return (request, response) => {
    request.resume().on("end", () => {
      response.writeHead(statuses[Math.min(received++, statuses.length - 1)] ?? 200).end();
    });
  };
};

describe("an expectation that is not met", () => {
  const cases: readonly (readonly [string, string, number[], RegExp])[] = [
    [
      "outcome",
      "{ outcome: succeeded }",
      [500],
      /^event \w{8}… should have been delivered, but was given up: answered 500 in/,
    ],
    [
      "outcome the other way round",
      "{ outcome: given-up }",
      [200],
      /should have been given up, but was delivered: answered 200 in/,
    ],
    [
      "attempts",
      "{ attempts: 1 }",
      [500, 200],
      /should have taken 1 attempt, but took 2: answered 500 in \d+ ms; answered 200/,
    ],
    ["takes", "{ takes: 5m15s }", [500, 200], /should have taken 5 min 15 s, but took 15 s$/],
    ["status", "{ status: 200 }", [204], /^the answer should have been 200, but: answered 204 in/],
    ["notStatus", "{ notStatus: 200 }", [200], /^the answer should not have been 200, but it was$/],
    [
      "within",
      "{ within: 0ms }",
      [200],
      /^the answer should have come within 0 ms, but: answered 200 in/,
    ],
    [
      "error",
      "{ error: NOT_SUBSCRIBED }",
      [200],
      /^the step should have been refused with NOT_SUBSCRIBED, but was not$/,
    ],
  ];

  it.each(cases)("is told in one sentence: %s", async (_title, expectation, statuses, message) => {
    const result = await play(`  - send:\n    expect: ${expectation}`, {
      to: answering(...statuses),
    });
    expect(result.verdict).toBe("failed");
    expect(result.steps[0]?.reasons[0]).toMatch(message);
    expect(result.steps[0]?.line).toBe(4);
  });

  it("is told of effects that are too few, with a receiver that acts on nothing", async () => {
    const receiver = await good();
    const result = await play("  - send:\n    expect: { effects: 1 }", {
      ...against(receiver),
      to: answering(200),
    });
    expect(result.steps[0]?.reasons).toEqual([
      expect.stringMatching(/^event \w{8}… should have been acted on once, but was not at all$/),
    ]);
  });

  it("is told of a URL that should not have verified", async () => {
    const { url } = await good();
    const result = await play("  - verify-url:\n    expect: { verified: false }", { to: url });
    expect(result.steps[0]?.reasons[0]).toMatch(/^the URL should not have verified: /);
  });

  it("names five of many failures and counts the rest", async () => {
    const result = await play("  - send: { count: 60 }\n    expect: { status: 200 }", {
      to: answering(204),
    });
    expect(result.steps[0]?.reasons).toHaveLength(6);
    expect(result.steps[0]?.reasons[5]).toBe("and 55 more like these");
    expect(result.deliveries).toBe(60);
  });
});

describe("effects", () => {
  it("are told from notes on repeats, also with what an earlier scenario learnt", async () => {
    const output = createOutputCapture();
    const note = (text: string): void => output.write(Buffer.from(`${text}\n`));
    const receiver = await startInProcess(({ onEvent: _counted, ...settings }) => {
      const seen = new Set<string>();
      const claim = ({ header: { event_id: id = "" } }: FeishuEvent): Promise<boolean> => {
        if (seen.has(id)) note(`duplicate ${id} ignored`);
        return Promise.resolve(!seen.has(id) && Boolean(seen.add(id)));
      };
      const onEvent = ({ header }: FeishuEvent): void => note(`handled ${header["event_id"]}`);
      return serveEndpoint(createEventEndpoint({ ...settings, onEvent }, { claim }).handle);
    }, app);
    closing.push(receiver);
    const scenario = await parseScenario(
      "name: a\nwhy: b\nsteps:\n  - send: { as: e }\n  - duplicate: { of: e }\n    expect: { effects: 1 }",
      "s.yaml",
    );
    const witness = createOutputWitness(output);
    let learnt: Pick<RunScenarioOptions, "occurrencesPerEffect"> = {};
    for (const seed of [1, 2]) {
      const result = await runScenario(scenario, {
        clock: createVirtualClock({ autoAdvance: true }),
        app,
        to: receiver.url,
        witness,
        seed,
        effectTiming: quick.effectTiming,
        onEffectShape: (occurrencesPerEffect) => (learnt = { occurrencesPerEffect }),
        ...learnt,
      });
      expect(outline(result)).toEqual(result.steps.map(({ title }) => [title, "passed"]));
    }
  });

  it("stay unchecked without a witness, which is neither passed nor failed", async () => {
    const { url } = await good();
    const result = await play("  - send:\n    expect: { effects: 1 }", { to: url });
    expect(result.verdict).toBe("unchecked");
    expect(result.steps[0]?.reasons[0]).toMatch(/^effects were not counted: .*--witness/);
  });

  it("fail a step that fails otherwise, witness or not", async () => {
    const result = await play("  - send:\n    expect: { effects: 1, status: 200 }", {
      to: answering(500),
    });
    expect(result.verdict).toBe("failed");
  });
});

/** Which sentence of which scenario gives a broken receiver away. */
const caught: readonly (readonly [mutant: string, steps: string, RegExp])[] = [
  [
    "acts-on-every-copy",
    "  - send: { as: e }\n  - duplicate: { of: e }\n    expect: { effects: 1 }",
    /acted on once, but was 2 times/,
  ],
  [
    "rooms-only",
    "  - send: { scope: level }\n    expect: { outcome: succeeded }",
    /should have been delivered, but was given up: answered 400/,
  ],
  [
    "user-id-is-a-string",
    "  - change-app: { permissions: [vc:room] }\n  - send: { variant: largest }\n    expect: { outcome: succeeded }",
    /should have been delivered, but was given up/,
  ],
  [
    "needs-every-block",
    "  - send: { variant: minimal }\n    expect: { outcome: succeeded }",
    /should have been delivered, but was given up/,
  ],
  [
    "small-body-limit",
    "  - send: { variant: five-hundred }\n    expect: { outcome: succeeded }",
    /should have been delivered, but was given up: answered 413/,
  ],
  ["answers-204", "  - send:\n    expect: { outcome: succeeded }", /given up: answered 204/],
  [
    "first-piece-only",
    "  - send: { fault: body-in-pieces }\n    expect: { outcome: succeeded, attempts: 1 }",
    /should have taken 1 attempt, but took 2/,
  ],
  [
    "signature-not-compared",
    "  - forge: { how: wrong-signature }\n    expect: { effects: 0 }",
    /should have been acted on not at all, but was once/,
  ],
  [
    "claims-before-it-has-read",
    "  - send: { fault: cut-in-body }\n    expect: { effects: 1 }",
    /acted on once, but was not at all/,
  ],
  [
    "forgets-the-challenge",
    "  - verify-url:\n    expect: { verified: true }",
    /^the URL should have verified: /,
  ],
];

describe("a receiver that is broken on purpose", () => {
  it.each(caught)("%s fails with the right message", async (name, steps, message) => {
    const mutant = webhookMutants.find((one) => one.name === name);
    if (!mutant) throw new Error(`There is no mutant ${name}.`);
    const receiver = await startInProcess(mutant.create, app);
    closing.push(receiver);
    const result = await play(steps, against(receiver));
    expect(result.verdict).toBe("failed");
    expect(result.steps.at(-1)?.reasons[0]).toMatch(message);
    const sound = await play(steps, against(await good()));
    expect(outline(sound).flatMap((step) => step.slice(2))).toEqual([]);
  });
});

describe("steps", () => {
  it("in parallel overlap, those in order do not, and a name is known afterwards", async () => {
    const steps = `  - network: { down: 20s }
  - parallel:
      - send: { as: slow }
        expect: { attempts: 3, takes: 5m15s, effects: 1 }
      - in-order:
          - title: half a minute passes
            wait: 30s
          - title: another event gets through at once
            send:
            expect: { attempts: 1, effects: 1 }
  - duplicate: { of: slow, times: 3, atOnce: true }
    expect: { attempts: 1, effects: 1 }`;
    const result = await play(steps, against(await good()));
    expect(outline(result)).toEqual([
      ["the network goes down", "passed"],
      ["half a minute passes", "passed"],
      ["another event gets through at once", "passed"],
      ["send an event", "passed"],
      ['send "slow" 3 times again', "passed"],
    ]);
  });

  it("spoil the attempts a fault names, and no other", async () => {
    const steps = `  - send: { fault: { name: outage, attempts: [1, 3] } }
    expect: { outcome: given-up, attempts: 5 }`;
    const received: string[] = [];
    const receiver: RequestListener = (request, response) => {
      received.push(String(request.headers["x-lark-request-timestamp"]));
      request.resume();
      response.writeHead(500).end();
    };
    expect((await play(steps, { to: receiver })).verdict).toBe("passed");
    expect(received).toHaveLength(3);
  });

  it("send a whole event as it is", async () => {
    const bodies: unknown[] = [];
    const receiver: RequestListener = (request, response) => {
      request.on("data", (chunk: Buffer) => bodies.push(JSON.parse(chunk.toString())));
      request.on("end", () => response.end());
    };
    const event = `{ schema: "2.0", header: { event_id: 5e3702a84e847582be8db7fb73283c02, event_type: vc.reserve_config.updated_v1, create_time: "1608725989000", token: rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV, app_id: cli_9f5343c580712544, tenant_key: 2ca1d211f64f6438 }, event: { scope_id: omm_4de32cf10a4358788ff4e09e37ebbf9c, scope_type: 2 } }`;
    const result = await play(`  - send: { event: ${event} }\n    expect: { status: 200 }`, {
      to: receiver,
      app: { encryptKey: "" },
    });
    expect(outline(result)).toEqual([["send an event", "passed"]]);
    expect(bodies).toMatchObject([
      { header: { event_id: "5e3702a84e847582be8db7fb73283c02" }, event: { scope_type: 2 } },
    ]);
  });

  it("make the same events for the same seed, also when effects are counted", async () => {
    const idsOf = async (options: Partial<RunScenarioOptions>): Promise<string[]> => {
      const ids: string[] = [];
      const observers = [
        { deliveryEnded: ({ eventId }: { eventId: string }) => void ids.push(eventId) },
      ];
      const steps =
        "  - repeat:\n      times: 3\n      steps:\n        - send:\n          expect: { effects: 1 }";
      await play(steps, { ...options, observers, head: "seed: 7\n" });
      return ids;
    };
    const receiver = await good();
    const watched = await idsOf(against(receiver));
    expect(watched).toHaveLength(3);
    expect(await idsOf({ to: answering(200) })).toEqual(watched);
  });

  it("follow a policy", async () => {
    const result = await play("  - send:\n    expect: { attempts: 2, takes: 1m }", {
      to: answering(500, 204),
      head: "policy: { waits: [1m], successStatuses: [200, 204] }\n",
    });
    expect(result.verdict).toBe("passed");
  });

  it("take as long as was waited, on a clock that runs with real time, too", async () => {
    const result = await play("  - send:\n    expect: { attempts: 5, takes: 7h5m15s }", {
      to: answering(500, 500, 500, 500, 200),
      clock: createScaledClock({ speed: 500_000 }),
    });
    expect(outline(result)).toEqual([["send an event", "passed"]]);
  });

  it("are not counted as deliveries when nothing was sent", async () => {
    const steps =
      "  - change-app: { permissions: [] }\n  - send:\n    expect: { error: NOT_SUBSCRIBED }";
    expect(await play(steps, { to: answering(200) })).toMatchObject({
      verdict: "passed",
      deliveries: 0,
    });
  });

  it("keep what was done when one of them fails, and play the rest", async () => {
    const result = await play(
      "  - send:\n    expect: { status: 201 }\n  - send:\n    expect: { status: 200 }",
      {
        to: answering(200),
      },
    );
    expect(result.steps.map(({ verdict }) => verdict)).toEqual(["failed", "passed"]);
  });
});

describe("with the receiver's clock", () => {
  const minute = 60_000;
  const hour = 60 * minute;

  /** Accepts signatures of five minutes, and forgets ids after so long. */
  async function forgetful(keepMs: number, made?: Parameters<typeof fakeReceiverClock>[0]) {
    const { clock: receiverClock, now, moves } = fakeReceiverClock(made);
    const seen = new Map<string, number>();
    const create = (settings: Parameters<typeof createEventEndpoint>[0]) =>
      serveEndpoint(
        createEventEndpoint(settings, {
          isFresh: ({ headers }) =>
            Math.abs(Number(headers["x-lark-request-timestamp"]) * 1000 - now()) < 5 * minute,
          claim: ({ header: { event_id: id = "" } }) => {
            const isNew = (seen.get(id) ?? 0) < now() - keepMs;
            if (isNew) seen.set(id, now());
            return Promise.resolve(isNew);
          },
        }).handle,
      );
    const receiver = await startInProcess(create, app, { now });
    closing.push(receiver);
    return { receiver: { ...against(receiver), receiverClock }, moves };
  }

  const ladder = `
  - title: five times
    send: { as: change, fault: { name: lost-answer, attempts: [1, 2, 3, 4] } }
    expect: { outcome: succeeded, attempts: 5, takes: 7h5m15s, effects: 1 }`;

  it("a retry six hours later is accepted within a replay window of five minutes", async () => {
    const { receiver, moves } = await forgetful(8 * hour);
    const result = await play(ladder, receiver);
    expect(outline(result)).toEqual([["five times", "passed"]]);
    expect(moves).toHaveLength(4);
    expect(result.receiverClock?.how).toBe("node");
    // The wait is counted from the end of an attempt: what the attempts took in real time is not skipped.
    const shouldMoveMs = 7 * hour + 5 * minute + 15_000;
    expect(result.receiverClock?.movedMs).toBeLessThanOrEqual(shouldMoveMs);
    expect(result.receiverClock?.movedMs).toBeGreaterThan(shouldMoveMs - minute);
  });

  it.each(["wall", "simulated"])("also with the policy %s", async (timestamps) => {
    const { receiver } = await forgetful(8 * hour);
    const head = `policy: { timestamps: ${timestamps} }\n`;
    const result = await play(ladder, { ...receiver, head });
    expect(outline(result)).toEqual([["five times", "passed"]]);
  });

  it.each([
    [hour, 3],
    [6 * hour, 2],
    [7 * hour, 2],
  ])("a receiver that forgets ids after %d ms is found out", async (keepMs, effects) => {
    const { receiver } = await forgetful(keepMs);
    const { steps } = await play(ladder, receiver);
    expect(steps[0]?.reasons).toEqual([expect.stringContaining(`but was ${effects} times`)]);
  });

  it("forged requests are as fresh as good ones, so that only the forgery is refused", async () => {
    const { receiver } = await forgetful(8 * hour);
    const steps = `
  - wait: 6h
  - send:
    expect: { status: 200, effects: 1 }
  - forge: { how: wrong-signature }
    expect: { status: 401, effects: 0 }`;
    expect((await play(steps, receiver)).verdict).toBe("passed");
  });

  it("that cannot be moved what was waited for is unchecked, with the reason", async () => {
    const receiver = await good();
    const steps = `
  - title: before
    send: { as: change }
    expect: { effects: 1 }
  - title: waits
    wait: 6h
  - title: sends
    send:
    expect: { status: 200 }
  - title: counts
    duplicate: { of: change }
    expect: { effects: 1 }
  - title: fails
    send:
    expect: { status: 500 }`;
    const result = await play(steps, { ...against(receiver), receiverClock: notMoved });
    const untested =
      "not tested, because the receiver's clock did not move along: The receiver does not answer.";
    expect(outline(result)).toEqual([
      ["before", "passed"],
      ["waits", "unchecked", untested],
      ["sends", "passed"],
      ["counts", "unchecked", untested],
      ["fails", "failed", expect.stringContaining("should have been 500")],
    ]);
    const [reason, remedy] = [notMoved.reason.in("en"), notMoved.remedy.in("en")];
    expect(result.receiverClock).toEqual({ how: "none", movedMs: 0, reason, remedy });
  });

  it("that stops moving half way is signed for as it is, and the rest is unchecked", async () => {
    const { receiver } = await forgetful(8 * hour, {
      answer: (move) => (move < 3 ? { kind: "moved" } : notMoved),
    });
    const result = await play(ladder, receiver);
    expect(outline(result)).toEqual([
      ["five times", "unchecked", expect.stringContaining("did not move along")],
    ]);
  });

  it("the next scenario begins where this one left the receiver", async () => {
    const { receiver } = await forgetful(8 * hour);
    for (let round = 0; round < 2; round++) {
      expect((await play(ladder, { ...receiver, seed: round })).verdict).toBe("passed");
    }
  });

  it("a scenario that needs it is skipped without one, with what to do or why not", async () => {
    const to = "http://127.0.0.1:9";
    const head = "requires: [receiver-clock]\n";
    const without = await play("  - wait: 1h", { to, head });
    expect([without.verdict, without.reason]).toEqual([
      "skipped",
      "it moves the receiver's own clock, so it needs --clock virtual and --receiver-clock auto",
    ]);
    const unmovable = await play("  - wait: 1h", { to, head, receiverClock: notMoved });
    expect(unmovable.reason).toBe(
      "it moves the receiver's own clock, which is not possible here: The receiver does not answer. Ask it again.",
    );
  });

  it("no other clock can be given beside it", async () => {
    const { clock: receiverClock } = fakeReceiverClock();
    const playing = play("  - wait: 1h", {
      to: "http://127.0.0.1:9",
      receiverClock,
      clock: createRealClock(),
    });
    await expect(playing).rejects.toMatchObject({ code: "USAGE" });
  });
});

describe("a run", () => {
  it("stops where the receiver died, and says how", async () => {
    let requests = 0;
    const server: Server = createServer((request) => {
      requests++;
      request.socket.destroy();
    });
    // A process takes a while from its last connection to its end.
    let looks = 0;
    const died = () => (requests > 0 && ++looks > 8 ? verbatim("exit code 1") : undefined);
    const control = { start: async () => {}, stop: async () => {}, died };
    const steps = "  - send:\n    expect: { outcome: succeeded }\n  - send:";
    const result = await play(steps, { to: server, receiver: control });
    expect(result).toMatchObject({ verdict: "failed", reason: "the receiver died" });
    expect(result.steps).toHaveLength(1);
    expect(result.steps[0]?.reasons.at(-1)).toBe("the receiver died: exit code 1");
  });

  it("ends in order when it is aborted: no step is played any more", async () => {
    const controller = new AbortController();
    const onStep = (): void => controller.abort(new Error("enough"));
    const result = await play("  - send:\n  - send:\n  - send:", {
      to: answering(200),
      signal: controller.signal,
      onStep,
    });
    expect(result).toMatchObject({ verdict: "stopped", reason: "stopped on request" });
    expect(result.steps).toHaveLength(1);
  });

  it.each([
    ["a wait", "  - wait: 1h\n  - send:", 200],
    ["a delivery", "  - send:\n    expect: { outcome: succeeded }\n  - send:", 500],
  ])("that is aborted in the middle of %s blames nobody for it", async (_what, steps, status) => {
    const controller = new AbortController();
    const abort = (): void => controller.abort(new Error("enough"));
    const result = await play(steps, {
      to: answering(status),
      clock: createRealClock(),
      signal: controller.signal,
      observers: [{ retryPlanned: abort }],
      onStepStarted: ({ action }) => void (action.kind === "wait" && setImmediate(abort)),
    });
    expect(result).toMatchObject({ verdict: "stopped", reason: "stopped on request" });
    expect(result.steps.map(({ verdict, reasons }) => [verdict, reasons])).toEqual([
      ["stopped", []],
    ]);
  });

  it("skips what says nothing about this receiver, with the reason", async () => {
    const to = answering(200);
    expect(await play("  - receiver: restart", { to })).toMatchObject({
      verdict: "skipped",
      reason: "it stops and starts the receiver, so it must be started with --exec",
    });
    expect(await play("  - send: { fault: lost-ack }", { to })).toMatchObject({
      verdict: "skipped",
      reason: "it is about the long-connection",
    });
  });

  it("asks for a receiver when none was named", async () => {
    await expect(play("  - send:")).rejects.toMatchObject({ code: "USAGE" });
  });
});
