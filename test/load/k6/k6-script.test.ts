import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import type { App } from "../../../src/event/app.js";
import { writeK6Script } from "../../../src/load/k6/write-k6-script.js";
import { serializeEvent } from "../../../src/wire/serialize-event.js";
import { encryptedApp, eventsFor, plainApp } from "./events-to-send.js";
import { startJudgingReceiver } from "./judging-receiver.js";

const run = promisify(execFile);
const standIn = fileURLToPath(new URL("k6-stand-in.mjs", import.meta.url));

interface Summary {
  readonly options: { readonly scenarios: object };
  readonly sent: number;
  readonly passed: number;
  readonly failed: number;
  readonly aborted: string | null;
}

interface Sending {
  readonly app: App;
  readonly env?: Readonly<Record<string, string>>;
  readonly requests?: number;
}

const keysOf = ({ encryptKey, verificationToken }: App): Record<string, string> => ({
  MOCKLARK_ENCRYPT_KEY: encryptKey,
  MOCKLARK_VERIFICATION_TOKEN: verificationToken,
});

function writeScript(app: App): string {
  const script = writeK6Script({
    url: "http://127.0.0.1:9/nobody-listens",
    app,
    plan: { arrivals: { kind: "rate", perSecond: 10 }, durationMs: 1_000, rampMs: 0 },
    thresholds: [],
    events: eventsFor(app),
  });
  const file = join(mkdtempSync(join(tmpdir(), "k6-")), "script.mjs");
  writeFileSync(file, script);
  return file;
}

/** Runs the app's script by four virtual users. */
async function send({ app, env = keysOf(app), requests = 1 }: Sending): Promise<Summary> {
  const file = writeScript(app);
  const args = [standIn, file, `${requests}`, "4"];
  const { stdout } = await run(process.execPath, args, { env });
  return JSON.parse(stdout) as Summary;
}

async function receive(app: App, status?: number) {
  const receiver = await startJudgingReceiver(app, status);
  onTestFinished(() => receiver.close());
  const { url } = receiver;
  const env = { ...keysOf(app), MOCKLARK_URL: url };
  return { receiver, env };
}

describe("a script for k6", () => {
  it.each([encryptedApp, plainApp])("is a module, as k6 reads it", async (app) => {
    await expect(run(process.execPath, ["--check", writeScript(app)])).resolves.toBeDefined();
  });

  it.each([
    ["encrypted, for an app with an Encrypt Key", encryptedApp],
    ["in clear, for an app without one", plainApp],
  ])("pushes events that a strict receiver takes: %s", async (_form, app) => {
    const { receiver, env } = await receive(app);
    const summary = await send({ app, env, requests: 400 });
    expect(receiver.complaints()).toEqual([]);
    expect(summary).toMatchObject({ sent: 400, passed: 400, failed: 0, aborted: null });
    expect(receiver.requests()).toBe(400);
    expect(receiver.eventIds.size).toBe(400);
  });

  it("sends every event given, in mocklark's own bytes but for id and time", async () => {
    const { receiver, env } = await receive(encryptedApp);
    await send({ app: encryptedApp, env, requests: 400 });
    const own = eventsFor(encryptedApp).map(({ header, ...event }) => {
      const { verificationToken: token } = encryptedApp;
      return serializeEvent({
        ...event,
        header: { ...header, event_id: "", token, create_time: "" },
      });
    });
    expect([...receiver.contents].toSorted()).toEqual(own.toSorted());
  });

  it("takes no other answer than 200 for a success", async () => {
    const { receiver, env } = await receive(plainApp, 204);
    const summary = await send({ app: plainApp, env, requests: 8 });
    expect(receiver.requests()).toBe(8);
    expect(summary).toMatchObject({ passed: 0, failed: 8 });
  });

  it.each(["MOCKLARK_ENCRYPT_KEY", "MOCKLARK_VERIFICATION_TOKEN"])(
    "says so when %s is missing, and sends nothing",
    async (name) => {
      const { receiver, env } = await receive(encryptedApp);
      const { [name]: _missing, ...others } = env as Record<string, string>;
      const summary = await send({ app: encryptedApp, env: others });
      expect(summary.aborted).toBe(`${name} is not set: k6 needs it in its environment, or as -e.`);
      expect(receiver.requests()).toBe(0);
    },
  );

  it("is read without any key, as k6's operator and its cloud do before they run it", async () => {
    const summary = await send({ app: encryptedApp, env: {}, requests: 0 });
    expect(summary).toMatchObject({ sent: 0, aborted: null });
    expect(summary.options.scenarios).toHaveProperty("events");
  });
});
