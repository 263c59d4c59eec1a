import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { manualWallClock } from "../base/manual-wall-clock.js";
import { createRandom } from "../../src/base/random.js";
import { beginChanges, changeLimits, drawScope } from "../../src/cli/serve-changes.js";
import type { Terminal } from "../../src/cli/terminal.js";
import { checkEventRules } from "../../src/event/reserve-config/event-rules.js";
import { createTenant } from "../../src/tenant/create-tenant.js";
import { generateTenant } from "../../src/tenant/generate-tenant.js";
import type { Tenant } from "../../src/tenant/tenant.js";

const openTenant = async (): Promise<Tenant> =>
  createTenant({
    definition: await generateTenant({ random: createRandom(1) }),
    random: createRandom(2),
    now: () => 1_795_943_444_968,
  });

describe("limits that change by themselves", () => {
  it("are changed as the platform's rules allow, and the same seed changes the same", async () => {
    const run = async () => {
      const tenant = await openTenant();
      const random = createRandom(9);
      const events: unknown[] = [];
      for (let count = 0; count < 500; count++) {
        const result = await changeLimits(tenant, drawScope(tenant, random), random);
        expect(result.kind).toBe("updated");
        if (result.kind !== "updated") continue;
        for (const { event } of result.emissions) {
          expect(checkEventRules(event)).toEqual([]);
          events.push(event.event);
        }
      }
      return events;
    };
    const events = await run();
    expect(events.length).toBeGreaterThan(300);
    expect(await run()).toEqual(events);
  });

  it("change every so often in real time, until serve ends", async () => {
    const time = manualWallClock();
    const { wall } = time;
    const said: string[] = [];
    let heard: () => void = () => {};
    const terminal = {
      language: "en",
      progress(text: string) {
        said.push(text);
        heard();
      },
    } as Terminal;
    const ending = new AbortController();
    const tenant = await openTenant();
    const { signal } = ending;
    beginChanges({ tenant, random: createRandom(3), wall, everyMs: 8_000, terminal, signal });
    time.pass(7_999);
    expect(said).toEqual([]);
    for (let count = 1; count <= 3; count++) {
      const next = new Promise<void>((resolve) => (heard = resolve));
      time.pass(8_000);
      await next;
      await new Promise((resolve) => setImmediate(resolve));
      expect(said).toHaveLength(count);
      expect(getEventListeners(signal, "abort")).toHaveLength(1);
    }
    expect(said[0]).toMatch(/^Somebody changes the limits of .+\.\n$/);
    ending.abort();
    time.pass(80_000);
    expect(said).toHaveLength(3);
  });
});
