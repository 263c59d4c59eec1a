import { createRealClock } from "../../src/base/clock.js";
import { createSimulator } from "../../src/simulator/simulator.js";
import type { Simulator } from "../../src/simulator/simulator.js";
import type { TenantDefinition } from "../../src/tenant/tenant-definition.js";
import { openConsole } from "./open-console.js";

export interface RoomsConsole {
  readonly simulator: Simulator;
  readonly url: string;
  readonly get: <Answer>(path: string) => Promise<Answer>;
  readonly post: <Answer>(path: string, body: unknown) => Promise<Answer>;
  readonly statusOf: (path: string, init?: RequestInit) => Promise<number>;
}

/** A console over a tenant on a port of its own, with the page's token at hand. */
export async function openRoomsConsole(tenant: TenantDefinition): Promise<RoomsConsole> {
  const simulator = createSimulator({ tenant, seed: 5, clock: createRealClock() });
  const { url, ...console } = await openConsole(simulator);
  const ask = async <Answer>(path: string, init: RequestInit): Promise<Answer> =>
    (await (await console.ask(path, init)).json()) as Answer;
  return {
    simulator,
    url,
    get: (path) => ask(path, {}),
    post: (path, body) => ask(path, { method: "POST", body: JSON.stringify(body) }),
    statusOf: async (path, init) => (await fetch(`${url}/console${path}`, init)).status,
  };
}
