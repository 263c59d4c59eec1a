import { definedOnly } from "../../base/defined-only.js";
import { parseDuration } from "../../base/durations.js";
import { MocklarkError } from "../../base/errors.js";
import { randomSeed } from "../../base/random.js";
import { unlessAborted } from "../../base/unless-aborted.js";
import type { Delivery } from "../../delivery/delivery.js";
import { reserveConfigType } from "../../event/reserve-config/reserve-config-type.js";
import { parseTarget } from "../../network/target.js";
import { appTicketOf } from "../../open-api/tenant-token.js";
import { createApiCallJson, createApiCallLines } from "../api-call-lines.js";
import { assertExecFlags } from "../assert-exec-flags.js";
import type { ChildEnvironment } from "../../receiver/child-environment.js";
import type { RegisterCommand } from "../command.js";
import { createGate } from "../create-gate.js";
import { eventTypeFlag, type EventTypeFlags, namedEventTypes } from "../event-type-flag.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { requestUrlOf } from "../first-app.js";
import { openServer, type OpenServer } from "../open-server.js";
import {
  addAppOptions,
  addTargetOptions,
  choiceFlag,
  durationFlag,
  flag,
  integerFlag,
  listFlag,
  parsedFlag,
  readTls,
  type TargetFlags,
} from "../options.js";
import { envFlag, pathFlag } from "../receiver-options.js";
import { owedText, resumedText, refusalOf, resumeOwed } from "../owed-deliveries.js";
import { printError } from "../print-error.js";
import { addRetryOptions, type RetryFlags } from "../retry-options.js";
import { openBrowser } from "../serve-browser.js";
import { openPage, type PageParts } from "../serve-page.js";
import { tellBeginning, tellElsewhere, tellNoStandIn } from "../serve-lines.js";
import { clientThere, openServeReceiver, receiverThere } from "../serve-receiver.js";
import { openServeTenant, readTenant, type TenantFlags } from "../serve-tenant.js";
import { addServerOptions, type ServerFlags } from "../server-options.js";
import type { Terminal } from "../terminal.js";
import { untilAborted } from "../until-aborted.js";
import { describe } from "../described.js";
import { serveTexts } from "../texts/serve-texts.js";
import { flagTexts } from "../texts/flag-texts.js";

interface ServeFlags extends EventTypeFlags, TenantFlags, RetryFlags, ServerFlags, TargetFlags {
  readonly data?: string;
  readonly target?: string;
  readonly exec?: string;
  readonly env?: ChildEnvironment;
  readonly path?: string;
  readonly longConnection?: boolean;
  readonly waitFor?: number;
  readonly witness?: string;
  readonly open?: boolean;
  readonly changeEvery?: number;
}

/** `mocklark serve`: a tenant whose Open API, long connection and events are on one port. */
export const registerServe: RegisterCommand = (program, { terminal, signal }, finish) => {
  const command = addTargetOptions(addAppOptions(program.command("serve")));
  describe(addServerOptions(command, "the tenant and its deliveries"), serveTexts("about"))
    .addOption(flag("--tenant <file>", serveTexts("tenant")))
    .addOption(flag("--target <url>", serveTexts("target")))
    .addOption(flag("--exec <command>", serveTexts("exec")))
    .addOption(envFlag())
    .addOption(pathFlag())
    .addOption(flag("--long-connection", serveTexts("long-connection")))
    .addOption(flag("--witness <how>", flagTexts("witness")))
    .addOption(durationFlag("--wait-for <duration>", flagTexts("wait-for")))
    .addOption(eventTypeFlag())
    .addOption(flag("--open", serveTexts("open")))
    .addOption(
      parsedFlag("--change-every <duration>", serveTexts("change-every"), parseChangeEvery),
    )
    .addOption(integerFlag("--seed <n>", serveTexts("seed")))
    .addOption(choiceFlag("--locale <language>", serveTexts("locale"), ["zh", "en"]))
    .addOption(listFlag("--rule <name=value>", serveTexts("rule")));
  addRetryOptions(command, "real").action(async (flags: ServeFlags) => {
    assertExecFlags(command);
    finish(await serve(flags, { terminal, signal }));
  });
};

function parseChangeEvery(text: string): number {
  const everyMs = parseDuration(text);
  if (everyMs >= 100) return everyMs;
  throw new MocklarkError("USAGE", serveTexts("too-often", { text }), {
    remedy: serveTexts("too-often-remedy"),
  });
}

