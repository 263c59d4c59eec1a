import { definedOnly } from "../../base/defined-only.js";
import { MocklarkError } from "../../base/errors.js";
import { randomSeed } from "../../base/random.js";
import { unlessAborted } from "../../base/unless-aborted.js";
import type { Delivery } from "../../delivery/delivery.js";
import { parseTarget } from "../../network/target.js";
import { appTicketOf } from "../../open-api/tenant-token.js";
import { createApiCallJson, createApiCallLines } from "../api-call-lines.js";
import type { RegisterCommand } from "../command.js";
import { createGate } from "../create-gate.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { openConsoleReceiver } from "../console-receiver.js";
import { openServer, type OpenServer } from "../open-server.js";
import {
  addAppOptions,
  addTargetOptions,
  choiceFlag,
  durationFlag,
  flag,
  integerFlag,
  listFlag,
  readTls,
  type TargetFlags,
} from "../options.js";
import {
  describeOwed,
  describeResumed,
  refusalOf,
  resumeOwed,
  tellWaiting,
} from "../owed-deliveries.js";
import { printError } from "../print-error.js";
import { addRetryOptions, type RetryFlags } from "../retry-options.js";
import { tellBeginning } from "../serve-lines.js";
import { openServeReceiver, receiverThere, type ServeReceiver } from "../serve-receiver.js";
import { openServeTenant, readTenant, type TenantFlags } from "../serve-tenant.js";
import { addServerOptions, type ServerFlags } from "../server-options.js";
import type { Terminal } from "../terminal.js";
import { untilAborted } from "../until-aborted.js";

interface ServeFlags extends TenantFlags, RetryFlags, ServerFlags, TargetFlags {
  readonly data?: string;
  readonly target?: string;
  readonly exec?: string;
  readonly longConnection?: boolean;
  readonly waitFor?: number;
}

/** `mocklark serve`: a tenant whose Open API, long connection and events are on one port. */
export const registerServe: RegisterCommand = (program, { terminal, signal }, finish) => {
  const command = addTargetOptions(addAppOptions(program.command("serve")));
  addServerOptions(command, "the tenant and its deliveries")
    .description("be a Feishu tenant: change limits by its Open API, and the events follow")
    .addOption(flag("--tenant <file>", "the tenant (YAML or JSON); default: a made-up one"))
    .addOption(flag("--target <url>", "post the first app's events there; default: to its clients"))
    .addOption(
      flag("--exec <command>", "start the receiver, post events to it, stop it at the end"),
    )
    .addOption(flag("--long-connection", "what --exec starts is a client of the long connection"))
    .addOption(durationFlag("--wait-for <duration>", "how long --exec may take; default 20s"))
    .addOption(integerFlag("--seed <n>", "the same seed makes the same tenant and the same events"))
    .addOption(choiceFlag("--locale <language>", "language of made-up names", ["zh", "en"]))
    .addOption(listFlag("--rule <name=value>", "decide what nobody knows of Feishu (repeatable)"));
  addRetryOptions(command).action(async (flags: ServeFlags) => {
    finish(await serve(flags, { terminal, signal }));
  });
};

interface Surroundings {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

async function serve(flags: ServeFlags, surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, signal } = surroundings;
  const gate = createGate();
  const server = await openTenantServer(flags, surroundings, gate.opened);
  let receiver: ServeReceiver | undefined;
  try {
    tellBeginning(server.simulator, server.url, { terminal, json: flags.json === true });
    server.watch();
    receiver = await openServeReceiver(flags, server, surroundings);
    const work = goOn(flags, server, { ...surroundings, openGate: gate.open });
    const aborted = untilAborted(signal);
    // What is owed may wait for hours: the end need not wait for it.
    await Promise.race([aborted, work.then(() => aborted), receiver.lost]);
    return exitCodes.ok;
  } finally {
    await server.close();
    await receiver?.stop();
    tellOwed(flags, server, terminal);
  }
}

