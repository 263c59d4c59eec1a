import { type Command, InvalidArgumentError } from "./commander.js";
import { jsonText } from "../base/json-text.js";
import { printableLine } from "../base/printable.js";
import { isRecord } from "../base/json-path.js";
import { MocklarkError, messageOf, systemCodeOf } from "../base/errors.js";
import { clientConfigPresetNames, clientConfigPresets } from "../gateway/client-config.js";
import type { ConnectionInfo } from "../gateway/connection-info.js";
import type { Answer } from "../network/fetch-guarded.js";
import type { CommandContext } from "./command.js";
import {
  type GatewayAction,
  actionJson,
  describeAction,
  describeOutage,
  describeRefusal,
} from "./control-lines.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { allowHostFlag, flag, integerFlag } from "./options.js";

interface ControlFlags {
  readonly url?: string;
  readonly port: number;
  readonly allowHost: readonly string[];
  readonly json?: boolean;
}

/** The commands that take nothing but a connection. */
const connectionActions = {
  kick: {
    description: "destroy a connection's TCP, which makes every official client come back",
    done: "Kicked",
    verb: "kick",
  },
  close: { description: "close a connection with a close frame", done: "Closed", verb: "close" },
  freeze: {
    description: "play dead on a connection without closing it",
    done: "Froze",
    verb: "freeze",
  },
  thaw: { description: "end freeze", done: "Thawed", verb: "thaw" },
} as const;

/** `mocklark gateway connections`, `kick` and so on: they control a running gateway. */
export function addGatewayControl(
  gateway: Command,
  { terminal }: CommandContext,
  finish: (code: ExitCode) => void,
): void {
  const subcommand = (name: string, description: string): Command =>
    gateway
      .command(name)
      .description(description)
      .addOption(flag("--url <url>", "the gateway; default: the one on this machine"))
      .addOption(integerFlag("--port <n>", "its port on this machine; default 7788", 1))
      .addOption(allowHostFlag("gateway"));

  subcommand("connections", "list the connections of a gateway that runs")
    .addOption(flag("--json", "one JSON object per connection"))
    .action(async (_own: ControlFlags, command: Command) => {
      const flags = flagsOf(command);
      const { json } = flags;
      const connections = (await ask(flags, "connections")) as ConnectionInfo[];
      for (const info of connections) {
        await terminal.out(`${json === true ? jsonText(info) : describe(info)}\n`);
      }
      if (connections.length === 0) terminal.progress("No client is connected.\n");
      finish(exitCodes.ok);
    });

  const act = async (
    command: Command,
    id: string | undefined,
    action: GatewayAction,
  ): Promise<void> => {
    const flags = flagsOf(command);
    const done = await onEach(flags, id, action);
    await terminal.out(
      flags.json === true ? actionJson(action, done) : describeAction(action, done),
    );
    if (done.length === 0) {
      terminal.progress(`No client is connected: there is nothing to ${action.verb}.\n`);
    }
    finish(done.length === 0 ? exitCodes.failed : exitCodes.ok);
  };

  for (const [name, { description, ...words }] of Object.entries(connectionActions)) {
    withJson(subcommand(name, description))
      .argument("[connection]", "its id, as `connections` lists it; default: all")
      .action((id: string | undefined, _flags: ControlFlags, command: Command) =>
        act(command, id, { name, body: {}, ...words }),
      );
  }

  withJson(subcommand("slow", "hold back what goes to a client; 0 ends it"))
    .argument("<delay>", "milliseconds", milliseconds)
    .argument("[connection]", "its id; default: all")
    .action((delayMs: number, id: string | undefined, _flags: ControlFlags, command: Command) => {
      const done = delayMs === 0 ? "No longer hold back" : `Hold back by ${delayMs} ms`;
      return act(command, id, { name: "slow", body: { delayMs }, done, verb: "hold back" });
    });

  withJson(subcommand("client-config", "change what clients are told with their next pong"))
    .argument(
      "<setting=value...>",
      `for example PingInterval=3 ReconnectNonce=0, in seconds; or one of ${clientConfigPresetNames.join(", ")}`,
    )
    .action(async (settings: readonly string[], _flags: ControlFlags, command: Command) => {
      const config = await ask(
        flagsOf(command),
        "client-config",
        Object.fromEntries(settings.flatMap(readSetting)),
      );
      await terminal.out(`${jsonText(config)}\n`);
      finish(exitCodes.ok);
    });

  withJson(subcommand("outage", "take the whole server away, or its endpoint, and give it back"))
    .argument("<outage>", "unreachable, silent-endpoint, or none to end it")
    .action(async (outage: string, _flags: ControlFlags, command: Command) => {
      const flags = flagsOf(command);
      const result = await ask(flags, "outage", { outage });
      await terminal.out(`${flags.json === true ? jsonText(result) : describeOutage(result)}\n`);
      finish(exitCodes.ok);
    });

  withJson(subcommand("refuse", "turn the next clients away"))
    .argument("<refusal>", "how, for example too-many-connections")
    .addOption(integerFlag("--times <n>", "how many clients; 0 withdraws it").default(1))
    .action(async (refusal: string, _flags: ControlFlags, command: Command) => {
      const { times: count } = command.opts<{ readonly times: number }>();
      const flags = flagsOf(command);
      const result = await ask(flags, "refuse", { refusal, count });
      const text = printableLine(describeRefusal({ refusal, count }));
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
    throw new MocklarkError("USAGE", `Failed to run "${name}": it has no flag ${unread.long}.`, {
      remedy: `"mocklark ${name} --help" lists its flags.`,
    });
  }
  return { ...parent?.opts<ControlFlags>(), ...command.opts<ControlFlags>() };
}

const withJson = (command: Command): Command =>
  command.addOption(flag("--json", "what was done as JSON"));

function milliseconds(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Expected milliseconds, a whole number.");
}

/** The gateway knows the names and what they may be. */
function readSetting(text: string): [name: string, value: number][] {
  const preset = clientConfigPresetNames.find((each) => each === text);
  if (preset) return Object.entries(clientConfigPresets[preset]);
  const [, name, value] = /^(\w+)=(-?\d+)$/.exec(text) ?? [];
  if (name !== undefined) return [[name, Number(value)]];
  throw new MocklarkError("USAGE", `Failed to read the setting "${text}".`, {
    remedy: `Write a name, "=" and a whole number, for example PingInterval=3, or one of ${clientConfigPresetNames.join(", ")}.`,
  });
}

/** Acts on one connection, or on all of them; returns those it acted on. */
async function onEach(
  gateway: ControlFlags,
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
async function ask(gateway: ControlFlags, path: string, body?: object): Promise<unknown> {
  const { status, body: text } = await request(gateway, path, body);
  const answer = readJson(text);
  if (status >= 200 && status <= 299 && answer !== undefined) return answer;
  const error = isRecord(answer) && isRecord(answer["error"]) ? answer["error"] : {};
  const { message, remedy } = error;
  throw new MocklarkError(
    "USAGE",
    typeof message === "string"
      ? message
      : `Failed to control ${urlOf(gateway).href}: it is not a gateway.`,
    {
      remedy: typeof remedy === "string" ? remedy : "Give the URL that `mocklark gateway` printed.",
    },
  );
}

function readJson(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString("utf8"));
  } catch {
    return undefined;
  }
}

