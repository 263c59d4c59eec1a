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
 * "own:NAME": the one connection of that name, opened again when it has ended; it ends soon when unused.
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

/** A receiver that serves one connection after the other would wait for the end of ours. */
const ownIdleMs = 200;

export function createWebhookAgents(tls: TlsSettings, lookup: LookupFunction): WebhookAgents {
  const agents = new Map<string, HttpAgent>();
  return {
    for(url, connection) {
      const key = `${url.protocol} ${connection}`;
      let agent = agents.get(key);
      if (agent === undefined) {
        const Agent = url.protocol === "https:" ? HttpsAgent : HttpAgent;
        const keepAlive = connection !== "fresh";
        const own = connection.startsWith("own:");
        agent = new Agent({
          ...tls,
          ...(own ? { maxSockets: 1 } : {}),
          lookup,
          keepAlive,
          scheduling: "lifo",
          timeout: own ? ownIdleMs : idleMs,
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
