import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/contract/report/report.js";
import { emptyFolder, runCli } from "../cli/run-cli.js";
import { isAboutContent } from "./known-receivers.js";

const receivers = fileURLToPath(new URL("../receivers", import.meta.url));
const samples = fileURLToPath(new URL("events", import.meta.url));

/** Runs `mocklark check --strict` on a receiver that it starts, with its output for a witness. */
async function check(receiver: string, events: readonly string[]) {
  const path = join(emptyFolder(), "report.json");
  const { code, stdout, stderr } = await runCli(
    [
      "check",
      "--strict",
      "--encrypt-key=an-encrypt-key",
      "--verification-token=a-verification-token",
      ...events.map((event) => `--event=${event}`),
      `--exec=exec ${JSON.stringify(process.execPath)} ${receiver}`,
      "--reporter=pretty",
      `--reporter=json=${path}`,
    ],
    { cwd: receivers },
  );
  const report = JSON.parse(readFileSync(path, "utf8")) as Report;
  const output = `${stdout}${stderr}`;
  const others = report.checks.filter(({ verdict }) => verdict !== "pass");
  expect(new Set(others.map(({ verdict }) => verdict)), output).toEqual(new Set(["skip"]));
  expect(report.witness, output).toMatchObject({ state: "calibrated", kind: "output" });
  expect(code, output).toBe(0);
  return { skipped: others.map(({ id }) => id), report };
}

describe.concurrent("mocklark check --event", () => {
  it("passes a message bot on Fastify", async () => {
    const { skipped, report } = await check("fastify-bot.mjs", ["im.message.receive_v1"]);
    const skippedForAll = ["event/every-type", "retry/own-failure"];
    expect(skipped.filter((id) => !isAboutContent(id))).toEqual(skippedForAll);
    expect(report.events).toEqual(["im.message.receive_v1"]);
  });

  it("passes a receiver of seven types about meeting rooms", async () => {
    const types = [
      "vc.room.created_v1",
      "vc.room.updated_v1",
      "vc.room.deleted_v1",
      "vc.room_level.created_v1",
      "vc.room_level.updated_v1",
      "vc.room_level.deleted_v1",
    ];
    const { skipped, report } = await check("vc-events.mjs", [
      "vc.reserve_config.updated_v1",
      ...types.map((type) => join(samples, `${type}.json`)),
    ]);
    expect(skipped).toEqual(["retry/own-failure"]);
    expect(report.events).toEqual(["vc.reserve_config.updated_v1", ...types]);
    expect(report.checks.find(({ id }) => id === "event/every-type")?.reason).toBe(
      `Accepted and acted on once each: ${types.join(", ")}.`,
    );
  });
});
