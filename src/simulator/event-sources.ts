import { createEventSource, type EventSource, type EventSourceOptions } from "./event-source.js";
import type { SimulatorTenant } from "./simulator-tenant.js";

/** Who makes events for which app of the tenant. */
export interface EventSources {
  /** For the app that is meant where none is named. */
  readonly first: EventSource;
  /** For an app that is not known, the first. */
  of(appId: string): EventSource;
}

export function createEventSources(
  { app: firstApp, findApp }: Pick<SimulatorTenant, "app" | "findApp">,
  options: Omit<EventSourceOptions, "app">,
): EventSources {
  const first = createEventSource({ ...options, app: firstApp });
  const others = new Map<string, EventSource>();
  return {
    first,
    of(appId) {
      const app = findApp(appId);
      if (!app || appId === firstApp().appId) return first;
      const random = options.random.fork(`events/${appId}`);
      const source =
        others.get(appId) ??
        createEventSource({ ...options, random, app: () => findApp(appId) ?? app });
      others.set(appId, source);
      return source;
    },
  };
}