async function request(
  gateway: ControlFlags,
  path: string,
  json: object | undefined,
): Promise<Answer> {
  const { allowHost: allowHosts } = gateway;
  const url = new URL(`/control/${path}`, urlOf(gateway));
  const { fetchGuarded } = await import("../network/fetch-guarded.js");
  try {
    return await fetchGuarded(url, { json, allowHosts, role: "gateway", limitMs: 5_000 });
  } catch (error) {
    if (error instanceof MocklarkError) throw error;
    throw new MocklarkError(
      "ENVIRONMENT",
      `Failed to reach the gateway at ${url.origin}: ${messageOf(error)}.`,
      { remedy: remedyFor(systemCodeOf(error) ?? ""), cause: error },
    );
  }
}

const remedyFor = (code: string): string =>
  /CERT|SIGNATURE/.test(code)
    ? "Set NODE_EXTRA_CA_CERTS to the file of the authority that signed its certificate."
    : "Start it with `mocklark gateway`, or say --port or --url.";

function urlOf({ url: text, port }: ControlFlags): URL {
  if (text === undefined) return new URL(`http://127.0.0.1:${port}`);
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new MocklarkError("USAGE", `Failed to read the gateway's URL "${text}".`, {
    remedy: 'It looks like "http://127.0.0.1:7788".',
  });
}

function describe({ id, appId, state, remoteAddress, eventsPushed, acks }: ConnectionInfo): string {
  const line = `${id}  ${state}  ${appId}  ${remoteAddress}  ${eventsPushed} pushed, ${acks} acknowledged`;
  return printableLine(line, 1_000);
}
