import { verbatim } from "../src/base/text.js";
import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import * as library from "../src/index.js";

const random = library.createRandom(1);
const clock = library.createVirtualClock();
const app = library.createApp({}, random);
const directory = await library.createDirectory({ random, names: false });

type Call = (options: object) => unknown;

/** Callers without types, and those whose options come from a file. */
const untyped = (call: (options: never) => unknown): Call => call as Call;

const simulatorCalls = untyped(library.createSimulator);

async function withSimulator(use: (simulator: library.Simulator) => unknown): Promise<void> {
  const simulator = library.createSimulator({ seed: 7 });
  try {
    await use(simulator);
  } finally {
    await simulator.close();
  }
}

const onSimulator =
  (use: (simulator: library.Simulator, options: never) => unknown): Call =>
  (options) =>
    withSimulator((simulator) => use(simulator, options as never));

const to = "http://127.0.0.1:9/";
const channel: library.Channel = {
  kind: "webhook",
  target: to,
  attempt: () => Promise.reject(new Error("was called")),
  close: () => Promise.resolve(),
};

const tenantOptions = {
  definition: await library.generateTenant({ random, rooms: 1, people: 1 }),
  random,
  now: () => 0,
};

/** Every call that takes an options object, with one name that is misspelt and the one that was meant. */
const calls: Readonly<Record<string, readonly [Call, object, string]>> = {
  createSimulator: [simulatorCalls, { sead: 1 }, "seed"],
  "createSimulator app": [simulatorCalls, { app: { encryptionKey: "" } }, "encryptKey"],
  "createSimulator policy": [simulatorCalls, { policy: { waits: [] } }, "waitsMs"],
  "createSimulator limits": [simulatorCalls, { limits: { total: 1 } }, "totalMs"],
  "createSimulator request": [simulatorCalls, { request: { units: "" } }, "unit"],
  "createSimulator tls": [simulatorCalls, { tls: { insecur: true } }, "insecure"],
  "createSimulator tenantRules": [simulatorCalls, { tenantRules: { emptyPach: 1 } }, "emptyPatch"],
  "createSimulator openApiRules": [simulatorCalls, { openApiRules: { pageSze: 1 } }, "pageSize"],
  createTenant: [untyped(library.createTenant), { ...tenantOptions, rule: {} }, "rules"],
  openTenant: [untyped(library.openTenant), { ...tenantOptions, wall: clock.wall, nou: 1 }, "now"],
  generateTenant: [untyped(library.generateTenant), { random, room: 1 }, "rooms"],
  parseTenant: [
    (options) => library.parseTenant("", "x.yaml", options as never),
    { random, enw: {} },
    "env",
  ],
  push: [onSimulator((it, o) => it.push(o)), { to: channel, duplicate: 1 }, "duplicates"],
  "push fault": [
    onSimulator((it, o) => it.push(o)),
    { to: channel, fault: { name: "reset", pause: 1 } },
    "pauseMs",
  ],
  prepare: [onSimulator((it, o) => it.prepare(o)), { varient: "typical" }, "variant"],
  generate: [onSimulator((it, o) => it.generate(o)), { scpe: "room" }, "scope"],
  forge: [
    onSimulator(async (it, o: object) =>
      it.forge({ ...o, to, event: await it.generate() } as never),
    ),
    { forgery: "null-token", path: "/" },
    "",
  ],
  send: [
    onSimulator(async (it, o: object) => it.send({ ...o, to, request: await it.prepare({}) })),
    { conection: "fresh" },
    "connection",
  ],
  verifyUrl: [onSimulator((it, o) => it.verifyUrl(o)), { to, limit: 1 }, "limitMs"],
  changeApp: [onSimulator((it, o) => it.changeApp(o)), { encryptkey: "" }, "encryptKey"],
  gateway: [onSimulator((it, o) => it.gateway(o)), { client: "quick" }, "clientConfig"],
  "gateway limits": [onSimulator((it, o) => it.gateway(o)), { limits: { ack: 1 } }, "ackMs"],
  pushMany: [
    onSimulator((it, o) => library.pushMany(it, o)),
    { to: channel, count: 1, rate: 1 },
    "ratePerSecond",
  ],
  checkReceiver: [untyped(library.checkReceiver), { taget: to }, "target"],
  "checkReceiver limits": [
    untyped(library.checkReceiver),
    { target: to, suiteLimits: { run: 1 } },
    "runMs",
  ],
  runScenario: [(options) => library.runScenario({} as never, options), { too: to }, "to"],
  parseScenario: [(options) => library.parseScenario("", "x.yaml", options), { enw: {} }, "env"],
  createGateway: [untyped(library.createGateway), { apps: [], clock, random, limit: {} }, "limits"],
  openJournal: [
    (options) => library.openJournal("/dev/null/nowhere", options as never),
    { clock, maxByte: 1 },
    "maxBytes",
  ],
  startManagedReceiver: [
    untyped(library.startManagedReceiver),
    { command: "true", app, waitFor: 1 },
    "waitForMs",
  ],
  createVirtualClock: [untyped(library.createVirtualClock), { autoadvance: false }, "autoAdvance"],
  createScaledClock: [untyped(library.createScaledClock), { speed: 1, walls: 1 }, "wall"],
  createRealClock: [untyped(library.createRealClock), { walls: 1 }, "wall"],
  createJointClock: [
    (options) =>
      library.createJointClock(
        { kind: "not-moved", reason: verbatim(""), remedy: verbatim("") },
        options,
      ),
    { walls: 1 },
    "wall",
  ],
  createRequestBuilder: [
    (options) => library.createRequestBuilder(app, options),
    { signPlainText: false },
    "signPlaintext",
  ],
  createDirectory: [untyped(library.createDirectory), { random, room: 1 }, "rooms"],
  createEventFactory: [
    untyped(library.createEventFactory),
    { random, directory, app, now: () => 0, eventId: random },
    "eventIds",
  ],
  "a factory's create": [
    untyped(library.createEventFactory({ random, directory, app, now: () => 0 }).create),
    { event_id: "" },
    "eventId",
  ],
  createCertificates: [untyped(library.createCertificates), { nowMs: 0, host: [] }, "hosts"],
  openReceiverClock: [untyped(library.openReceiverClock), { settings: "off" }, "setting"],
  explainRequest: [
    (options) =>
      library.explainRequest({ headers: [], body: Buffer.alloc(0) } as never, options as never),
    { nowMs: 0, encyptKey: "" },
    "encryptKey",
  ],
  createApp: [(options) => library.createApp(options, random), { appid: "" }, "appId"],
};

