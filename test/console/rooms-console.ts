import { inTurn } from "../../src/base/in-turn.js";
import { openApiRoutes } from "../../src/simulator/local-port.js";
import { onTestFinished } from "vitest";
import { createConsole } from "../../src/console/create-console.js";
import { createRealClock } from "../../src/base/clock.js";
import { createSimulator } from "../../src/simulator/simulator.js";
import type { Simulator } from "../../src/simulator/simulator.js";
import type { TenantDefinition } from "../../src/tenant/tenant-definition.js";

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
  let url = "";
  const gateway = await simulator.gateway({
    routes: async (port) => {
      const made = await createConsole({
        simulator,
        gateway: port,
        receiver: {
          view: () => ({ kind: "url", name: "http://127.0.0.1:9", hasWitness: false }),
          witness: () => undefined,
          whileChecked: (check) => check({}),
        },
        wall: simulator.clock.wall,
        url: () => url,
        print: () => {},
      });
      onTestFinished(() => made.close());
      return inTurn([openApiRoutes(await simulator.openApi()), made.handler]);
    },
  });
  onTestFinished(() => simulator.close());
  ({ url } = await gateway.listen());
  const page = await (await fetch(`${url}/`)).text();
  const [, token = ""] = /name="mocklark-token" content="([^"]*)"/.exec(page) ?? [];
  const headers = { "Content-Type": "application/json", "X-Mocklark-Token": token };
  const ask = async <Answer>(path: string, init: RequestInit): Promise<Answer> =>
    (await (await fetch(`${url}/console${path}`, { headers, ...init })).json()) as Answer;
  return {
    simulator,
    url,
    get: (path) => ask(path, {}),
    post: (path, body) => ask(path, { method: "POST", body: JSON.stringify(body) }),
    statusOf: async (path, init) => (await fetch(`${url}/console${path}`, init)).status,
  };
}
