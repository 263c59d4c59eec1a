import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as lark from "@larksuiteoapi/node-sdk";
import { afterEach, describe, expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import type { FeishuEvent } from "../../src/event/feishu-event.js";
import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";
import type { OpenApi } from "../../src/open-api/create-open-api.js";
import { parseScenario } from "../../src/scenario/parse-scenario.js";
import { runScenario, type ScenarioResult } from "../../src/scenario/run-scenario.js";

const closing: Server[] = [];
afterEach(() => {
  for (const server of closing.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  closing.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The Open API of whatever scenario is played, as `mocklark run` serves it on one port. */
async function openApiPort() {
  let current: OpenApi | undefined;
  const url = await listen((request, response) => {
    current?.handler(request, response, () => {
      response.writeHead(404).end();
    });
  });
  return {
    url,
    serveOpenApi: (openApi: OpenApi) => {
      current = openApi;
    },
    openApi: () => current,
  };
}

const nothing = (): void => {};
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing, trace: nothing };

const app = createApp({}, createRandom(1));

const company = `tenant:
  name: Example Ltd
  people: [{ name: Zhang San }, { name: Li Si }]
  departments: [{ name: Research }]
  levels:
    - name: Beijing
      rooms: [{ name: Room 101 }, { name: Room 102 }]
`;

interface Played {
  readonly result: ScenarioResult;
  readonly events: readonly ReserveConfigEvent[];
}

async function play(
  steps: string,
  { head = company, statuses = [200] }: { head?: string; statuses?: readonly number[] } = {},
): Promise<Played> {
  const events: ReserveConfigEvent[] = [];
  const to = await listen((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      events.push(JSON.parse(Buffer.concat(pieces).toString()) as ReserveConfigEvent);
      response.writeHead(statuses[Math.min(events.length, statuses.length) - 1] ?? 200).end();
    });
  });
  const scenario = await parseScenario(`name: a\nwhy: b\n${head}steps:\n${steps}`, "s.yaml");
  const clock = createVirtualClock({ autoAdvance: true });
  const result = await runScenario(scenario, { clock, app, to, seed: 7 });
  return { result, events };
}

const reasons = ({ result }: Played) => result.steps.flatMap((step) => step.reasons);

describe("update", () => {
  it("delivers the event of a room's change, with what was set and the documented defaults", async () => {
    const played = await play(
      `  - update: { room: Room 101, set: { time_config.max_duration: 4, time_config.start_time: 32400 } }
    expect: { outcome: succeeded, events: 1, attempts: 1 }`,
    );
    expect(reasons(played)).toEqual([]);
    expect(played.events).toMatchObject([
      {
        header: { app_id: app.appId, event_type: "vc.reserve_config.updated_v1" },
        event: {
          scope_id: expect.stringMatching(/^omm_[0-9a-f]{32}$/) as string,
          scope_type: 2,
          time_config: {
            time_switch: 1,
            max_duration: 4,
            start_time: "32400",
            end_time: "86400",
            opening_hour: "28800",
            days_in_advance: 365,
          },
        },
      },
    ]);
  });

  it("names people and departments, in blocks as well as in paths", async () => {
    const played = await play(
      `  - update:
      room: Beijing/Room 101
      set:
        approval_config: { approval_switch: 1, approval_condition: 0, approvers: [Zhang San] }
        reserve_scope_config.allow_depts: [Research]
    expect: { outcome: succeeded }`,
    );
    expect(reasons(played)).toEqual([]);
    expect(played.events[0]?.event).toMatchObject({
      approve_config: {
        approval_switch: 1,
        approvers: [{ user_id: { open_id: expect.stringMatching(/^ou_[0-9a-f]{32}$/) as string } }],
      },
      reserve_scope_config: {
        allow_all_users: 0,
        allow_depts: [{ department_id: expect.stringMatching(/^od-[0-9a-f]{32}$/) as string }],
      },
    });
  });

  it("changes a level with one event, or with one for each scope where the rules say so", async () => {
    const step = "  - update: { level: Beijing, set: { time_config.max_duration: 3 } }\n";
    const one = await play(`${step}    expect: { events: 1 }`);
    expect(reasons(one)).toEqual([]);
    expect(one.events[0]?.event.scope_type).toBe(1);
    const each = await play(`${step}    expect: { events: 3 }`, {
      head: company.replace("  people", "  rules: { cascadeEvents: each }\n  people"),
    });
    expect(reasons(each)).toEqual([]);
    expect(each.events.map(({ event }) => event.scope_type).toSorted((a, b) => a - b)).toEqual([
      1, 2, 2,
    ]);
  });

  it("finds rooms and levels of a made-up tenant by their numbers", async () => {
    const played = await play(
      `  - update: { room: 3, set: { time_config.max_duration: 4 } }
    expect: { outcome: succeeded }
  - update: { level: 1, set: { time_config.max_duration: 4 } }
    expect: { outcome: succeeded }`,
      { head: "" },
    );
    expect(reasons(played)).toEqual([]);
    expect(played.events.map(({ event }) => event.scope_type)).toEqual([2, 1]);
  });

  it("is retried, spoiled and repeated as a sent event is", async () => {
    const played = await play(
      `  - update: { room: Room 101, set: { time_config.max_duration: 4 }, as: change, fault: outage }
    expect: { outcome: succeeded, attempts: 3, takes: 5m15s }
  - duplicate: { of: change }
    expect: { outcome: succeeded }`,
      { statuses: [500, 200] },
    );
    expect(reasons(played)).toEqual([]);
    const ids = played.events.map(({ header }) => header.event_id);
    // The outage swallowed the first attempt.
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(played.result.deliveries).toBe(2);
  });

  it("sends the event once, however many changes are made at once", async () => {
    const played = await play(
      `  - parallel:
      - update: { room: Room 101, set: { time_config.max_duration: 4 } }
      - update: { room: Room 102, set: { time_config.max_duration: 5 } }
      - update: { level: Beijing, set: { time_config.max_duration: 6 } }`,
    );
    expect(reasons(played)).toEqual([]);
    const ids = played.events.map(({ header }) => header.event_id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(3);
  });

  it("expects a refusal by the platform's code", async () => {
    const played = await play(
      `  - update: { room: Room 101, set: { time_config.max_duration: 100 } }
    expect: { code: 121003 }
  - update: { room: omm_${"0".repeat(32)}, set: { time_config.max_duration: 4 } }
    expect: { code: 126001 }
  - update: { room: Room 101, set: { approval_config: { approval_switch: 1, approval_condition: 0, approvers: [ou_${"0".repeat(32)}] } } }
    expect: { code: 126013 }`,
    );
    expect(reasons(played)).toEqual([]);
    expect(played.events).toEqual([]);
  });

  it.each([
    [
      "a refusal nobody expected",
      "{ room: Room 101, set: { time_config.max_duration: 100 } }",
      "",
      /^the change was refused: 121003 param error: .*max_duration/,
    ],
    [
      "another refusal than expected",
      "{ room: Room 101, set: { time_config.max_duration: 100 } }",
      "expect: { code: 126013 }",
      /^the change should have been refused with 126013, but was with 121003 param error: /,
    ],
    [
      "a change that should have been refused",
      "{ room: Room 101, set: { time_config.max_duration: 4 } }",
      "expect: { code: 121003 }",
      /^the change should have been refused with 121003, but was kept$/,
    ],
    [
      "more events than expected",
      "{ room: Room 101, set: { time_config.max_duration: 4 } }",
      "expect: { events: 0 }",
      /^the change should have brought no event, but brought one event$/,
    ],
    [
      "no event where one should be delivered",
      "{ room: Room 101, set: {} }",
      "expect: { outcome: succeeded }",
      /^no event came of the change/,
    ],
    [
      "a delivery that fails",
      "{ room: Room 101, set: { time_config.max_duration: 4 }, fault: { name: outage, attempts: [1, 2, 3, 4, 5] } }",
      "expect: { outcome: succeeded }",
      /should have been delivered, but was given up/,
    ],
    [
      "a room that does not exist",
      "{ room: Room 10, set: { time_config.max_duration: 4 } }",
      "",
      /there is no room "Room 10"\. Did you mean "Room 101"\?/,
    ],
    [
      "a number beyond the last room",
      "{ room: 3, set: { time_config.max_duration: 4 } }",
      "",
      /there is no room 3; the tenant has 2\./,
    ],
    [
      "a person who does not exist",
      "{ room: 1, set: { approval_config.approvers: [Zhang Sen] } }",
      "",
      /there is no person "Zhang Sen"\. Did you mean "Zhang San"\?/,
    ],
  ])("fails the step: %s", async (_what, update, expectation, message) => {
    const played = await play(`  - update: ${update}\n    ${expectation}`);
    expect(played.result.verdict).toBe("failed");
    expect(reasons(played)).toHaveLength(1);
    expect(reasons(played)[0]).toMatch(message);
  });

  it("brings no event to an app without the permission, until it gets it back", async () => {
    const change = "update: { room: 1, set: { time_config.max_duration: 4 } }";
    const played = await play(
      `  - change-app: { permissions: ["contact:user.employee_id:readonly"] }
  - ${change}
    expect: { events: 0 }
  - change-app: {}
  - ${change}
    expect: { events: 1 }`,
    );
    expect(reasons(played)).toEqual([]);
  });
});

describe("a mistake in a step is told with its place", () => {
  it.each([
    [
      "{ room: R, set: { time_config.max_duraton: 4 } }",
      'line 4, column 31: a change has no field "time_config.max_duraton". Did you mean "time_config.max_duration"?',
    ],
    [
      "{ room: R, set: { approve_config: {} } }",
      'line 4, column 31: a change has no field "approve_config". Did you mean "approval_config"?',
    ],
    [
      "{ room: R, set: { time_config.max_duration: x } }",
      "line 4, column 57: time_config.max_duration must be a number.",
    ],
    ["{ set: {} }", "the update names no room and no level."],
    ["{ room: R, level: L, set: {} }", "the update names a room and a level; it is about one."],
  ])("%s", async (update, message) => {
    const reading = parseScenario(`name: a\nwhy: b\nsteps:\n  - update: ${update}`, "s.yaml");
    await expect(reading).rejects.toThrow(message);
  });

  it("as is an operation that does not exist", async () => {
    const reading = parseScenario(
      "name: a\nwhy: b\nsteps:\n  - open-api: { fail: 99991400, operation: patchReserveConfg }",
      "s.yaml",
    );
    await expect(reading).rejects.toThrow(
      'line 4, column 44: there is no "patchReserveConfg". Did you mean "patchReserveConfig"?',
    );
  });

  it("as is what can never be met", async () => {
    const reading = parseScenario(
      "name: a\nwhy: b\nsteps:\n  - update: { room: 1, set: {} }\n    expect: { code: 121003, events: 1 }",
      "s.yaml",
    );
    await expect(reading).rejects.toThrow("a change that is refused does nothing else");
  });
});

describe("the tenant of a scenario", () => {
  const scenarioWith = (tenant: string) =>
    `name: a\nwhy: b\ntenant: ${tenant}\nsteps:\n  - update: { room: R, set: { time_config.max_duration: 4 } }\n`;

  it("is a file beside it, whose mistakes are told with their own places", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mocklark-"));
    const file = join(folder, "s.yaml");
    writeFileSync(join(folder, "good.yaml"), "name: b\nrooms: [{ name: R }]\n");
    writeFileSync(join(folder, "bad.yaml"), "name: b\nrooms: [{ nam: R }]\n");
    const scenario = await parseScenario(scenarioWith("good.yaml"), file);
    expect((await scenario.tenant?.(createRandom(1)))?.rooms).toMatchObject([{ name: "R" }]);
    await expect(parseScenario(scenarioWith("bad.yaml"), file)).rejects.toThrow(
      /bad\.yaml as a tenant: line 2, column 9: rooms\[0\] lacks "name"|has no field "nam"/,
    );
    await expect(parseScenario(scenarioWith("none.yaml"), file)).rejects.toThrow(
      /s\.yaml as a scenario: line 3, column 9: the tenant none\.yaml cannot be read: /,
    );
  });

  it("is held against the tenants' schema where it stands in the scenario", async () => {
    await expect(
      parseScenario(scenarioWith("{ name: b, rooms: [{ name: R, capacty: 4 }] }"), "s.yaml"),
    ).rejects.toThrow(/line 3, column 39: rooms\[0\] has no field "capacty"/);
  });

  it("lends its first app to the scenario", async () => {
    const scenario = await parseScenario(
      scenarioWith(
        "{ name: b, tenantKey: '0123456789abcdef', rooms: [{ name: R }], apps: [{ name: c, appId: cli_0123456789abcdef, verificationToken: v }] }",
      ),
      "s.yaml",
    );
    const headers: ReserveConfigEvent["header"][] = [];
    const to = await listen((request, response) => {
      request.on("data", (piece: Buffer) => {
        headers.push((JSON.parse(piece.toString()) as ReserveConfigEvent).header);
      });
      request.on("end", () => response.end());
    });
    const clock = createVirtualClock({ autoAdvance: true });
    await runScenario(scenario, { clock, to });
    expect(headers).toMatchObject([
      { app_id: "cli_0123456789abcdef", token: "v", tenant_key: "0123456789abcdef" },
    ]);
  });
});

describe("open-api", () => {
  /** Looks every approver up with the official SDK; `tries` times when it is turned away. */
  function lookingUp(domain: string, tries: number) {
    const client = new lark.Client({
      appId: app.appId,
      appSecret: app.appSecret,
      domain,
      logger: silent,
      cache: { get: () => Promise.resolve(undefined), set: () => Promise.resolve(true) },
    });
    const names: unknown[] = [];
    async function nameOf(openId: string, left: number): Promise<unknown> {
      try {
        const { data } = await client.contact.user.get({ path: { user_id: openId } });
        return data?.user?.name;
      } catch (error) {
        if (left <= 1) throw error;
        return nameOf(openId, left - 1);
      }
    }
    const handler: RequestListener = (request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        const { event } = JSON.parse(Buffer.concat(pieces).toString()) as ReserveConfigEvent;
        const approvers = event.approve_config?.approvers ?? [];
        const lookUp = async (): Promise<void> => {
          const asked = approvers.map(({ user_id: id }) => nameOf(id?.open_id ?? "", tries));
          names.push(...(await Promise.all(asked)));
        };
        const answer = (status: number): void => void response.writeHead(status).end();
        void lookUp().then(
          () => answer(200),
          () => answer(500),
        );
      });
    };
    return { handler, names };
  }

  const steps = `  - open-api: { fail: 99991400, times: 2 }
  - update:
      room: Room 101
      set: { approval_config: { approval_switch: 1, approval_condition: 0, approvers: [Zhang San] } }
    expect: { outcome: succeeded, attempts: 1 }`;

  async function playWith(tries: number, text = steps) {
    const port = await openApiPort();
    const { handler, names } = lookingUp(port.url, tries);
    const to = await listen(handler);
    const scenario = await parseScenario(`name: a\nwhy: b\n${company}steps:\n${text}`, "s.yaml");
    const { serveOpenApi } = port;
    const clock = createVirtualClock({ autoAdvance: true });
    const result = await runScenario(scenario, { clock, app, to, serveOpenApi });
    const calls = port
      .openApi()
      ?.calls()
      .map(({ operation, code }) => [operation, code]);
    return { result, names, calls };
  }

  it("fails the calls that a receiver makes, which it survives by trying again", async () => {
    const { result, names, calls } = await playWith(3);
    expect(result.steps.flatMap((step) => step.reasons)).toEqual([]);
    expect(names).toEqual(["Zhang San"]);
    expect(calls?.filter(([operation]) => operation === "getUser")).toEqual([
      ["getUser", 99_991_400],
      ["getUser", 99_991_400],
      ["getUser", 0],
    ]);
  });

  it("shows a receiver that does not try again", async () => {
    const { result } = await playWith(1);
    expect(result.verdict).toBe("failed");
    expect(result.steps[1]?.reasons[0]).toMatch(/should have taken 1 attempt, but took 3/);
  });

  it("ends what was planned", async () => {
    const ended = steps.replace("  - update", "  - open-api: { fail: none }\n  - update");
    const { result, calls } = await playWith(1, ended);
    expect(result.verdict).toBe("passed");
    expect(calls?.filter(([operation]) => operation === "getUser")).toEqual([["getUser", 0]]);
  });

  it("is skipped for a receiver that does not know where the Open API is", async () => {
    const { result } = await play(steps);
    expect([result.verdict, result.reason]).toEqual([
      "skipped",
      "it is about the Open API, and the receiver was not told where that is",
    ]);
  });

  it("delivers the event of a change that the receiver makes itself", async () => {
    const port = await openApiPort();
    const client = new lark.Client({
      appId: app.appId,
      appSecret: app.appSecret,
      domain: port.url,
      logger: silent,
    });
    const events: ReserveConfigEvent[] = [];
    const to = await listen((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        const received = JSON.parse(Buffer.concat(pieces).toString()) as ReserveConfigEvent;
        events.push(received);
        if (events.length > 1) {
          response.end();
          return;
        }
        void client.vc.reserveConfig
          .patch({
            path: { reserve_config_id: received.event.scope_id },
            data: { scope_type: "2", time_config: { time_switch: 1, max_duration: 1 } },
          })
          .then(() => response.end());
      });
    });
    const scenario = await parseScenario(
      `name: a\nwhy: b\n${company}steps:\n  - update: { room: 1, set: { time_config.max_duration: 4 } }\n    expect: { events: 1, outcome: succeeded }`,
      "s.yaml",
    );
    const clock = createVirtualClock({ autoAdvance: true });
    const { serveOpenApi } = port;
    const result = await runScenario(scenario, { clock, app, to, serveOpenApi });
    expect(result.verdict).toBe("passed");
    expect(result.deliveries).toBe(2);
    expect(events.map(({ event }) => event.time_config?.max_duration)).toEqual([4, 1]);
  });

  it("delivers the event of a room that the receiver creates, to an app that subscribed to it", async () => {
    const port = await openApiPort();
    const { appId, appSecret } = app;
    const client = new lark.Client({ appId, appSecret, domain: port.url, logger: silent });
    const events: FeishuEvent[] = [];
    let levelId = "";
    const to = await listen((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        events.push(JSON.parse(Buffer.concat(pieces).toString()) as FeishuEvent);
        if (events.length > 1) {
          response.end();
          return;
        }
        void client.vc.roomLevel
          .get({ path: { room_level_id: "0" } })
          .then(({ data }) => (levelId = data?.room_level?.room_level_id ?? ""))
          .then(() =>
            client.vc.room.create({ data: { name: "New", capacity: 4, room_level_id: levelId } }),
          )
          .then(() => response.end());
      });
    });
    const subscribed = company.replace(
      "tenant:\n",
      "tenant:\n  apps: [{ name: b, events: [vc.reserve_config.updated_v1, vc.room.created_v1] }]\n",
    );
    const scenario = await parseScenario(
      `name: a\nwhy: b\n${subscribed}steps:\n  - update: { room: 1, set: { time_config.max_duration: 4 } }\n    expect: { events: 1, outcome: succeeded }`,
      "s.yaml",
    );
    const clock = createVirtualClock({ autoAdvance: true });
    const { serveOpenApi } = port;
    const result = await runScenario(scenario, { clock, app, to, serveOpenApi });
    expect([result.verdict, result.deliveries]).toEqual(["passed", 2]);
    expect(events[1]).toMatchObject({
      header: { event_type: "vc.room.created_v1", app_id: appId },
      event: { room: { name: "New", room_level_id: levelId, path: [levelId] } },
    });
  });
});