describe("a misspelt option", () => {
  it.each(Object.entries(calls))("of %s is refused", async (_name, [call, options, meant]) => {
    const remedy = meant === "" ? "There are: " : `Did you mean "${meant}"?`;
    await expect((async () => call(options))()).rejects.toMatchObject({
      code: "USAGE",
      message: expect.stringContaining("there is no option ") as string,
      remedy: expect.stringContaining(remedy) as string,
    });
  });
});

describe("a value that would do silent damage", () => {
  it.each([
    [{ policy: { waitsMs: 5 } }, "policy.waitsMs is 5."],
    [{ policy: { waitsMs: [-1] } }, "policy.waitsMs is [-1]."],
    [{ policy: { waitsMs: ["15s"] } }, 'policy.waitsMs is ["15s"].'],
    [{ policy: { duplicateProbability: -1 } }, "policy.duplicateProbability is -1."],
    [{ policy: { timestamps: "real" } }, 'policy.timestamps is "real".'],
    [{ limits: { totalMs: 0 } }, "limits.totalMs is 0."],
    [{ maxInFlight: 0 }, "maxInFlight is 0."],
    [{ keep: -1 }, "keep is -1."],
    [{ seed: "7" }, 'seed is "7".'],
    [{ clock: {} }, "clock is an object."],
    [{ journal: Promise.resolve() }, "journal is an object."],
    [{ app: { encryptKey: 5 } }, "app.encryptKey is 5."],
    [{ app: { permissions: "vc:room" } }, 'app.permissions is "vc:room".'],
  ])("is refused by createSimulator: %j", (options, message) => {
    expect(() => simulatorCalls(options)).toThrow(`Failed to create the simulator: ${message}`);
  });

  it.each([
    [{ faultProbability: 2 }, "faultProbability is 2."],
    [{ duplicates: -1 }, "duplicates is -1."],
    [{ variant: "tipical" }, 'variant is "tipical".'],
    [{ fault: { name: "resett" } }, 'fault.name is "resett".'],
    [{ fault: "reset" }, 'fault is "reset".'],
  ])("is refused by push: %j", async (options, message) => {
    await withSimulator(async (simulator) => {
      const pushing = simulator.push({ to: channel, ...options } as library.PushOptions);
      await expect(pushing).rejects.toThrow(message);
    });
  });

  it("is refused by forge, with the name that was meant", async () => {
    await withSimulator(async (simulator) => {
      const event = await simulator.generate();
      const forgery = "wrong-tokn" as library.ForgeryName;
      await expect(simulator.forge({ to, forgery, event })).rejects.toMatchObject({
        code: "USAGE",
        message: 'Failed to forge the request: forgery is "wrong-tokn".',
        remedy: 'Did you mean "wrong-token"?',
      });
    });
  });
});

describe("an option that is undefined", () => {
  it("is one that was left out: the default holds", async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.end();
    });
    const unset = process.env["MOCKLARK_TEST_UNSET"];
    const simulator = simulatorCalls({
      app: { encryptKey: unset },
      policy: { waitsMs: undefined },
      limits: { totalMs: undefined },
      maxInFlight: undefined,
    }) as library.Simulator;
    const { status } = await simulator.push({ to: server });
    await simulator.close();
    expect([status, simulator.app.encryptKey]).toEqual(["succeeded", ""]);
  });
});
