import { createServer, type Server } from "node:http";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { createRealClock, createVirtualClock } from "../../src/base/clock.js";
import { createAnonymiser } from "../../src/record/anonymise.js";
import { createSimulator } from "../../src/simulator/simulator.js";
import type { Capture } from "../../src/record/capture.js";
import { replay, type ReplayOptions } from "../../src/record/replay.js";
import { forgeryNames } from "../../src/wire/forgery.js";
import { recordingReceiver } from "../delivery/raw-receiver.js";
import { createReceiver } from "../receivers/node-http.mjs";
import { keys, openProxy, openReceiver } from "./record-fixture.js";

/** A handshake, two events, the first of them again, and a forgery of each kind, as they passed. */
async function recordSome(change?: (capture: Capture) => Capture): Promise<Capture[]> {
  const receiver = await openReceiver();
  const proxy = await openProxy(receiver.url, change ? { change } : {});
  const simulator = createSimulator({ app: keys, seed: 5 });
  const to = proxy.url;
  await simulator.verifyUrl({ to });
  const first = await simulator.generate();
  await simulator.push({ to, event: first });
  await simulator.push({ to });
  await simulator.push({ to, event: first });
  for (const forgery of forgeryNames) await simulator.forge({ to, forgery, event: first });
  await simulator.close();
  await expect.poll(() => proxy.captures.length).toBe(4 + forgeryNames.length);
  return proxy.captures;
}

async function replayTo(
  url: string,
  captures: readonly Capture[],
  options: Partial<ReplayOptions> = {},
) {
  const replayed = await replay(captures, {
    url,
    app: keys,
    random: createRandom(9),
    clock: createRealClock(),
    rhythm: "at-once",
    onReplayed: () => {},
    ...options,
  });
  return replayed.map((one) => (one.kind === "sent" ? one.comparison.kind : one.kind));
}

const sames = (captures: readonly Capture[]): string[] => captures.map(() => "same");

describe("a replay", () => {
  it("gets the same answers from the same receiver, good requests and forged ones alike", async () => {
    const captures = await recordSome();
    const fresh = await openReceiver();
    expect(await replayTo(fresh.url, captures)).toEqual(sames(captures));
    // The event that came twice is acted on once.
    expect(fresh.handled).toHaveLength(2);
  });

  it("gets the same answers also when it was anonymised", async () => {
    const captures = await recordSome(createAnonymiser(createRandom(1)));
    const fresh = await openReceiver();
    // What could not be decrypted could not be anonymised either.
    expect(await replayTo(fresh.url, captures)).toEqual(
      captures.map(({ request }) => (request.form === "left-out" ? "not-sent" : "same")),
    );
    expect(fresh.handled).toHaveLength(2);
  });

  it("gets the same answers when they hold a token: the receiver's own, or one that it was sent", async () => {
    const echo = (): Server =>
      createServer((request, response) => {
        request.setEncoding("utf8").on("data", (sent: string) => {
          const given = JSON.parse(sent) as object;
          response.end(JSON.stringify({ token: "of-its-own", given, sent }));
        });
      });
    const receiver = await openReceiver(echo);
    const proxy = await openProxy(receiver.url);
    for (const token of [keys.verificationToken, "the-token-of-another"]) {
      const body = JSON.stringify({ type: "url_verification", challenge: "c", token });
      await (await fetch(proxy.url, { method: "POST", body })).text();
    }
    await expect.poll(() => proxy.captures.length).toBe(2);
    const { captures } = proxy;
    expect(JSON.stringify(captures)).not.toMatch(/a-verification-token|"the-token-of-another"/);
    expect(JSON.stringify(captures)).toContain("of-its-own");
    const app = { verificationToken: keys.verificationToken };
    expect(await replayTo(receiver.url, captures, { app })).toEqual(sames(captures));
  });

  it("signs and encrypts with the keys that are given", async () => {
    const captures = await recordSome();
    const others = { encryptKey: "quite-another-key", verificationToken: "quite-another-token" };
    const fresh = await openReceiver((settings) => createReceiver({ ...settings, ...others }));
    expect(await replayTo(fresh.url, captures, { app: others })).toEqual(sames(captures));
  });

  it("sees where another receiver answers differently", async () => {
    const captures = await recordSome();
    const careless = await recordingReceiver();
    const kinds = await replayTo(careless.url, captures);
    expect(new Set(kinds)).toEqual(new Set(["different"]));
  });

  it("gives new ids on request, the same one to what came twice", async () => {
    const captures = await recordSome();
    const receiver = await openReceiver();
    await replayTo(receiver.url, captures);
    await replayTo(receiver.url, captures);
    expect(receiver.handled).toHaveLength(2);
    await replayTo(receiver.url, captures, { freshIds: true });
    expect(new Set(receiver.handled).size).toBe(4);
    expect(receiver.handled).toHaveLength(4);
  });

  it("keeps the recorded rhythm", async () => {
    const [capture] = (await recordSome()).filter(({ request }) => request.signature === "valid");
    if (!capture) throw new Error("Nothing was signed.");
    const clock = createVirtualClock();
    const startedAt = clock.now();
    const later = [0, 5_000, 3_600_000].map((atMs, index) => ({
      ...capture,
      number: index + 1,
      atMs,
    }));
    const receiver = await openReceiver();
    await replayTo(receiver.url, later, { clock, rhythm: "recorded" });
    expect(clock.now() - startedAt).toBe(3_600_000);
    clock.stop();
  });

  it("says which secret it lacks before anything is sent", async () => {
    const captures = await recordSome();
    const { encryptKey, verificationToken } = keys;
    const receiver = await openReceiver();
    for (const [app, what] of [
      [{ encryptKey }, "Verification Token"],
      [{ verificationToken }, "Encrypt Key"],
    ] as const) {
      await expect(replayTo(receiver.url, captures, { app })).rejects.toThrow(what);
    }
    expect(receiver.handled).toEqual([]);
  });

  it("does not send what is not whole", async () => {
    const [capture] = await recordSome();
    if (!capture) throw new Error("Nothing was recorded.");
    const broken = { ...capture, request: { ...capture.request, incomplete: true as const } };
    const receiver = await openReceiver();
    expect(await replayTo(receiver.url, [broken])).toEqual(["not-sent"]);
  });

  it.each(["at-once", "recorded"] as const)(
    "does not send, %s, what HTTP cannot write, and sends the rest",
    async (rhythm) => {
      const [capture] = await recordSome();
      if (!capture) throw new Error("Nothing was recorded.");
      const withHeader = (number: number, name: string, value: string): Capture => {
        const headers = [...capture.request.headers, [name, value] as const];
        return { ...capture, number, request: { ...capture.request, headers } };
      };
      const receiver = await openReceiver();
      const all = [
        withHeader(1, "X-Note", "two\nlines"),
        withHeader(2, "X-Note", "名"),
        withHeader(3, "", "no name"),
        withHeader(4, "X-Note", "caf\xe9"),
      ];
      const kinds = await replayTo(receiver.url, all, { rhythm });
      expect(kinds).toEqual(["not-sent", "not-sent", "not-sent", "same"]);
    },
  );
});
