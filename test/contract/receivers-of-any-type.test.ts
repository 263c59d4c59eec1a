import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import { eventTypeFromSample } from "../../src/event/sample/event-type-from-sample.js";
import type { EventType } from "../../src/event/event-type.js";
import { reserveConfigType } from "../../src/event/reserve-config/reserve-config-type.js";
import { emptyFolder, runCli } from "../cli/run-cli.js";
import type { Report } from "../../src/contract/report/report.js";
import { isAboutContent } from "./known-receivers.js";
import { patientLimits } from "./patient-limits.js";

const receivers = fileURLToPath(new URL("../receivers", import.meta.url));
const samples = fileURLToPath(new URL("../../scenarios/events", import.meta.url));

const shipped = (type: string): EventType =>
  eventTypeFromSample(JSON.parse(readFileSync(join(samples, `${type}.json`), "utf8")));

const execOf = (receiver: string): string => `exec ${JSON.stringify(process.execPath)} ${receiver}`;

const app = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };

/** The whole suite, strictly, on a receiver in a process of its own, with its output for a witness. */
async function check(receiver: string, events: readonly EventType[]) {
  const report = await checkReceiver({
    exec: execOf(receiver),
    cwd: receivers,
    app,
    events,
    strict: true,
    seed: 42,
    suiteLimits: patientLimits,
    effectTiming: { visibleWithinMs: 30_000 },
  });
  const others = report.checks.filter(({ verdict }) => verdict !== "pass");
  expect(others.filter(({ verdict }) => verdict !== "skip")).toEqual([]);
  expect(report.witness).toMatchObject({ state: "calibrated", kind: "output" });
  return { skipped: others.map(({ id }) => id), report };
}

/** A few of the checks by the command line. */
async function checkByCommand(receiver: string, events: readonly string[]) {
  const path = join(emptyFolder(), "report.json");
  const { code, stdout, stderr } = await runCli(
    [
      "check",
      `--encrypt-key=${app.encryptKey}`,
      `--verification-token=${app.verificationToken}`,
      ...events.map((event) => `--event=${event}`),
      `--exec=${execOf(receiver)}`,
      "--effect-within=30s",
      ...["event/accepted", "event/every-type", "idempotency/duplicate"].map(
        (id) => `--only=${id}`,
      ),
      "--reporter=pretty",
      `--reporter=json=${path}`,
    ],
    { cwd: receivers },
  );
  expect(code, `${stdout}${stderr}`).toBe(0);
  return JSON.parse(readFileSync(path, "utf8")) as Report;
}

const aboutRooms = [
  "vc.room.created_v1",
  "vc.room.updated_v1",
  "vc.room.deleted_v1",
  "vc.room_level.created_v1",
  "vc.room_level.updated_v1",
  "vc.room_level.deleted_v1",
];

describe("the contract suite", () => {
  it("passes a message bot on Fastify", async () => {
    const { skipped, report } = await check("fastify-bot.mjs", [shipped("im.message.receive_v1")]);
    const skippedForAll = ["event/every-type", "retry/own-failure"];
    expect(skipped.filter((id) => !isAboutContent(id))).toEqual(skippedForAll);
    expect(report.events).toEqual(["im.message.receive_v1"]);
  });

  it("passes a receiver of seven types about meeting rooms", async () => {
    const types = [reserveConfigType, ...aboutRooms.map(shipped)];
    const { skipped, report } = await check("vc-events.mjs", types);
    expect(skipped).toEqual(["retry/own-failure"]);
    expect(report.events).toEqual([reserveConfigType.name, ...aboutRooms]);
    expect(report.checks.find(({ id }) => id === "event/every-type")?.reason).toBe(
      `Accepted and acted on once each: ${aboutRooms.join(", ")}.`,
    );
  });
});

describe("mocklark check --event", () => {
  it.each([
    ["fastify-bot.mjs", ["im.message.receive_v1"], ["pass", "skip", "pass"]],
    ["vc-events.mjs", [reserveConfigType.name, ...aboutRooms], ["pass", "pass", "pass"]],
  ])("judges %s by %j", async (receiver, events, verdicts) => {
    const report = await checkByCommand(receiver, events);
    expect(report.events).toEqual(events);
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(verdicts);
  });
});
