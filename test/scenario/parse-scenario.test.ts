import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { MocklarkError } from "../../src/base/errors.js";
import { parseDocument } from "../../src/base/document.js";
import { connectionFaultNames, faultNames, networkFaultNames } from "../../src/delivery/fault.js";
import { parseScenario, readScenario } from "../../src/scenario/parse-scenario.js";
import { forgeryNames } from "../../src/wire/forgery.js";

/** A scenario with these lines as its steps. */
const withSteps = (steps: string, head = ""): string => `name: a
why: b
${head}steps:
${steps}`;

async function failureOf(text: string, env = {}): Promise<MocklarkError> {
  try {
    await parseScenario(text, "s.yaml", { env });
  } catch (error) {
    return error as MocklarkError;
  }
  throw new Error("It was read without complaint.");
}

const mistakes: readonly (readonly [
  title: string,
  steps: string,
  line: number,
  column: number,
  message: RegExp,
])[] = [
  [
    "an unknown action",
    "  - sned: {}",
    4,
    5,
    /steps\[0\] has no field "sned"\. Did you mean "send"\?/,
  ],
  [
    "an unknown field of a send",
    "  - send: { cuont: 2 }",
    4,
    13,
    /no field "cuont"\. Did you mean "count"\?/,
  ],
  [
    "two actions in one step",
    "  - send: {}\n    wait: 5s",
    5,
    5,
    /says both "send" and "wait"; one step does one thing/,
  ],
  ["a step that does nothing", "  - title: x", 4, 5, /says nothing to do/],
  [
    "an unknown fault",
    "  - send: { fault: outrage }",
    4,
    20,
    /there is no "outrage"\. Did you mean "outage"\?/,
  ],
  [
    "an unknown fault written out",
    "  - send:\n      fault:\n        name: rest",
    6,
    15,
    /there is no "rest"\. Did you mean "reset"\?/,
  ],
  [
    "an unknown forgery",
    "  - forge: { how: wrong-signatur }",
    4,
    19,
    /Did you mean "wrong-signature"\?/,
  ],
  [
    "a bad duration",
    "  - wait: 5 parsecs",
    4,
    11,
    /Failed to read the duration "5 parsecs"\. Write a number with a unit/,
  ],
  [
    "a bad duration in an expectation",
    "  - send: {}\n    expect: { within: soon }",
    5,
    23,
    /the duration "soon"/,
  ],
  [
    "an unknown variable",
    "  - wait: ${pasue}\nvariables: { pause: 5s }",
    4,
    11,
    /there is no variable "pasue"\. Did you mean "pause"\?/,
  ],
  [
    "an environment variable that is not set",
    "  - wait: ${env:PAUSE}",
    4,
    11,
    /the environment has no PAUSE/,
  ],
  ["${index} outside a repeat", "  - wait: ${index}s", 4, 11, /there is no variable "index"/],
  [
    "an override of a field that does not exist",
    "  - send:\n      set:\n        event.time_config.max_duraton: 4",
    6,
    9,
    /no single field "event\.time_config\.max_duraton"\. Did you mean "event\.time_config\.max_duration"\?/,
  ],
  [
    "a nested override of a field that does not exist",
    "  - send:\n      set:\n        event:\n          time_config:\n            max_duraton: 4",
    8,
    13,
    /no single field "event\.time_config\.max_duraton"\. Did you mean "event\.time_config\.max_duration"\?/,
  ],
  [
    "an override of the whole event",
    "  - send: { set: { event: 5 } }",
    4,
    20,
    /no single field "event"\./,
  ],
  [
    "an override of another type",
    "  - send: { set: { event.time_config.max_duration: four } }",
    4,
    52,
    /Failed to set event\.time_config\.max_duration: it must be .*"four"/,
  ],
  [
    "a field taken out that does not exist",
    "  - send: { unset: [event.time_confg] }",
    4,
    21,
    /Did you mean "event\.time_config"\?/,
  ],
  [
    "a name that nothing was called by",
    "  - send: { as: first }\n  - duplicate: { of: frist }",
    5,
    22,
    /no step before this one sent an event named "frist"\. Did you mean "first"\?/,
  ],
  [
    "a name that is given only later",
    "  - duplicate: { of: change }\n  - send: { as: change }",
    4,
    22,
    /no step before this one sent an event named "change"/,
  ],
  [
    "a name that is given at the same time",
    "  - parallel:\n      - send: { as: change }\n      - duplicate: { of: change }",
    6,
    26,
    /no step before this one sent an event named "change"/,
  ],
  [
    "a name that is given twice",
    "  - send: { as: change }\n  - send: { as: change }",
    5,
    17,
    /"change" is the name of another event already, see steps\[0\]\.send\.as/,
  ],
  [
    "an unknown error code",
    "  - send: {}\n    expect: { error: NOT_SUSCRIBED }",
    5,
    22,
    /Did you mean "NOT_SUBSCRIBED"\?/,
  ],
  [
    "an expectation that the step cannot meet or miss",
    "  - forge: { how: wrong-token }\n    expect: { attempts: 1 }",
    5,
    15,
    /"attempts" cannot be expected of "forge"\. Known are status/,
  ],
  [
    "an expectation of a wait",
    "  - wait: 5s\n    expect: { status: 200 }",
    5,
    15,
    /"status" cannot be expected of "wait"\. Expect it of the steps that send/,
  ],
  [
    "a fault of the other transport",
    "  - forge: { how: wrong-token }\n  - send: { fault: lost-ack }",
    4,
    12,
    /forge needs the webhook, but the scenario is for the long-connection/,
  ],
  ["no steps", "  []", 4, 3, /steps must not be empty\./],
  ["a step without anything", "  -", 4, 4, /steps\[0\] must be an object, but is empty\./],
  [
    "a text where a number should be",
    "  - send: { count: many }",
    4,
    20,
    /steps\[0\]\.send\.count must be a whole number, but is "many"\./,
  ],
  [
    "a fault in an attempt that never comes",
    "  - send: { fault: { name: outage, attempts: [1, 6] } }",
    4,
    50,
    /no delivery comes to attempt 6\./,
  ],
  ["a whole event that breaks a rule", "  - send: { event: { schema: '2.0' } }", 4, 20, /header/],
];

