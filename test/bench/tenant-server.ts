/** The servers of the tenant's comparisons, in a process of their own. */
import express from "express";
import type { AddressInfo } from "node:net";
import { createRealClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { installedApp } from "../../src/tenant/bare-tenant.js";
import { generateTenant } from "../../src/tenant/generate-tenant.js";
import { createSimulator, type Simulator } from "../../src/simulator/simulator.js";
import { app } from "./bench-app.js";
import { serveTasks } from "./worker.js";

export interface ServeTask {
  /** Where the app's events go; absent: it has not subscribed to any. */
  readonly requestUrl?: string;
  readonly rooms?: number;
  readonly people?: number;
  /** A folder in which the tenant is kept. */
  readonly data?: string;
}

/** Where a tenant answers, and what it took to get there. */
export interface Serving {
  readonly url: string;
  readonly roomIds: readonly string[];
  readonly approverId: string;
  readonly departmentId: string;
  readonly startMs: number;
  readonly heapBytes: number;
}

const simulators: Simulator[] = [];

serveTasks({
  /** What express alone can do: it reads no body and always says the same. */
  express: (): Promise<string> => {
    const server = express()
      .patch("/open-apis/vc/v1/reserve_configs/:id", (_request, response) => {
        response.json({ code: 0, data: {}, msg: "success" });
      })
      .listen(0, "127.0.0.1");
    return new Promise((resolve) => {
      server.once("listening", () => {
        const { port } = server.address() as AddressInfo;
        resolve(`http://127.0.0.1:${port}`);
      });
    });
  },
  tenant: async ({ requestUrl, rooms = 40, people = 480 }: ServeTask): Promise<Serving> => {
    const startedAt = performance.now();
    const random = createRandom(6);
    const installed = installedApp(app);
    const definition = await generateTenant({
      random,
      rooms,
      people,
      apps: [
        requestUrl === undefined ? { ...installed, events: [] } : { ...installed, requestUrl },
      ],
    });
    const simulator = createSimulator({
      tenant: definition,
      seed: 6,
      clock: createRealClock(),
      keep: 0,
      openApiRules: { rateLimits: false },
    });
    simulators.push(simulator);
    const { url } = await (await simulator.gateway()).listen();
    const startMs = performance.now() - startedAt;
    return {
      url,
      roomIds: definition.rooms.slice(0, 40).map(({ roomId }) => roomId),
      approverId: definition.people[0]?.openId ?? "",
      departmentId: definition.departments[0]?.departmentId ?? "",
      startMs,
      heapBytes: heapNow(),
    };
  },
  heap: (): number => heapNow(),
  close: async () => {
    for (const simulator of simulators.splice(0)) await simulator.close();
  },
});

function heapNow(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
