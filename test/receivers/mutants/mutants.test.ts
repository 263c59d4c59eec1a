import { once } from "node:events";
import { createHmac } from "node:crypto";
import type { Server } from "node:http";
import { Agent, request as httpRequest } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  challengeRequest,
  encrypt,
  encryptedPush,
  keys,
  makeEvent,
  plainPush,
  sign,
  type PreparedRequest,
} from "../webhook-requests.js";
import { webhookMutants } from "./webhook-mutants.mjs";

interface Answer {
  /** 0 when the connection ended without an answer. */
  status: number;
  text: string;
}

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

async function start(name: string, settings: { statePath?: string; now?: () => number } = {}) {
  const mutant = webhookMutants.find((candidate) => candidate.name === name);
  if (!mutant) throw new Error(`No mutant ${name}.`);
  const effects: string[] = [];
  const server: Server = mutant.create({
    ...settings,
    eventTypes: ["vc.reserve_config.updated_v1", "vc.room.created_v1"],
    encryptKey: mutant.mode === "keyed" ? keys.encryptKey : "",
    verificationToken: keys.verificationToken,
    onEvent: ({ header }) => void effects.push(String(header.event_id)),
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  undo.push(() => (server.closeAllConnections(), server.close()));
  const { port } = server.address() as AddressInfo;
  const send = async (prepared: PreparedRequest, agent?: Agent) => {
    const answer = await post(port, prepared, agent);
    await afterTheAnswer();
    return answer;
  };
  const prepare = (payload: object) =>
    mutant.mode === "keyed" ? encryptedPush(payload) : plainPush(payload);
  const push = (payload: object, agent?: Agent) => send(prepare(payload), agent);
  return { mutant, port, effects, send, prepare, push };
}

/** Receivers answer first and act in the next turn of the event loop. */
const afterTheAnswer = () => new Promise((done) => setImmediate(done));

function post(port: number, { body, headers }: PreparedRequest, agent?: Agent): Promise<Answer> {
  return new Promise((resolve) => {
    const path = "/webhook/event";
    const options = { port, host: "127.0.0.1", path, method: "POST", headers, agent };
    const request = httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    request.on("error", () => resolve({ status: 0, text: "" }));
    request.end(body);
  });
}

/** Sends the head and the body's pieces one by one; with `breakOff` the connection ends before the last. */
async function sendInPieces(port: number, prepared: PreparedRequest, breakOff: boolean) {
  const middle = prepared.body.length - 20;
  const lines = Object.entries({
    ...prepared.headers,
    Host: "x",
    "Content-Length": String(Buffer.byteLength(prepared.body)),
    Connection: "close",
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(port, "127.0.0.1").setNoDelay(true);
  undo.push(() => socket.destroy());
  socket.write(`POST /webhook/event HTTP/1.1\r\n${lines.join("")}\r\n`);
  socket.write(prepared.body.slice(0, middle));
  await new Promise((done) => setTimeout(done, 30));
  if (breakOff) return socket.destroy();
  socket.end(prepared.body.slice(middle));
  const [first] = (await once(socket, "data")) as [Buffer];
  return first.toString();
}

const peopleWith = (userId: string | null, count = 1) => ({
  reserve_scope_config: {
    allow_all_users: 0,
    allow_depts: [],
    allow_users: Array.from({ length: count }, () => ({
      user_id: { open_id: `ou_${"0".repeat(32)}`, union_id: "on_0", user_id: userId },
    })),
  },
});

type Started = Awaited<ReturnType<typeof start>>;

async function pushOneByOne(push: Started["push"], count: number) {
  const answers: (Answer & { event: object })[] = [];
  for (let each = 0; each < count; each++) {
    const event = makeEvent();
    answers.push({ ...(await push(event)), event });
  }
  return answers;
}

const refuses = (event: object) => async (receiver: Started) => {
  expect((await receiver.push(makeEvent({ event }))).status).toBe(400);
};

const actsOn = (make: () => PreparedRequest) => async (receiver: Started) => {
  expect((await receiver.send(make())).status).toBe(200);
  expect(receiver.effects).toHaveLength(1);
};

const forged = ({ body, headers }: PreparedRequest, signature: string): PreparedRequest => ({
  body,
  headers: { ...headers, "X-Lark-Signature": signature },
});

const jsonOnly = { "Content-Type": "application/json;charset=utf-8" };

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

async function withStateFile(run: (statePath: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "mutants-"));
  undo.push(() => rm(folder, { recursive: true }));
  await run(join(folder, "seen"));
}

/** Shows each mutant's bug with one exchange. */
const bugs: Readonly<Record<string, (receiver: Started) => Promise<void>>> = {
  "forgets-the-challenge": async ({ send }) => {
    expect(await send(challengeRequest("keyed"))).toEqual({ status: 200, text: "{}" });
  },
  "slow-challenge": async ({ send }) => {
    const startedAt = performance.now();
    expect((await send(challengeRequest("keyed"))).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(1100);
  },
  "warms-up-at-the-first-request": async ({ send }) => {
    const startedAt = performance.now();
    await send(challengeRequest("keyed"));
    const warmAt = performance.now();
    await send(challengeRequest("keyed"));
    expect(warmAt - startedAt).toBeGreaterThan(1200);
    expect(performance.now() - warmAt).toBeLessThan(warmAt - startedAt);
  },
  "challenge-of-any-token": async ({ send }) => {
    const answer = await send(challengeRequest("keyed", { token: "another" }));
    expect(answer.text).toContain("ajls384kdjx98XX");
  },
  "plain-challenge": async ({ send }) => {
    expect((await send(challengeRequest("token-only"))).text).toContain("ajls384kdjx98XX");
  },
  "hmac-signature": async ({ send, effects, push }) => {
    const good = encryptedPush(makeEvent());
    const { "X-Lark-Request-Timestamp": timestamp, "X-Lark-Request-Nonce": nonce } = good.headers;
    const hmac = createHmac("sha256", keys.encryptKey)
      .update(`${timestamp}${nonce}${good.body}`)
      .digest("hex");
    expect((await push(makeEvent())).status).toBe(401);
    expect((await send(forged(good, hmac))).status).toBe(200);
    expect(effects).toHaveLength(1);
  },
  "asks-about-every-subscriber": async ({ push }) => {
    const startedAt = performance.now();
    await push(makeEvent({ event: peopleWith("e33ggbyz", 110) }));
    // 7 ms each: 500 of them take 3.5 s.
    expect(performance.now() - startedAt).toBeGreaterThan(700);
  },
  "answers-204": async ({ push, effects }) => {
    expect((await push(makeEvent())).status).toBe(204);
    expect(effects).toHaveLength(1);
  },
  "rooms-only": refuses({ scope_id: `omb_${"0".repeat(32)}`, scope_type: 1 }),
  "user-id-is-a-string": refuses(peopleWith(null)),
  "needs-every-block": refuses({ time_config: undefined }),
  "quarter-of-an-hour": refuses({ approve_config: { approvers: [], meeting_duration: 0.1 } }),
  "whole-hours-only": refuses({ approve_config: { approvers: [], meeting_duration: 1.25 } }),
  "first-approver": refuses({ approve_config: { approvers: [], meeting_duration: 1 } }),
  "small-body-limit": async ({ push }) => {
    const event = peopleWith("e33ggbyz", 500);
    expect((await push(makeEvent({ event }))).status).toBe(413);
  },
  "strict-fields": refuses({ a_new_field: 1 }),
  "unknown-type-is-an-error": async ({ push, effects }) => {
    expect((await push(makeEvent({ eventType: "vc.room.updated_v1" }))).status).toBe(500);
    expect(effects).toEqual([]);
  },
  "first-type-only": async ({ push, effects }) => {
    expect((await push(makeEvent({ eventType: "vc.room.created_v1" }))).status).toBe(200);
    expect(effects).toEqual([]);
  },
  "canonical-header-names": async ({ send }) => {
    const { body, headers } = encryptedPush(makeEvent());
    const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const prepared = { body, headers: Object.fromEntries(lowered) as Record<string, string> };
    expect((await send(prepared)).status).toBe(401);
  },
  "reads-ascii": refuses({ note: "三楼 \u{1f600}" }),
  "signs-the-parsed-body": async ({ send }) => {
    const body = JSON.stringify(makeEvent({ event: { note: "<" } })).replace("<", "\\u003c");
    expect((await send({ body, headers: sign(body, { encryptKey: "" }) })).status).toBe(401);
  },
  "first-piece-only": async ({ port, effects }) => {
    const answer = await sendInPieces(port, encryptedPush(makeEvent()), false);
    expect(answer).toContain("HTTP/1.1 401");
    expect(effects).toEqual([]);
  },
  "two-requests-a-connection": async ({ push }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    undo.push(() => agent.destroy());
    const statuses = [];
    for (let count = 0; count < 3; count++) {
      statuses.push((await push(makeEvent(), agent)).status);
    }
    expect(statuses).toEqual([200, 200, 0]);
  },
  "forty-at-once": async ({ push }) => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => push(makeEvent())));
    expect(answers.some(({ status }) => status === 503)).toBe(true);
  },
  "fails-now-and-then": async ({ push, effects }) => {
    const answers = await pushOneByOne(push, 7);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 500]);
    const seventh = answers.at(-1)?.event;
    expect((await push(seventh ?? {})).status).toBe(200);
    expect(effects).toHaveLength(7);
  },
  "signature-not-compared": actsOn(() => forged(encryptedPush(makeEvent()), "anything")),
  "silent-about-forgeries": async ({ send, effects }) => {
    const answer = await send(forged(encryptedPush(makeEvent()), "0".repeat(64)));
    expect(answer.status).toBe(200);
    expect(effects).toEqual([]);
  },
  "signature-optional": actsOn(() => ({ ...encryptedPush(makeEvent()), headers: jsonOnly })),
  "signature-shape-only": actsOn(() => ({
    body: encryptedPush(makeEvent()).body,
    headers: encryptedPush(makeEvent()).headers,
  })),
  "dies-of-bad-ciphertext": async ({ send }) => {
    const body = JSON.stringify({ encrypt: encrypt("no JSON") });
    expect((await send({ body, headers: sign(body) })).status).toBe(0);
  },
  "decrypts-before-it-verifies": async ({ send }) => {
    const prepared = encryptedPush(makeEvent(), { encryptKey: "another" });
    expect((await send(prepared)).status).toBe(0);
  },
  "takes-plaintext": actsOn(() => plainPush(makeEvent())),
  "token-unchecked": actsOn(() => plainPush(makeEvent({ token: "another" }))),
  "token-unchecked-with-key": actsOn(() => encryptedPush(makeEvent({ token: "another" }))),
  "token-optional": actsOn(() => plainPush(makeEvent({ token: "" }))),
  "notes-before-it-checks": async ({ send, push, effects }) => {
    const event = makeEvent();
    expect((await send(forged(encryptedPush(event), "0".repeat(64)))).status).toBe(401);
    expect((await push(event)).status).toBe(200);
    expect(effects).toEqual([]);
  },
  "key-may-be-missing": actsOn(() => {
    const { body } = encryptedPush(makeEvent());
    return { body, headers: sign(body, { encryptKey: "" }) };
  }),
  "no-replay-window": actsOn(() =>
    encryptedPush(makeEvent(), { timestamp: nowSeconds() - 7 * 86_400 }),
  ),
  "thirty-seconds-window": async ({ send, effects }) => {
    const aMinuteAgo = { timestamp: nowSeconds() - 60 };
    expect((await send(encryptedPush(makeEvent(), aMinuteAgo))).status).toBe(401);
    expect(effects).toEqual([]);
  },
  "dies-of-no-json": async ({ send }) => {
    expect((await send({ body: "no JSON", headers: jsonOnly })).status).toBe(0);
  },
  "shows-its-stack": async ({ send }) => {
    expect((await send({ body: "{}", headers: jsonOnly })).text).toMatch(/at .*\.mjs:\d+/);
  },
  "acts-on-every-copy": async ({ push, effects }) => {
    const event = makeEvent();
    await push(event);
    expect((await push(event)).status).toBe(200);
    expect(effects).toHaveLength(2);
  },
  "conflict-on-repeat": async ({ push, effects }) => {
    const event = makeEvent();
    await push(event);
    expect((await push(event)).status).toBe(409);
    expect(effects).toHaveLength(1);
  },
  "looks-then-writes": async ({ push, effects }) => {
    const event = makeEvent();
    await Promise.all(Array.from({ length: 5 }, () => push(event)));
    await push(event);
    expect(effects).toHaveLength(5);
  },
  "one-content-one-event": async ({ push, effects }) => {
    const event = makeEvent();
    await push(event);
    await push(event);
    await push({ ...event, header: { ...event.header, event_id: "f".repeat(32) } });
    expect(effects).toEqual([event.header.event_id]);
  },
  "remembers-a-hundred": async ({ push, effects }) => {
    const event = makeEvent();
    await push(event);
    await pushOneByOne(push, 99);
    await push(event);
    expect(effects).toHaveLength(100);
    await pushOneByOne(push, 1);
    await push(event);
    expect(effects).toHaveLength(102);
  },
  "forgets-after-two-hours": async ({ mutant }) => {
    let nowMs = Date.now();
    const { push, effects } = await start(mutant.name, { now: () => nowMs });
    const event = makeEvent();
    await push(event);
    nowMs += 1.9 * 3_600_000;
    await push(event);
    expect(effects).toHaveLength(1);
    nowMs += 0.2 * 3_600_000;
    await push(event);
    expect(effects).toHaveLength(2);
  },
  "memory-only": (receiver) =>
    withStateFile(async (statePath) => {
      const event = makeEvent();
      for (let run = 0; run < 2; run++) {
        const again = await start(receiver.mutant.name, { statePath });
        await again.push(event);
        await again.push(event);
        expect(again.effects).toHaveLength(1);
      }
    }),
  "claims-before-it-has-read": async ({ port, prepare, push, effects }) => {
    const event = makeEvent();
    await sendInPieces(port, prepare(event), true);
    expect((await push(event)).status).toBe(200);
    expect(effects).toEqual([]);
    await push(makeEvent());
    expect(effects).toHaveLength(1);
  },
  "notes-before-failing-work": async ({ push, effects }) => {
    const answers = await pushOneByOne(push, 7);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 500]);
    expect((await push(answers.at(-1)?.event ?? {})).status).toBe(200);
    expect(effects).toHaveLength(6);
  },
  "works-from-memory": async ({ push, effects }) => {
    await push(makeEvent());
    expect(effects).toEqual([]);
    await expect.poll(() => effects).toHaveLength(1);
  },
  "old-news": async ({ push, effects }) => {
    const event = makeEvent();
    event.header.create_time = String(Date.now() - 7 * 3_600_000);
    expect((await push(event)).status).toBe(400);
    expect(effects).toEqual([]);
  },
  "one-body-one-event": async ({ push, send, effects }) => {
    const event = makeEvent();
    const prepared = encryptedPush(event);
    await send(prepared);
    await send(prepared);
    expect(effects).toHaveLength(1);
    await push(event);
    expect(effects).toHaveLength(2);
  },
  "one-hour-window": async ({ send, effects }) => {
    const sixHoursAgo = { timestamp: nowSeconds() - 6 * 3600 };
    expect((await send(encryptedPush(makeEvent(), sixHoursAgo))).status).toBe(401);
    expect(effects).toEqual([]);
  },
};

/** Its bug is that it takes no good event. */
const takesNothing = "hmac-signature";

describe("the broken webhook receivers", () => {
  it("have a name of their own and a test that shows the bug", () => {
    expect(webhookMutants.map(({ name }) => name).toSorted()).toEqual(Object.keys(bugs).toSorted());
  });

  it.each(webhookMutants.filter(({ name }) => name !== takesNothing))(
    "$name takes a good event once",
    async ({ name }) => {
      const receiver = await start(name);
      const event = makeEvent();
      const { status } = await receiver.push(event);
      expect([200, 204]).toContain(status);
      await expect.poll(() => receiver.effects).toEqual([event.header.event_id]);
    },
  );

  it.each(webhookMutants)("$name: $describe", async ({ name }) => {
    const receiver = await start(name);
    await bugs[name]?.(receiver);
    expect(expect.getState().assertionCalls).toBeGreaterThan(0);
  });
});
