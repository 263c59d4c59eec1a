import pc from "picocolors";
import { expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { createDeliveryLines } from "../../src/cli/delivery-lines.js";
import type { Terminal } from "../../src/cli/terminal.js";
import { createDispatcher } from "../../src/delivery/dispatcher.js";
import { eventNumbered, scriptedChannel, statuses } from "../delivery/scripted-channel.js";

it("says what is waited for while nothing is printed, and then how long it was", async () => {
  const shown: string[] = [];
  const terminal: Pick<Terminal, "out" | "live" | "colors"> = {
    colors: pc.createColors(false),
    out: (text) => Promise.resolve(void shown.push(text.trimEnd())),
    live: (text) => void shown.push(`live: ${text}`),
  };
  const lines = createDeliveryLines(terminal as Terminal, { attempts: 5, encrypted: false });
  const startMs = Date.parse("2026-11-26T12:00:00Z");
  const dispatcher = createDispatcher({
    clock: createVirtualClock({ startMs, autoAdvance: true }),
    random: createRandom(1),
    observers: [lines],
  });
  await dispatcher.deliver({
    event: eventNumbered(1),
    channel: scriptedChannel(statuses(500, 200)),
  });
  expect(shown).toEqual([
    "12:00:00.000  --> vc.reserve_config.updated_v1  00000000…  attempt 1/5  in clear",
    "12:00:00.005  <-- 500  5 ms",
    "live: 00000000… waits 15 s for attempt 2/5",
    "+15 s         --> 00000000…  attempt 2/5",
    "12:00:15.005  <-- 200  5 ms",
  ]);
});