/** What is sent, what is expected of it, and why no receiver can meet that. */
const impossible: readonly (readonly [send: string, expect: string, message: RegExp])[] = [
  ["", "status: 200, notStatus: 200", /the answer cannot be 200 and not be 200/],
  ["", "outcome: succeeded, status: 204", /answered 204 has not succeeded/],
  ["", "outcome: given-up, status: 200", /answered 200 has succeeded/],
  ["", "attempts: 6", /there are 5 at most/],
  ["{ duplicates: 2 }", "attempts: 8", /there are 7 at most/],
  ["", "outcome: given-up, attempts: 3", /a delivery is given up after 5, no more, no fewer/],
  ["", "takes: 5m", /add up to 0 ms, 15 s, 5 min 15 s, 1 h 5 min 15 s, 7 h 5 min 15 s\./],
  ["", "attempts: 3, takes: 15s", /add up to 5 min 15 s\./],
  ["", "outcome: given-up, takes: 1h5m15s", /add up to 7 h 5 min 15 s\./],
  ["", "error: NOT_SUBSCRIBED, status: 200", /a step that is refused does nothing else/],
];

const possible: readonly (readonly [send: string, expect: string, head?: string])[] = [
  ["", "outcome: given-up, attempts: 5, takes: 7h5m15s, status: 500"],
  ["", "outcome: succeeded, attempts: 3, takes: 5m15s, status: 200"],
  ["{ duplicates: 2 }", "outcome: succeeded, attempts: 7, status: 500, takes: 7h5m17s"],
  ["", "attempts: 2, takes: 1m", "policy: { waits: [1m] }\n"],
  ["", "outcome: succeeded, status: 204", "policy: { successStatuses: [204] }\n"],
  ["", "attempts: 6, takes: 16s", "policy: { duplicateProbability: 0.5 }\n"],
];

describe("an expectation", () => {
  it.each(impossible)(
    "of %s that no receiver can meet is refused: %s",
    async (send, expected, why) => {
      const error = await failureOf(withSteps(`  - send: ${send}\n    expect: { ${expected} }`));
      expect(error.message).toMatch(/line 5, column \d+: this can never be met: /);
      expect(error.message).toMatch(why);
    },
  );

  it.each(possible)("of %s that one can meet is taken: %s", async (send, expected, head) => {
    const text = withSteps(`  - send: ${send}\n    expect: { ${expected} }`, head);
    const { problems } = await readScenario(await parseDocument(text, "s.yaml"));
    expect(problems).toEqual([]);
  });
});

it("the schema names every fault and every forgery, for whoever writes a scenario", () => {
  const url = new URL("../../schemas/scenario.json", import.meta.url);
  const words = new Set(readFileSync(url, "utf8").split(/[^\w-]+/));
  const names = [...networkFaultNames, ...faultNames, ...connectionFaultNames, ...forgeryNames];
  expect(names.filter((name) => !words.has(name))).toEqual([]);
});

