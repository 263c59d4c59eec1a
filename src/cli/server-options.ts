import type { Command } from "commander";
import { parseDuration } from "../base/durations.js";
import { MocklarkError } from "../base/errors.js";
import { type ClientConfigPreset, clientConfigPresetNames } from "../gateway/client-config.js";
import { checkWebSocketPingMs } from "../gateway/websocket-pings.js";
import { readBytes } from "./input-file.js";
import { choiceFlag, flag, integerFlag, parsedFlag } from "./options.js";

/** What the commands that open a port have in common. */
export interface ServerFlags {
  readonly port: number;
  readonly data?: string;
  readonly eventLog?: string;
  readonly clientConfig?: ClientConfigPreset;
  readonly quick?: boolean;
  readonly websocketPing?: number;
  readonly cert?: string;
  readonly key?: string;
  readonly json?: boolean;
}

/** @param kept what --data keeps: "deliveries" */
export function addServerOptions(command: Command, kept: string): Command {
  return command
    .addOption(integerFlag("--port <n>", "port; 0 is any free one").default(7788))
    .addOption(flag("--data <folder>", `keep ${kept} on disk, and go on with what is owed there`))
    .addOption(flag("--event-log <file>", "append a row per attempt in Feishu's words, as NDJSON"))
    .addOption(
      choiceFlag(
        "--client-config <name>",
        "what clients are told about reconnecting and pinging",
        clientConfigPresetNames,
      ),
    )
    .addOption(
      flag(
        "--quick",
        "clients reconnect at once and ping every second; short for --client-config quick",
      ),
    )
    .addOption(
      parsedFlag(
        "--websocket-ping <duration>",
        "time between two pings of the WebSocket itself; 0 is none; default 30s",
        parseWebSocketPing,
      ),
    )
    .addOption(flag("--cert <file>", "certificate (PEM), for wss"))
    .addOption(flag("--key <file>", "its private key (PEM)"))
    .addOption(flag("--json", "one JSON object per happening"));
}

const parseWebSocketPing = (text: string): number =>
  checkWebSocketPingMs(text === "0" ? 0 : parseDuration(text));

export const presetOf = ({ clientConfig, quick }: ServerFlags): ClientConfigPreset =>
  clientConfig ?? (quick === true ? "quick" : "default");

/** @throws MocklarkError USAGE for one without the other, FILE */
export async function readCertificate({ cert, key }: Pick<ServerFlags, "cert" | "key">) {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) {
    throw new MocklarkError("USAGE", "Failed to serve wss: --cert and --key belong together.", {
      remedy: 'Make both with "mocklark certs".',
    });
  }
  return {
    certPem: (await readBytes(cert)).toString("utf8"),
    keyPem: (await readBytes(key)).toString("utf8"),
  };
}
