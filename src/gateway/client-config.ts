import { MocklarkError } from "../base/errors.js";
import { withSuggestion } from "../base/suggestions.js";
import { clientConfigTexts } from "./client-config-texts.js";

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

/** Whole ClientConfigs by name. */
export const clientConfigPresets = {
  /** What Feishu answers nearly always. */
  default: { ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30, PingInterval: 120 },
  /** The other one that was seen from Feishu. */
  "ping-90": { ReconnectCount: -1, ReconnectInterval: 90, ReconnectNonce: 25, PingInterval: 90 },
  /** The least that official clients bear: they reconnect at once and ping every second. */
  quick: { ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: 1 },
} as const satisfies Readonly<Record<string, ClientConfig>>;

export type ClientConfigPreset = keyof typeof clientConfigPresets;

export const clientConfigPresetNames = Object.keys(
  clientConfigPresets,
) as readonly ClientConfigPreset[];

export const defaultClientConfig: ClientConfig = clientConfigPresets.default;

const smallest: ClientConfig = {
  ReconnectCount: -1,
  ReconnectInterval: 1,
  ReconnectNonce: 0,
  PingInterval: 1,
};

/**
 * The current configuration with some numbers changed, or the one of that name.
 * @throws MocklarkError USAGE for an unknown name, a fraction, or a number below its minimum
 */
export function changeClientConfig(
  current: ClientConfig,
  changes: Readonly<Record<string, unknown>> | ClientConfigPreset,
): ClientConfig {
  if (typeof changes === "string") return presetNamed(changes);
  for (const [name, value] of Object.entries(changes)) checkSetting(name, value);
  return { ...current, ...changes };
}

function presetNamed(name: string): ClientConfig {
  const known = clientConfigPresetNames.find((each) => each === name);
  if (known) return clientConfigPresets[known];
  throw new MocklarkError("USAGE", clientConfigTexts("no-such-preset", { name }), {
    remedy: withSuggestion(
      name,
      clientConfigPresetNames,
      clientConfigTexts("presets", { names: clientConfigPresetNames }),
    ),
  });
}

function checkSetting(name: string, value: unknown): void {
  if (!Object.hasOwn(smallest, name)) {
    throw new MocklarkError("USAGE", clientConfigTexts("no-such-setting", { name }), {
      remedy: clientConfigTexts("settings", { names: Object.keys(smallest) }),
    });
  }
  const least = smallest[name as keyof ClientConfig];
  if (Number.isInteger(value) && (value as number) >= least) return;
  throw new MocklarkError(
    "USAGE",
    clientConfigTexts("wrong-value", { name, value: JSON.stringify(value) ?? String(value) }),
    { remedy: clientConfigTexts("whole-number", { least }) },
  );
}