describe("parseScenario", () => {
  it.each(mistakes)("points at %s", async (_title, steps, line, column, message) => {
    const error = await failureOf(withSteps(steps));
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`s.yaml as a scenario: line ${line}, column ${column}:`);
    expect(error.frame).toMatch(new RegExp(`^> *${line} \\| `, "m"));
    expect(error).toMatchObject({ code: "INVALID_DOCUMENT", details: { line, column } });
  });

  it("points at broken YAML", async () => {
    const error = await failureOf("name: a\nsteps: [\n");
    expect(error).toMatchObject({ code: "MALFORMED_DOCUMENT" });
    expect(error.message).toMatch(/line 3, column 1/);
  });

  it("says how many more mistakes there are, and lists all of them in the order of the file", async () => {
    const text = withSteps("  - wait: never\n  - send: { fault: outrage }\n  - wait: 1 eon");
    const error = await failureOf(text);
    expect(error.message).toContain("(and 2 more)");
    expect(error.frame).toMatch(/line 5, column \d+: .*outrage.*\nline 6, column \d+: .*1 eon/);
    const { problems } = await readScenario(await parseDocument(text, "s.yaml"));
    expect(problems.map(({ position, path }) => [position.line, path])).toEqual([
      [4, "steps[0].wait"],
      [5, "steps[1].send.fault"],
      [6, "steps[2].wait"],
    ]);
  });

  it("puts variables in with their own type, and those of the environment as text", async () => {
    const text = withSteps(
      "  - send: { count: '${many}' }\n  - title: ${many} for ${env:WHO}\n    wait: ${env:PAUSE}",
      "variables: { many: 3 }\n",
    );
    const scenario = await parseScenario(text, "s.yaml", { env: { WHO: "you", PAUSE: "2s" } });
    expect(scenario.steps).toMatchObject([
      { title: "send 3 events", action: { kind: "send", count: 3 } },
      { title: "3 for you", action: { kind: "wait", durationMs: 2_000 } },
    ]);
  });

  it("leaves variables of the environment alone when only validating", async () => {
    const text = withSteps("  - send:", 'app: { encryptKey: "${env:KEY}" }\n');
    const { problems } = await readScenario(await parseDocument(text, "s.yaml"));
    expect(problems).toEqual([]);
  });

  it("lets a variable stand on the environment and on those before it", async () => {
    const text = withSteps(
      "  - send: { count: '${many}' }",
      'variables: { many: 3, key: "${env:KEY}-${many}", all: "${key}!" }\napp: { encryptKey: "${all}" }\n',
    );
    const scenario = await parseScenario(text, "s.yaml", { env: { KEY: "k" } });
    expect(scenario.app).toEqual({ encryptKey: "k-3!" });
    const wrongWayRound = withSteps("  - send:", 'variables: { a: "${b}", b: 1 }\n');
    expect((await failureOf(wrongWayRound)).message).toMatch(/column 17: there is no variable "b"/);
    const unset = withSteps("  - send:", 'variables: { a: "${env:NOT_THERE}" }\n');
    expect((await failureOf(unset)).message).toMatch(/line 3, column 17: .* has no NOT_THERE/);
  });

  it("refuses repeats that multiply beyond all bounds, before the memory is full", async () => {
    const inner = "{ repeat: { times: 10000, steps: [{ send: }] } }";
    const error = await failureOf(
      withSteps(`  - repeat:\n      times: 10000\n      steps: [${inner}]`),
    );
    expect(error.message).toMatch(/a scenario has 100000 steps at most/);
    expect(error).toMatchObject({ code: "INVALID_DOCUMENT", details: { line: 6 } });
  });

  it("repeats steps with ${index} counting from 1", async () => {
    const text = withSteps(
      "  - repeat:\n      times: 2\n      steps:\n        - send: { as: 'change-${index}' }\n        - wait: ${index}s",
    );
    const scenario = await parseScenario(text, "s.yaml");
    expect(scenario.steps[0]?.action).toMatchObject({
      steps: [
        { action: { as: "change-1" } },
        { action: { durationMs: 1_000 } },
        { action: { as: "change-2" } },
        { action: { durationMs: 2_000 } },
      ],
    });
  });

  it("writes numbers as the text the event's schema wants, as --set does", async () => {
    const text = withSteps("  - send: { set: { event.time_config.end_time: 86400 } }");
    const scenario = await parseScenario(text, "s.yaml");
    expect(scenario.steps[0]?.action).toMatchObject({
      set: [{ path: "event.time_config.end_time", value: "86400" }],
    });
  });

  it("takes nested objects in place of paths: they add to the event, and lists are replaced", async () => {
    const nested =
      "{ event: { time_config: { max_duration: 4, end_time: 86400 }, approve_config: { approvers: [] } }, header: { token: t } }";
    const scenario = await parseScenario(withSteps(`  - send: { set: ${nested} }`), "s.yaml");
    expect(scenario.steps[0]?.action).toMatchObject({
      set: [
        { path: "event.time_config.max_duration", value: 4 },
        { path: "event.time_config.end_time", value: "86400" },
        { path: "event.approve_config.approvers", value: [] },
        { path: "header.token", value: "t" },
      ],
    });
  });

  it.each([
    ["  - send: {}", ["webhook", "long-connection"], []],
    ["  - verify-url:", ["webhook"], []],
    ["  - send: { fault: slow-body }", ["webhook"], []],
    ["  - send: { fault: lost-ack }", ["long-connection"], []],
    ["  - send: { fault: outage }", ["webhook", "long-connection"], []],
    ["  - receiver: restart", ["webhook", "long-connection"], ["managed-receiver"]],
    ["  - forge: { how: other-key }", ["webhook"], ["encrypt-key"]],
  ])("derives from %s where the scenario can be played", async (steps, transports, requires) => {
    expect(await parseScenario(withSteps(steps), "s.yaml")).toMatchObject({ transports, requires });
  });
});
