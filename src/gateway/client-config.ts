import { MocklarkError } from "../base/errors.js";

/**
 * What the gateway tells a client about reconnecting and pinging, in the names and units of the wire:
 * all four are whole numbers, three of them seconds. A missing or zero one makes official clients
 * flood the server with pings or never come back, so there is no partial form of it.
 */
export interface ClientConfig {
  /** How often to try again; -1 is for ever. */
  readonly ReconnectCount: number;
  /** Seconds between two tries, at least 1. */
  readonly ReconnectInterval: number;
  /** The first try comes after a random 0..ReconnectNonce seconds. */
  readonly ReconnectNonce: number;
  /** Seconds between two pings, at least 1. */
  readonly PingInterval: number;
}

/** What Feishu answers. */
export const defaultClientConfig: ClientConfig = {
  ReconnectCount: -1,
  ReconnectInterval: 120,
  ReconnectNonce: 30,
  PingInterval: 120,
};

const smallest: ClientConfig = {
  ReconnectCount: -1,
  ReconnectInterval: 1,
  ReconnectNonce: 0,
  PingInterval: 1,
};

/**
 * The current configuration with some numbers changed.
 * @throws MocklarkError USAGE for an unknown name, a fraction, or a number below its minimum
 */
export function changeClientConfig(
  current: ClientConfig,
  changes: Readonly<Record<string, unknown>>,
): ClientConfig {
  for (const [name, value] of Object.entries(changes)) checkSetting(name, value);
  return { ...current, ...changes };
}

function checkSetting(name: string, value: unknown): void {
  if (!Object.hasOwn(smallest, name)) {
    throw new MocklarkError(
      "USAGE",
      `Failed to set the ClientConfig: "${name}" is not part of it.`,
      {
        remedy: `Its settings are ${Object.keys(smallest).join(", ")}.`,
      },
    );
  }
  const least = smallest[name as keyof ClientConfig];
  if (Number.isInteger(value) && (value as number) >= least) return;
  throw new MocklarkError(
    "USAGE",
    `Failed to set the ClientConfig: ${name} is ${JSON.stringify(value)}.`,
    {
      remedy: `Give a whole number of at least ${least}: official clients break on anything else.`,
    },
  );
}
