import { type AppSender, type AppSenderOptions, createAppSender } from "./app-sender.js";
import type { SimulatorTenant } from "./simulator-tenant.js";

/** Who sends for which app of the tenant. */
export interface AppSenders {
  /** For the app that is meant where none is named. */
  readonly first: AppSender;
  /** For an app that is not known, as an older journal may name it, the first. */
  of(appId: string): AppSender;
  close(): Promise<void>;
}

export function createAppSenders(
  { app: firstApp, findApp }: Pick<SimulatorTenant, "app" | "findApp">,
  options: Omit<AppSenderOptions, "app">,
): AppSenders {
  const first = createAppSender({ ...options, app: firstApp });
  const others = new Map<string, AppSender>();
  return {
    first,
    of(appId) {
      const app = findApp(appId);
      if (!app || appId === firstApp().appId) return first;
      const known = others.get(appId);
      if (known) return known;
      const random = options.random.fork(appId);
      const sender = createAppSender({ ...options, random, app: () => findApp(appId) ?? app });
      others.set(appId, sender);
      return sender;
    },
    async close() {
      await Promise.all([first, ...others.values()].map((sender) => sender.close()));
    },
  };
}
