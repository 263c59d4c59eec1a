import type { Command } from "commander";
import { parseDuration } from "../base/durations.js";
import { MocklarkError } from "../base/errors.js";
import { type ClientConfigPreset, clientConfigPresetNames } from "../gateway/client-config.js";
import { checkWebSocketPingMs } from "../gateway/websocket-pings.js";
import { readBytes } from "./input-file.js";
import { choiceFlag, flag, integerFlag, parsedFlag } from "./options.js";
import { flagTexts } from "./texts/flag-texts.js";

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
export function addServerOptions(
  command: Command,
  kept: "deliveries" | "the tenant and its deliveries",
): Command {
  return command
    .addOption(integerFlag("--port <n>", flagTexts("port")).default(7788))
    .addOption(flag("--data <folder>", flagTexts("data", { kept })))
    .addOption(flag("--event-log <file>", flagTexts("event-log")))
    .addOption(
      choiceFlag("--client-config <name>", flagTexts("client-config"), clientConfigPresetNames),
    )
    .addOption(flag("--quick", flagTexts("quick")))
    .addOption(
      parsedFlag("--websocket-ping <duration>", flagTexts("websocket-ping"), parseWebSocketPing),
    )
    .addOption(flag("--cert <file>", flagTexts("cert")))
    .addOption(flag("--key <file>", flagTexts("key")))
    .addOption(flag("--json", flagTexts("json-happenings")));
}

const parseWebSocketPing = (text: string): number =>
  checkWebSocketPingMs(text === "0" ? 0 : parseDuration(text));

export const presetOf = ({ clientConfig, quick }: ServerFlags): ClientConfigPreset =>
  clientConfig ?? (quick === true ? "quick" : "default");

/** @throws MocklarkError USAGE for one without the other, FILE */
export async function readCertificate({ cert, key }: Pick<ServerFlags, "cert" | "key">) {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) {
    throw new MocklarkError("USAGE", flagTexts("cert-and-key"), {
      remedy: flagTexts("cert-and-key-remedy"),
    });
  }
  return {
    certPem: (await readBytes(cert)).toString("utf8"),
    keyPem: (await readBytes(key)).toString("utf8"),
  };
}
