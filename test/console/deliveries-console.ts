import { createRealClock } from "../../src/base/clock.js";
import type { Clock } from "../../src/base/clock.js";
import type { DeliveryDetail } from "../../src/console/console-state.js";
import type { DeliveryPolicy } from "../../src/delivery/delivery-policy.js";
import type { EventType } from "../../src/event/event-type.js";
import { createRandom } from "../../src/base/random.js";
import type { Simulator } from "../../src/simulator/simulator.js";
import { createSimulator } from "../../src/simulator/simulator.js";
import { generateTenant } from "../../src/tenant/generate-tenant.js";
import type { TenantApp } from "../../src/tenant/tenant-app.js";
import { openConsole } from "./open-console.js";

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface DeliveriesConsole {
  readonly simulator: Simulator;
  readonly url: string;
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body?: unknown) => Promise<Answer>;
  /** The delivery as soon as it is as wanted. */
  readonly detail: (
    id: string,
    wanted?: (detail: DeliveryDetail) => boolean,
  ) => Promise<DeliveryDetail>;
}

interface Settings {
  /** What differs for the first app, and what further apps there are. */
  readonly first?: Partial<TenantApp>;
  readonly others?: readonly Partial<TenantApp>[];
  readonly clock?: Clock;
  readonly policy?: Partial<DeliveryPolicy>;
  readonly events?: readonly EventType[];
}

/** A real console on a real port; it is gone when the test is over. */
export async function openDeliveriesConsole({
  first = {},
  others = [],
  clock = createRealClock(),
  policy = {},
  events = [],
}: Settings = {}): Promise<DeliveriesConsole> {
  const tenant = await generateTenant({ random: createRandom(3), rooms: 3, people: 5 });
  const [own] = tenant.apps;
  if (!own) throw new Error("the tenant has no app");
  const apps = [{ ...own, ...first }, ...others.map((other) => ({ ...own, ...other }))];
  const settings = { seed: 3, clock, policy, events };
  const simulator = createSimulator({ ...settings, tenant: { ...tenant, apps } });
  const console = await openConsole(simulator);
  const { url } = console;

  async function ask(path: string, init?: RequestInit) {
    const response = await console.ask(path, init);
    return { status: response.status, body: (await response.json()) as unknown };
  }
  const get = (path: string) => ask(path);

  async function detail(
    id: string,
    wanted: (detail: DeliveryDetail) => boolean = ({ summary }) => summary.status !== "pending",
  ): Promise<DeliveryDetail> {
    for (;;) {
      const { body } = await get(`/deliveries/${id}`);
      if (wanted(body as DeliveryDetail)) return body as DeliveryDetail;
    }
  }

  return {
    simulator,
    url,
    get,
    post: (path, body = {}) => ask(path, { method: "POST", body: JSON.stringify(body) }),
    detail,
  };
}

/** The id that a successful answer holds. */
export const idOf = ({ body }: { readonly body: unknown }): string => {
  const { id } = body as { readonly id?: string };
  if (id === undefined) throw new Error(`there is no id in ${JSON.stringify(body)}`);
  return id;
};
