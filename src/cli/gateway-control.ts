import { type Command, InvalidArgumentError } from "./commander.js";
import { jsonText } from "../base/json-text.js";
import { printableLine } from "../base/printable.js";
import { isRecord } from "../base/json-path.js";
import { MocklarkError, messageOf } from "../base/errors.js";
import { timeLimit } from "../base/time-limit.js";
import { clientConfigPresetNames, clientConfigPresets } from "../gateway/client-config.js";
import type { ConnectionInfo } from "../gateway/connection-info.js";
import type { CommandContext } from "./command.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { flag, integerFlag } from "./options.js";

interface ControlFlags {
  readonly url: string;
  readonly json?: boolean;
}

const actions = {
  kick: "destroy a connection's TCP, which makes every official client come back",
  close: "close a connection with a close frame",
  freeze: "play dead on a connection without closing it",
  thaw: "end freeze",
} as const;

/** `mocklark gateway connections`, `kick` and so on: what a gateway that runs is told to do. */
export function addGatewayControl(
  gateway: Command,
  { terminal }: CommandContext,
  finish: (code: ExitCode) => void,
): void {
  const subcommand = (name: string, description: string): Command =>
    gateway
      .command(name)
      .description(description)
      .addOption(flag("--url <url>", "the gateway").default("http://127.0.0.1:7788"));

  subcommand("connections", "list the connections of a gateway that runs")
    .addOption(flag("--json", "one JSON object per connection"))
    .action(async (_flags: ControlFlags, command: Command) => {
      const { url, json } = command.optsWithGlobals<ControlFlags>();
      const connections = (await ask(url, "connections")) as ConnectionInfo[];
      for (const info of connections) {
        await terminal.out(`${json === true ? jsonText(info) : describe(info)}\n`);
      }
      if (connections.length === 0) terminal.progress("No client is connected.\n");
      finish(exitCodes.ok);
    });

  for (const [name, description] of Object.entries(actions)) {
    subcommand(name, description)
      .argument("[connection]", "its id, as `connections` lists it; default: all")
      .action(async (id: string | undefined, { url }: ControlFlags) => {
        await onEach(url, id, (each) => ask(url, `connections/${each}/${name}`, {}));
        finish(exitCodes.ok);
      });
  }

  subcommand("slow", "hold back what goes to a client; 0 ends it")
    .argument("<delay>", "milliseconds", milliseconds)
    .argument("[connection]", "its id; default: all")
    .action(async (delayMs: number, id: string | undefined, { url }: ControlFlags) => {
      await onEach(url, id, (each) => ask(url, `connections/${each}/slow`, { delayMs }));
      finish(exitCodes.ok);
    });

  subcommand("client-config", "change what clients are told with their next pong")
    .argument(
      "<setting=value...>",
      `for example PingInterval=3 ReconnectNonce=0, in seconds; or one of ${clientConfigPresetNames.join(", ")}`,
    )
    .action(async (settings: readonly string[], { url }: ControlFlags) => {
      const config = await ask(
        url,
        "client-config",
        Object.fromEntries(settings.flatMap(readSetting)),
      );
      await terminal.out(`${jsonText(config)}\n`);
      finish(exitCodes.ok);
    });

  subcommand("outage", "take the whole server away, or its endpoint, and give it back")
    .argument("<outage>", "unreachable, silent-endpoint, or none to end it")
    .action(async (outage: string, { url }: ControlFlags) => {
      await ask(url, "outage", { outage });
      finish(exitCodes.ok);
    });

  subcommand("refuse", "turn the next clients away")
    .argument("<refusal>", "how, for example too-many-connections")
    .addOption(integerFlag("--times <n>", "how many clients; 0 withdraws it").default(1))
    .action(async (refusal: string, { url }: ControlFlags, command: Command) => {
      const { times: count } = command.opts<{ readonly times: number }>();
      await ask(url, "refuse", { refusal, count });
      finish(exitCodes.ok);
    });
}

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

async function onEach(
  url: string,
  id: string | undefined,
  act: (id: string) => Promise<unknown>,
): Promise<void> {
  const all = id === undefined ? ((await ask(url, "connections")) as ConnectionInfo[]) : [{ id }];
  for (const each of all) await act(encodeURIComponent(each.id));
}

/** @throws MocklarkError ENVIRONMENT when no gateway answers, USAGE when it does not like the question */
async function ask(url: string, path: string, body?: object): Promise<unknown> {
  const response = await request(new URL(`/control/${path}`, asUrl(url)), body);
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer;
  const error = isRecord(answer) && isRecord(answer["error"]) ? answer["error"] : {};
  const { message, remedy } = error;
  throw new MocklarkError(
    "USAGE",
    typeof message === "string" ? message : `Failed to steer ${url}: it is no gateway.`,
    {
      remedy:
        typeof remedy === "string" ? remedy : "Give the URL that `mocklark gateway` has printed.",
    },
  );
}

async function request(url: URL, body: object | undefined): Promise<Response> {
  try {
    return await fetch(url, {
      ...(body === undefined
        ? {}
        : {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify(body),
          }),
      signal: timeLimit(5_000),
    });
  } catch (error) {
    const { cause } = error as { readonly cause?: unknown };
    throw new MocklarkError(
      "ENVIRONMENT",
      `Failed to reach the gateway at ${url.origin}: ${messageOf(cause ?? error)}.`,
      { remedy: "Start it with `mocklark gateway`, or say --url.", cause: error },
    );
  }
}

function asUrl(text: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new MocklarkError("USAGE", `Failed to read the gateway's URL "${text}".`, {
    remedy: 'It looks like "http://127.0.0.1:7788".',
  });
}

function describe({ id, appId, state, remoteAddress, eventsPushed, acks }: ConnectionInfo): string {
  const line = `${id}  ${state}  ${appId}  ${remoteAddress}  ${eventsPushed} pushed, ${acks} acknowledged`;
  return printableLine(line, 1_000);
}
