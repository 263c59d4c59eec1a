import type { Command } from "./commander.js";
import { jsonText } from "../base/json-text.js";
import { printableLine } from "../base/printable.js";
import { isRecord } from "../base/json-path.js";
import { MocklarkError, systemCodeOf, textOf } from "../base/errors.js";
import { type Language, type Text, verbatim } from "../base/text.js";
import { clientConfigPresetNames, clientConfigPresets } from "../gateway/client-config.js";
import type { ConnectionInfo } from "../gateway/connection-info.js";
import type { Answer } from "../network/fetch-guarded.js";
import type { CommandContext } from "./command.js";
import { type GatewayAction, actionJson, actionText, outageText } from "./control-lines.js";
import { argument, describe } from "./described.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { InvalidArgument } from "./invalid-argument.js";
import { allowHostFlag, flag, integerFlag } from "./options.js";
import { gatewayCommandTexts } from "./texts/gateway-command-texts.js";
import { flagTexts } from "./texts/flag-texts.js";

interface ControlFlags {
  readonly url?: string;
  readonly port: number;
  readonly allowHost: readonly string[];
  readonly json?: boolean;
}

/** A running gateway, and what it is to say no in. */
interface Asked extends ControlFlags {
  readonly language: Language;
}

/** The commands that take nothing but a connection. */
const connectionActions = ["kick", "close", "freeze", "thaw"] as const;

/** `mocklark gateway connections`, `kick` and so on: they control a running gateway. */
export function addGatewayControl(
  gateway: Command,
  { terminal }: CommandContext,
  finish: (code: ExitCode) => void,
): void {
  const { language } = terminal;
  const askedBy = (command: Command): Asked => ({ ...flagsOf(command), language });
  const subcommand = (name: string, text: Text): Command =>
    describe(gateway.command(name), text)
      .addOption(flag("--url <url>", gatewayCommandTexts("control-url")))
      .addOption(integerFlag("--port <n>", gatewayCommandTexts("control-port"), 1))
      .addOption(allowHostFlag("gateway"));

  subcommand("connections", gatewayCommandTexts("connections"))
    .addOption(flag("--json", gatewayCommandTexts("connections-json")))
    .action(async (_own: ControlFlags, command: Command) => {
      const flags = askedBy(command);
      const { json } = flags;
      const connections = (await ask(flags, "connections")) as ConnectionInfo[];
      for (const info of connections) {
        await terminal.out(`${json === true ? jsonText(info) : lineOf(info, language)}\n`);
      }
      if (connections.length === 0)
        terminal.progress(`${gatewayCommandTexts("none-connected").in(language)}\n`);
      finish(exitCodes.ok);
    });

  const act = async (
    command: Command,
    id: string | undefined,
    action: GatewayAction,
  ): Promise<void> => {
    const flags = askedBy(command);
    const done = await onEach(flags, id, action);
    if (flags.json === true) await terminal.out(actionJson(action, done));
    else if (done.length > 0) await terminal.out(`${actionText(action, done).in(language)}\n`);
    if (done.length === 0) {
      const { act } = action;
      terminal.progress(`${gatewayCommandTexts("nothing-to-do", { act }).in(language)}\n`);
    }
    finish(done.length === 0 ? exitCodes.failed : exitCodes.ok);
  };

  for (const name of connectionActions) {
    withJson(subcommand(name, gatewayCommandTexts(name)))
      .addArgument(argument("[connection]", gatewayCommandTexts("connection-id")))
      .action((id: string | undefined, _flags: ControlFlags, command: Command) =>
        act(command, id, { act: name, name, body: {} }),
      );
  }

  withJson(subcommand("slow", gatewayCommandTexts("slow")))
    .addArgument(argument("<delay>", gatewayCommandTexts("delay")).argParser(milliseconds))
    .addArgument(argument("[connection]", gatewayCommandTexts("slow-id")))
    .action((delayMs: number, id: string | undefined, _flags: ControlFlags, command: Command) =>
      act(command, id, { act: delayMs === 0 ? "fast" : "slow", name: "slow", body: { delayMs } }),
    );

  withJson(subcommand("client-config", gatewayCommandTexts("client-config")))
    .addArgument(
      argument(
        "<setting=value...>",
        gatewayCommandTexts("settings", { presets: clientConfigPresetNames }),
      ),
    )
    .action(async (settings: readonly string[], _flags: ControlFlags, command: Command) => {
      const config = await ask(
        askedBy(command),
        "client-config",
        Object.fromEntries(settings.flatMap(readSetting)),
      );
      await terminal.out(`${jsonText(config)}\n`);
      finish(exitCodes.ok);
    });

  withJson(subcommand("outage", gatewayCommandTexts("outage")))
    .addArgument(argument("<outage>", gatewayCommandTexts("which-outage")))
    .action(async (outage: string, _flags: ControlFlags, command: Command) => {
      const flags = askedBy(command);
      const result = await ask(flags, "outage", { outage });
      await terminal.out(
        `${flags.json === true ? jsonText(result) : outageText(result).in(language)}\n`,
      );
      finish(exitCodes.ok);
    });

  withJson(subcommand("refuse", gatewayCommandTexts("refuse")))
    .addArgument(argument("<refusal>", gatewayCommandTexts("which-refusal")))
    .addOption(integerFlag("--times <n>", gatewayCommandTexts("times")).default(1))
    .action(async (refusal: string, _flags: ControlFlags, command: Command) => {
      const { times: count } = command.opts<{ readonly times: number }>();
      const flags = askedBy(command);
      const result = await ask(flags, "refuse", { refusal, count });
      const text = printableLine(gatewayCommandTexts("refusal", { refusal, count }).in(language));
      await terminal.out(`${flags.json === true ? jsonText(result) : text}\n`);
      finish(exitCodes.ok);
    });
}

