import type { App } from "../event/app.js";

/** An app that is installed in the tenant, with what its owner set up in the developer console. */
export interface TenantApp extends App {
  readonly name: string;
  /** The event types it subscribed to. */
  readonly events: readonly string[];
  /** Where events are posted; absent: they go to its clients of the long connection. */
  readonly requestUrl?: string;
  /** The open ids of the departments whose people it may see; absent: everybody. */
  readonly contactRange?: readonly string[];
  /** Absent: in use. Its tokens are refused while it is stopped, or not installed in the tenant. */
  readonly state?: "stopped" | "uninstalled";
}
