import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import supertest from "supertest";
import { describe, expect, it, onTestFinished } from "vitest";
import { createReceiver as createPlain } from "./node-sdk-plain.mjs";
import { createReceiver as createSample } from "./node-sdk-sample.mjs";
import { challengeRequest, encryptedPush, keys, makeEvent, plainPush } from "./webhook-requests.js";

describe("the sample of Feishu's documentation", () => {
  it("acts on an event in clear, twice when it comes twice, and never echoes the challenge", async () => {
    const effects: string[] = [];
    const receiver = createSample({
      onEvent: (data: { event_id: string }) => void effects.push(data.event_id),
    });
    const event = makeEvent({ token: "whatever" });
    for (const { body, headers } of [plainPush(event), plainPush(event)]) {
      await supertest(receiver).post("/webhook/event").set(headers).send(body).expect(200);
    }
    expect(effects).toEqual([event.header.event_id, event.header.event_id]);
    const { body, headers } = challengeRequest("token-only");
    const answer = await supertest(receiver).post("/webhook/event").set(headers).send(body);
    expect(answer.text).not.toContain("ajls384kdjx98XX");
  });
});

describe("the official SDK with keys and nothing added", () => {
  it("echoes our challenge and dispatches our encrypted event", async () => {
    const effects: string[] = [];
    const receiver = createPlain({
      ...keys,
      onEvent: ({ header }) => void effects.push(String(header.event_id)),
    });
    const challenge = challengeRequest("keyed");
    const echoed = await supertest(receiver)
      .post("/webhook/event")
      .set(challenge.headers)
      .send(challenge.body);
    expect(JSON.parse(echoed.text)).toEqual({ challenge: "ajls384kdjx98XX" });
    const event = makeEvent();
    const { body, headers } = encryptedPush(event);
    await supertest(receiver).post("/webhook/event").set(headers).send(body).expect(200);
    expect(effects).toEqual([event.header.event_id]);
  });
});

describe("a receiver run with node", () => {
  it.each([
    ["express.mjs", []],
    ["mutants/run.mjs", ["memory-only"]],
  ])("%s says where it listens and prints one line for an event", async (file, names) => {
    const { lines, stop } = run(file, names);
    onTestFinished(stop);
    const url = /listening on (\S+)\/webhook\/event$/.exec(await lines.next())?.[1] ?? "";
    const event = makeEvent();
    const { body, headers } = encryptedPush(event);
    await supertest(url).post("/webhook/event").set(headers).send(body).expect(200);
    expect(JSON.parse(await lines.next())).toEqual({
      event_id: event.header.event_id,
      scope_id: event.event.scope_id,
    });
  });
});

function run(file: string, names: readonly string[]) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [path, ...names], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env["PATH"],
      PORT: "0",
      MOCKLARK_ENCRYPT_KEY: keys.encryptKey,
      MOCKLARK_VERIFICATION_TOKEN: keys.verificationToken,
    },
  });
  const reader = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    lines: { next: async () => String((await reader.next()).value) },
    stop: async () => {
      child.kill();
      await once(child, "exit");
    },
  };
}