/** Commander gives flags that `gateway` has too to `gateway`, also behind the subcommand's name. */
function flagsOf(command: Command): ControlFlags {
  const { parent } = command;
  const own = command.options.map((option) => option.attributeName());
  const unread = parent?.options.find((option) => {
    const name = option.attributeName();
    return parent.getOptionValueSource(name) === "cli" && !own.includes(name);
  });
  if (unread) {
    const name = `gateway ${command.name()}`;
    throw new MocklarkError(
      "USAGE",
      gatewayCommandTexts("no-flag", { name, flag: unread.long ?? "" }),
      {
        remedy: gatewayCommandTexts("lists-flags", { name }),
      },
    );
  }
  return { ...parent?.opts<ControlFlags>(), ...command.opts<ControlFlags>() };
}

const withJson = (command: Command): Command =>
  command.addOption(flag("--json", gatewayCommandTexts("json")));

function milliseconds(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgument(flagTexts("expected-milliseconds"));
}

/** The gateway knows the names and what they may be. */
function readSetting(text: string): [name: string, value: number][] {
  const preset = clientConfigPresetNames.find((each) => each === text);
  if (preset) return Object.entries(clientConfigPresets[preset]);
  const [, name, value] = /^(\w+)=(-?\d+)$/.exec(text) ?? [];
  if (name !== undefined) return [[name, Number(value)]];
  throw new MocklarkError("USAGE", gatewayCommandTexts("bad-setting", { text }), {
    remedy: gatewayCommandTexts("bad-setting-remedy", { presets: clientConfigPresetNames }),
  });
}

/** Acts on one connection, or on all of them; returns those it acted on. */
async function onEach(
  gateway: Asked,
  id: string | undefined,
  { name, body }: GatewayAction,
): Promise<readonly ConnectionInfo[]> {
  const list = async () => (await ask(gateway, "connections")) as readonly ConnectionInfo[];
  const act = (each: string) =>
    ask(gateway, `connections/${encodeURIComponent(each)}/${name}`, body);
  const all = await list();
  if (id !== undefined) {
    await act(id);
    return all.filter((each) => each.id === id);
  }
  const done: ConnectionInfo[] = [];
  for (const each of all) {
    try {
      await act(each.id);
      done.push(each);
    } catch (error) {
      // Its client may have left meanwhile.
      if ((await list()).some((left) => left.id === each.id)) throw error;
    }
  }
  return done;
}

/** @throws MocklarkError ENVIRONMENT when no gateway answers, USAGE when it refuses the request */
async function ask(gateway: Asked, path: string, body?: object): Promise<unknown> {
  const { status, body: text } = await request(gateway, path, body);
  const answer = readJson(text);
  if (status >= 200 && status <= 299 && answer !== undefined) return answer;
  const error = isRecord(answer) && isRecord(answer["error"]) ? answer["error"] : {};
  const url = urlOf(gateway).href;
  throw new MocklarkError(
    "USAGE",
    saidBy(error["message"]) ?? gatewayCommandTexts("not-a-gateway", { url }),
    {
      remedy: saidBy(error["remedy"]) ?? gatewayCommandTexts("not-a-gateway-remedy"),
    },
  );
}

/** What the gateway says, in the language it was asked for. */
const saidBy = (said: unknown): Text | undefined =>
  typeof said === "string" ? verbatim(said) : undefined;

function readJson(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString("utf8"));
  } catch {
    return undefined;
  }
}

async function request(gateway: Asked, path: string, json: object | undefined): Promise<Answer> {
  const { allowHost: allowHosts, language } = gateway;
  const url = new URL(`/control/${path}?lang=${language}`, urlOf(gateway));
  const { fetchGuarded } = await import("../network/fetch-guarded.js");
  try {
    return await fetchGuarded(url, { json, allowHosts, role: "gateway", limitMs: 5_000 });
  } catch (error) {
    if (error instanceof MocklarkError) throw error;
    throw new MocklarkError(
      "ENVIRONMENT",
      gatewayCommandTexts("unreachable", { origin: url.origin, why: textOf(error) }),
      { remedy: remedyFor(systemCodeOf(error) ?? ""), cause: error },
    );
  }
}

const remedyFor = (code: string): Text =>
  gatewayCommandTexts(/CERT|SIGNATURE/.test(code) ? "extra-certs" : "start-it");

function urlOf({ url: text, port }: ControlFlags): URL {
  if (text === undefined) return new URL(`http://127.0.0.1:${port}`);
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new MocklarkError("USAGE", gatewayCommandTexts("bad-url", { text }), {
    remedy: gatewayCommandTexts("bad-url-remedy"),
  });
}

function lineOf(info: ConnectionInfo, language: Language): string {
  const { remoteAddress: address, eventsPushed: pushed } = info;
  return printableLine(
    gatewayCommandTexts("listed", { ...info, address, pushed }).in(language),
    1_000,
  );
}
