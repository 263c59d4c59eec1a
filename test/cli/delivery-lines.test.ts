import pc from "picocolors";
import { expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { createDeliveryLines } from "../../src/cli/delivery-lines.js";
import type { Terminal } from "../../src/cli/terminal.js";
import {
  answered,
  eventNumbered,
  type ScriptedChannel,
  scriptedChannel,
  statuses,
} from "../delivery/scripted-channel.js";
import { createDispatcher } from "../../src/delivery/dispatcher.js";

/** All that is printed while one event is delivered. */
async function linesOf(channel: ScriptedChannel): Promise<string[]> {
  const shown: string[] = [];
  const terminal: Pick<Terminal, "out" | "live" | "colors" | "language"> = {
    language: "en",
    colors: pc.createColors(false),
    out: (text) => Promise.resolve(void shown.push(text.trimEnd())),
    live: (text) => void shown.push(`live: ${text}`),
  };
  const startMs = Date.parse("2026-11-26T12:00:00Z");
  const dispatcher = createDispatcher({
    clock: createVirtualClock({ startMs, autoAdvance: true }),
    random: createRandom(1),
    observers: [createDeliveryLines(terminal as Terminal, { attempts: 5, encrypted: false })],
  });
  await dispatcher.deliver({ event: eventNumbered(1), channel });
  return shown;
}

it("says what is waited for while nothing is printed, and then how long it was", async () => {
  expect(await linesOf(scriptedChannel(statuses(500, 200)))).toEqual([
    "12:00:00.000  --> vc.reserve_config.updated_v1  00000000…  attempt 1/5  in clear",
    "12:00:00.005  <-- 500  5 ms",
    "live: 00000000… waits 15 s for attempt 2/5",
    "+15 s         --> 00000000…  attempt 2/5",
    "12:00:15.005  <-- 200  5 ms",
  ]);
});

it("shows what an answer says that is no success, without tags and what a terminal obeys", async () => {
  const bodies = ["<html><body><h1>No database</h1></body></html>", '{"error":\n"\u001B[2Jx"}', ""];
  const channel = scriptedChannel(({ attempt }) =>
    attempt > bodies.length ? answered(200, "ok") : answered(500, bodies[attempt - 1]),
  );
  const said = (await linesOf(channel)).filter((line) => /^ +\S/.test(line));
  expect(said).toEqual([
    "                  No database",
    '                  {"error": "\uFFFD[2Jx"}',
  ]);
});
