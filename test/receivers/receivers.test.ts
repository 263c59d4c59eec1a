import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import supertest from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import wire from "../vectors/wire.json" with { type: "json" };
import { computeSignature, createEventEndpoint, rules } from "./event-endpoint.mjs";
import { createReceiver as createExpressReceiver } from "./express.mjs";
import { createReceiver as createHttpReceiver } from "./node-http.mjs";
import { createReceiver as createSdkHttpReceiver } from "./node-sdk-http.mjs";
import { createReceiver as createSdkReceiver } from "./node-sdk.mjs";
import {
  challengeRequest,
  encrypt,
  encryptedPush,
  keys,
  makeEvent,
  plainPush,
  sign,
  type PreparedRequest,
} from "./webhook-requests.js";

const goodReceivers = [
  { name: "express", createReceiver: createExpressReceiver },
  { name: "node-http", createReceiver: createHttpReceiver },
  { name: "node-sdk", createReceiver: createSdkReceiver },
  { name: "node-sdk-http", createReceiver: createSdkHttpReceiver },
] as const;

type Mode = "keyed" | "token-only";
const modes: readonly Mode[] = ["keyed", "token-only"];

interface Seen {
  header: { event_id: string };
  event: { scope_id: string };
}

function start(
  createReceiver: (typeof goodReceivers)[number]["createReceiver"],
  mode: Mode,
  statePath?: string,
) {
  const effects: string[] = [];
  const receiver = createReceiver({
    encryptKey: mode === "keyed" ? keys.encryptKey : "",
    verificationToken: keys.verificationToken,
    ...(statePath && { statePath }),
    onEvent: (event: unknown) => void effects.push((event as Seen).header.event_id),
  });
  const send = async ({ body, headers }: PreparedRequest) => {
    const answer = await supertest(receiver).post("/webhook/event").set(headers).send(body);
    // Receivers answer first and act in the next turn of the event loop.
    await new Promise((done) => setImmediate(done));
    return answer;
  };
  const push = (payload: object) =>
    send(mode === "keyed" ? encryptedPush(payload) : plainPush(payload));
  return { effects, send, push, receiver };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "receivers-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the rules of the endpoint", () => {
  it.each(wire.decrypt)("decrypt the $source vector", ({ encrypt, encryptKey, plaintext }) => {
    expect(rules.decrypt(encrypt, encryptKey).toString()).toBe(plaintext);
  });

  it.each(wire.signature)("accept the signature of the $mode vector", (vector) => {
    const headers = {
      "x-lark-request-timestamp": vector.timestamp,
      "x-lark-request-nonce": vector.nonce,
      "x-lark-signature": vector.signature,
    };
    const request = { headers, body: Buffer.from(vector.body) };
    expect(computeSignature(request, vector.encryptKey)).toBe(vector.signature);
    expect(rules.isSigned(request, vector.encryptKey)).toBe(true);
    expect(rules.isSigned(request, `${vector.encryptKey}x`)).toBe(false);
  });

  it("take a signature of up to eight hours, for a retry may carry the first one", () => {
    const nowMs = 1_700_000_000_000;
    const aged = (seconds: number) => ({
      headers: { "x-lark-request-timestamp": String(nowMs / 1000 - seconds) },
      body: Buffer.alloc(0),
    });
    expect(rules.isFresh(aged(0), nowMs)).toBe(true);
    expect(rules.isFresh(aged(7 * 3600 + 315), nowMs)).toBe(true);
    expect(rules.isFresh(aged(9 * 3600), nowMs)).toBe(false);
    expect(rules.isFresh(aged(-3600), nowMs)).toBe(false);
    expect(rules.isFresh({ headers: {}, body: Buffer.alloc(0) }, nowMs)).toBe(false);
  });

  it("demand a secret", () => {
    expect(() => createEventEndpoint({})).toThrow("without a secret");
  });
});