/** @param ready resolves when events may go out to the first app */
async function openTenantServer(
  flags: ServeFlags,
  { terminal, signal }: Surroundings,
  ready: Promise<void>,
): Promise<OpenServer> {
  assertTarget(flags);
  const { data } = flags;
  const seed = flags.seed ?? randomSeed();
  const said = await readTenant(flags, terminal);
  const server: OpenServer = await openServer({
    flags,
    terminal,
    encrypted: (delivery) => isEncrypted(server, delivery),
    routes: async (simulator, gateway, journal) => {
      const { createConsole } = await import("../../console/create-console.js");
      return createConsole({
        simulator,
        gateway,
        receiver: openConsoleReceiver(flags, simulator),
        wall: simulator.clock.wall,
        url: () => server.url,
        print: (text) => terminal.err(`${text}\n`),
        ...(data !== undefined && { data, journal, onWaiting: tellWaiting(data, terminal) }),
      });
    },
    settings: async ({ clock }) => ({
      seed,
      tls: readTls(flags),
      allowHosts: flags.allowHost,
      tenant: await openServeTenant(said, { data, seed }, { clock, terminal }),
      openApiRules: said.openApiRules,
      tenantPush: async ({ appId }) => {
        if (appId === said.apps[0]?.appId) await unlessAborted(ready, signal);
        return {};
      },
      onTenantTrouble: tellOnce(terminal),
      onApiCall: flags.json === true ? createApiCallJson(terminal) : createApiCallLines(terminal),
      ...definedOnly({ locale: flags.locale }),
    }),
  });
  return server;
}

/** What nothing may be sent to is said before anything is opened. */
function assertTarget({ target, longConnection, allowHost: allowHosts }: ServeFlags): void {
  if (target === undefined) return;
  parseTarget(target, { allowHosts });
  if (longConnection !== true) return;
  throw new MocklarkError(
    "USAGE",
    "Failed to serve: --target and --long-connection contradict each other.",
    { remedy: "Leave one of them out: a client of the long connection has no URL." },
  );
}

function isEncrypted({ simulator }: OpenServer, { channel, target }: Delivery): boolean {
  if (channel === "long-connection") return false;
  const app = simulator.tenant.apps.find(({ requestUrl }) => requestUrl === target);
  return (app ?? simulator.app).encryptKey !== "";
}

function tellOnce(terminal: Terminal): (error: MocklarkError) => void {
  const told = new Set<string>();
  return (error) => {
    if (!told.has(error.message)) printError(error, terminal);
    told.add(error.message);
  };
}

/** Lets the events go to their receiver, first those that an earlier process owed. */
async function goOn(
  { data }: ServeFlags,
  server: OpenServer,
  { terminal, signal, openGate }: Surroundings & { readonly openGate: () => void },
): Promise<void> {
  // What is kept can wait for a client; what is not goes the way of all events to nobody.
  if (data !== undefined) await receiverThere(server, signal);
  openGate();
  await pushAppTickets(server, terminal);
  const resumed = await resumeOwed(server.simulator, terminal);
  if (signal.aborted) return;
  if (resumed.owed > 0) terminal.progress(`${describeResumed(resumed)}\n`);
  const refusal = refusalOf(resumed);
  if (refusal) printError(refusal, terminal);
}

/** Feishu pushes a store app its ticket every hour; here it is pushed at the start, and when the app asks. */
async function pushAppTickets({ simulator }: OpenServer, terminal: Terminal): Promise<void> {
  for (const { appId, type } of simulator.tenant.apps) {
    if (type !== "store") continue;
    await simulator.pushAppTicket(appId, appTicketOf(appId)).catch((error: unknown) => {
      if (!(error instanceof MocklarkError)) throw error;
      printError(error, terminal);
    });
  }
}

function tellOwed({ data }: ServeFlags, { simulator }: OpenServer, terminal: Terminal): void {
  const { pending } = simulator.deliveries.counts;
  if (data !== undefined && pending > 0) terminal.progress(`${describeOwed(pending)}\n`);
}
