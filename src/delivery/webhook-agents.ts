import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { LookupFunction } from "node:net";

/** What TLS checks a receiver's certificate against. */
export interface TlsSettings {
  readonly ca?: string | Buffer;
  readonly rejectUnauthorized?: boolean;
}

/**
 * "keep-alive": any idle connection of the channel's. "fresh": one for this request alone.
 * "own:NAME": the one connection of that name, opened again when it has ended.
 */
export type ConnectionChoice = "keep-alive" | "fresh" | `own:${string}`;

/** The connections of one channel: kept alive between attempts, or one for each. */
export interface WebhookAgents {
  for(url: URL, connection: ConnectionChoice): HttpAgent;
  /** Closes every connection. */
  close(): void;
}

/** Go's client closes a connection that was idle this long. */
const idleMs = 90_000;

export function createWebhookAgents(tls: TlsSettings, lookup: LookupFunction): WebhookAgents {
  const agents = new Map<string, HttpAgent>();
  return {
    for(url, connection) {
      const key = `${url.protocol} ${connection}`;
      let agent = agents.get(key);
      if (agent === undefined) {
        const Agent = url.protocol === "https:" ? HttpsAgent : HttpAgent;
        const keepAlive = connection !== "fresh";
        const single = connection.startsWith("own:") ? { maxSockets: 1 } : {};
        agent = new Agent({
          ...tls,
          ...single,
          lookup,
          keepAlive,
          scheduling: "lifo",
          timeout: idleMs,
        });
        agents.set(key, agent);
      }
      return agent;
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}