interface Surroundings {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

async function serve(flags: ServeFlags, surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, signal } = surroundings;
  const gate = createGate();
  const page: PageParts = { receiver: undefined, standIn: undefined, receiverChanged: () => {} };
  const server = await openTenantServer(flags, surroundings, { ready: gate.opened, page });
  let work: Promise<void> = Promise.resolve();
  try {
    tellBeginning(server.simulator, server.url, { terminal, json: flags.json === true });
    server.watch();
    page.standIn?.begin(server);
    if (flags.cert !== undefined) tellNoStandIn(flags, server, terminal);
    page.receiver = await openServeReceiver(flags, server, {
      ...surroundings,
      onProblem(problem) {
        printError(problem, terminal);
        page.receiverChanged();
      },
    });
    await beginOfItself(flags, server, surroundings);
    work = goOn(server, { ...surroundings, openGate: gate.open });
    // Not for the end of the work: what is resumed may wait for hours.
    await Promise.race([untilAborted(signal), unlessItFails(work)]);
    return exitCodes.ok;
  } finally {
    await endServer(server, page);
    await work.catch(() => {});
    tellOwed(flags, server, terminal);
  }
}

/** What was started here ends even where something could not be kept. */
async function endServer(server: OpenServer, { receiver }: PageParts): Promise<void> {
  try {
    await server.close();
  } finally {
    await receiver?.stop();
  }
}

const unlessItFails = async (work: Promise<void>): Promise<never> => {
  await work;
  return never;
};

const never = new Promise<never>(() => {});

/** What happens without anybody's doing. */
async function beginOfItself(
  { open, changeEvery: everyMs }: ServeFlags,
  { simulator: { tenant, random, clock }, url }: OpenServer,
  { terminal, signal }: Surroundings,
): Promise<void> {
  if (everyMs !== undefined) {
    const { beginChanges } = await import("../serve-changes.js");
    const { wall } = clock;
    beginChanges({ tenant, random: random.fork("changes"), wall, everyMs, terminal, signal });
  }
  if (open === true) void openBrowser(`${url}/`, terminal);
}

interface Preparations {
  /** Resolves when events may go out to the first app. */
  readonly ready: Promise<void>;
  readonly page: PageParts;
}

async function openTenantServer(
  flags: ServeFlags,
  { terminal, signal }: Surroundings,
  { ready, page }: Preparations,
): Promise<OpenServer> {
  assertTarget(flags);
  const { data } = flags;
  const seed = flags.seed ?? randomSeed();
  const said = await readTenant(flags, terminal);
  const events = await namedEventTypes(flags, terminal.cwd);
  const server: OpenServer = await openServer({
    flags,
    terminal,
    encrypted: (delivery) => isEncrypted(server, delivery),
    routes: (simulator, gateway, journal) =>
      openPage(flags, { simulator, gateway, journal, page, url: () => server.url, terminal }),
    settings: async ({ clock }) => ({
      seed,
      // A change of limits is what a tenant brings about; the others are sent from the page or its API.
      events: [reserveConfigType, ...events.filter(({ name }) => name !== reserveConfigType.name)],
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
  throw new MocklarkError("USAGE", serveTexts("contradiction"), {
    remedy: serveTexts("contradiction-remedy"),
  });
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
  server: OpenServer,
  { terminal, signal, openGate }: Surroundings & { readonly openGate: () => void },
): Promise<void> {
  const { journal } = server;
  // What is kept can wait for a client; what is not goes the way of all events to nobody.
  if (journal) await receiverThere(server, signal);
  openGate();
  await pushAppTickets(server, terminal);
  if (journal?.owed().some(isByLongConnection) && requestUrlOf(server.simulator) !== undefined) {
    terminal.progress(`${serveTexts("waits-for-client").in(terminal.language)}\n`);
    await clientThere(server, signal);
  }
  tellElsewhere(journal?.owed() ?? [], server, terminal);
  const resumed = await resumeOwed(server.simulator, terminal);
  if (signal.aborted) return;
  if (resumed.owed > 0) terminal.progress(`${resumedText(resumed).in(terminal.language)}\n`);
  const refusal = refusalOf(resumed);
  if (refusal) printError(refusal, terminal);
}

const isByLongConnection = ({ channel }: Pick<Delivery, "channel">): boolean =>
  channel === "long-connection";

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
  if (data !== undefined && pending > 0)
    terminal.progress(`${owedText(pending).in(terminal.language)}\n`);
}
