import type { Command } from "commander";
import { parseDuration } from "../base/durations.js";
import { MocklarkError } from "../base/errors.js";
import { type ClientConfigPreset, clientConfigPresetNames } from "../gateway/client-config.js";
import { checkWebSocketPingMs } from "../gateway/websocket-pings.js";
import { readBytes } from "./input-file.js";
import { choiceFlag, flag, integerFlag, parsedFlag } from "./options.js";
import { optionTexts } from "./texts/option-texts.js";

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
    .addOption(integerFlag("--port <n>", optionTexts("port")).default(7788))
    .addOption(flag("--data <folder>", optionTexts("data", { kept })))
    .addOption(flag("--event-log <file>", optionTexts("event-log")))
    .addOption(
      choiceFlag("--client-config <name>", optionTexts("client-config"), clientConfigPresetNames),
    )
    .addOption(flag("--quick", optionTexts("quick")))
    .addOption(
      parsedFlag("--websocket-ping <duration>", optionTexts("websocket-ping"), parseWebSocketPing),
    )
    .addOption(flag("--cert <file>", optionTexts("cert")))
    .addOption(flag("--key <file>", optionTexts("key")))
    .addOption(flag("--json", optionTexts("json-happenings")));
}

const parseWebSocketPing = (text: string): number =>
  checkWebSocketPingMs(text === "0" ? 0 : parseDuration(text));

export const presetOf = ({ clientConfig, quick }: ServerFlags): ClientConfigPreset =>
  clientConfig ?? (quick === true ? "quick" : "default");

/** @throws MocklarkError USAGE for one without the other, FILE */
export async function readCertificate({ cert, key }: Pick<ServerFlags, "cert" | "key">) {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) {
    throw new MocklarkError("USAGE", optionTexts("cert-and-key"), {
      remedy: optionTexts("cert-and-key-remedy"),
    });
  }
  return {
    certPem: (await readBytes(cert)).toString("utf8"),
    keyPem: (await readBytes(key)).toString("utf8"),
  };
}