describe.each(goodReceivers)("$name", ({ createReceiver }) => {
  it("lives on when the work fails", async () => {
    const { error } = console;
    const complaints: unknown[] = [];
    console.error = (text: unknown) => complaints.push(text);
    const receiver = createReceiver({
      verificationToken: keys.verificationToken,
      onEvent: () => {
        throw new Error("no database");
      },
    });
    const { body, headers } = plainPush(makeEvent());
    const answer = await supertest(receiver).post("/webhook/event").set(headers).send(body);
    await expect.poll(() => complaints).toEqual(["Failed to act on an event:"]);
    console.error = error;
    expect(answer.status).toBe(200);
  });

  describe.each(modes)("with mode %s", (mode) => {
    it("echoes the challenge, and only with the right token", async () => {
      const { send } = start(createReceiver, mode);
      const echoed = await send(challengeRequest(mode));
      expect(echoed.status).toBe(200);
      expect(JSON.parse(echoed.text)).toEqual({ challenge: "ajls384kdjx98XX" });
      const refused = await send(challengeRequest(mode, { token: "another" }));
      expect(refused.text).not.toContain("ajls384kdjx98XX");
      expect(refused.status).toBe(401);
    });

    it("acts once on an event, its repeats and its simultaneous copies", async () => {
      const { push, effects } = start(createReceiver, mode);
      const event = makeEvent();
      const answers = await Promise.all(Array.from({ length: 5 }, () => push(event)));
      answers.push(await push(event));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
      await push(makeEvent({ eventId: "f".repeat(32), scopeId: event.event.scope_id }));
      expect(effects).toEqual([event.header.event_id, "f".repeat(32)]);
    });

    it("acts on text outside ASCII and on 500 subscribers", async () => {
      const { push, effects } = start(createReceiver, mode);
      const allow_users = Array.from({ length: 500 }, (_, index) => ({
        user_id: {
          open_id: `ou_${"0".repeat(32)}`,
          union_id: `on_${"0".repeat(32)}`,
          user_id: null,
          index,
        },
      }));
      const reserve_scope_config = {
        allow_all_users: 0,
        allow_users,
        note: "三楼会议室 <&> \u{1f600}",
      };
      expect((await push(makeEvent({ event: { reserve_scope_config } }))).status).toBe(200);
      expect(effects).toHaveLength(1);
    });

    it("answers 200 to an event of another type and leaves it alone", async () => {
      const { push, effects } = start(createReceiver, mode);
      const answer = await push(makeEvent({ eventType: "vc.room.updated_v1" }));
      expect(answer.status).toBe(200);
      expect(effects).toEqual([]);
    });

    it("refuses an event with another token", async () => {
      const { push, effects } = start(createReceiver, mode);
      expect((await push(makeEvent({ token: "another" }))).status).toBe(401);
      expect(effects).toEqual([]);
    });

    it.each([
      ["nothing", ""],
      ["no JSON", "hello"],
      ["a list", "[1,2]"],
      ["null", "null"],
      ["a number where the ciphertext belongs", '{"encrypt":1}'],
      ["bad base64", '{"encrypt":"%%%"}'],
      ["deep nesting", "[".repeat(100_000) + "]".repeat(100_000)],
      ["2 MB", `{"encrypt":"${"A".repeat(2_000_000)}"}`],
    ])("answers %s with a 4xx that shows nothing of its inside", async (_what, body) => {
      const { send, effects } = start(createReceiver, mode);
      const answer = await send({ body, headers: sign(body) });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toMatch(/\.mjs|node_modules|at .+:\d+:\d+/);
      expect(effects).toEqual([]);
    });

    it("does not act on what does not come as JSON", async () => {
      const { send, effects } = start(createReceiver, mode);
      const { body, headers } =
        mode === "keyed" ? encryptedPush(makeEvent()) : plainPush(makeEvent());
      const answer = await send({ body, headers: { ...headers, "Content-Type": "text/plain" } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(effects).toEqual([]);
    });

    it("does not act on GET", async () => {
      const { receiver } = start(createReceiver, mode);
      const answer = await supertest(receiver).get("/webhook/event");
      expect([404, 405]).toContain(answer.status);
    });

    it("remembers over a restart what it has acted on", async () => {
      const statePath = join(folder, `${Math.random()}.seen`);
      const event = makeEvent();
      const first = start(createReceiver, mode, statePath);
      await first.push(event);
      const second = start(createReceiver, mode, statePath);
      expect((await second.push(event)).status).toBe(200);
      await second.push(makeEvent({ eventId: "e".repeat(32) }));
      expect(first.effects).toEqual([event.header.event_id]);
      expect(second.effects).toEqual(["e".repeat(32)]);
    });
  });

  const hostile: readonly [string, () => PreparedRequest][] = [
    ["a wrong signature", () => changeSignature(encryptedPush(makeEvent()))],
    ["no signature", () => ({ ...encryptedPush(makeEvent()), headers: jsonType })],
    ["the signature of another body", swapBodies],
    ["another key", () => encryptedPush(makeEvent(), { encryptKey: "another" })],
    ["a signature with the empty key", signWithEmptyKey],
    ["a plain event signed with the empty key", () => plainPush(makeEvent())],
    ["a week-old timestamp", () => encryptedPush(makeEvent(), { timestamp: weekAgo() })],
    ["a plain challenge", () => challengeRequest("token-only")],
    ["changed ciphertext, signed", () => tamper(encryptedPush(makeEvent()))],
  ];

  it.each(hostile)("refuses %s when it has an Encrypt Key", async (_what, make) => {
    const { send, push, effects } = start(createReceiver, "keyed");
    const answer = await send(make());
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(effects).toEqual([]);
    expect((await push(makeEvent())).status).toBe(200);
    expect(effects).toHaveLength(1);
  });
});

const jsonType = { "Content-Type": "application/json;charset=utf-8" };

const weekAgo = (): number => Math.floor(Date.now() / 1000) - 7 * 86_400;

function changeSignature({ body, headers }: PreparedRequest): PreparedRequest {
  return { body, headers: { ...headers, "X-Lark-Signature": "0".repeat(64) } };
}

function swapBodies(): PreparedRequest {
  return { body: encryptedPush(makeEvent()).body, headers: encryptedPush(makeEvent()).headers };
}

function signWithEmptyKey(): PreparedRequest {
  const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(makeEvent())) });
  return { body, headers: sign(body, { encryptKey: "" }) };
}

function tamper({ body }: PreparedRequest): PreparedRequest {
  const bytes = Buffer.from((JSON.parse(body) as { encrypt: string }).encrypt, "base64");
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  const changed = JSON.stringify({ encrypt: bytes.toString("base64") });
  return { body: changed, headers: sign(changed) };
}
