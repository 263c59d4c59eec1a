import { definedOnly } from "../../base/defined-only.js";
import type { MocklarkError } from "../../base/errors.js";
import { printableMessage } from "../../base/printable.js";
import { randomSeed } from "../../base/random.js";
import { unlessAborted } from "../../base/unless-aborted.js";
import type { ManagedReceiver } from "../../receiver/managed-receiver.js";
import type { RegisterCommand } from "../command.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { openServer, type OpenServer } from "../open-server.js";
import {
  addAppOptions,
  addTargetOptions,
  type AppFlags,
  choiceFlag,
  durationFlag,
  flag,
  integerFlag,
  readApp,
  readTls,
  type TargetFlags,
} from "../options.js";
import { resumeOwed } from "../owed-deliveries.js";
import { printError } from "../print-error.js";
import { addRetryOptions, type RetryFlags } from "../retry-options.js";
import { tellBeginning } from "../serve-lines.js";
import { makeUpTenant } from "../serve-tenant.js";
import { addServerOptions, type ServerFlags } from "../server-options.js";
import type { Terminal } from "../terminal.js";
import { untilAborted } from "../until-aborted.js";

interface ServeFlags extends AppFlags, RetryFlags, ServerFlags, TargetFlags {
  readonly tenant?: string;
  readonly target?: string;
  readonly exec?: string;
  readonly waitFor?: number;
  readonly seed?: number;
  readonly locale?: "zh" | "en";
}

/** `mocklark serve`: a tenant whose Open API, long connection and events are on one port. */
export const registerServe: RegisterCommand = (program, { terminal, signal }, finish) => {
  const command = addTargetOptions(addAppOptions(program.command("serve")));
  addServerOptions(command, "the tenant and its deliveries")
    .description("be a Feishu tenant: change limits by its Open API, and the events follow")
    .addOption(flag("--tenant <file>", "the tenant (YAML or JSON); default: made up from the seed"))
    .addOption(flag("--target <url>", "where the first app's events are posted"))
    .addOption(
      flag("--exec <command>", "start the receiver, post the events to it, stop it at the end"),
    )
    .addOption(durationFlag("--wait-for <duration>", "how long --exec may take; default 20s"))
    .addOption(integerFlag("--seed <n>", "the same seed makes the same tenant and ids"))
    .addOption(choiceFlag("--locale <language>", "language of names", ["zh", "en"]));
  addRetryOptions(command).action(async (flags: ServeFlags) => {
    finish(await serve(flags, terminal, signal));
  });
};

async function serve(
  flags: ServeFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const seed = flags.seed ?? randomSeed();
  const ready = createGate();
  const server = await openServer({
    flags,
    terminal,
    encrypted: (readApp(flags).encryptKey ?? "") !== "",
    settings: async () => ({
      app: readApp(flags),
      seed,
      tls: readTls(flags),
      allowHosts: flags.allowHost,
      tenant: await makeUpTenant(seed, flags.locale),
      tenantPush: async () => {
        await unlessAborted(ready.open, signal);
        return {};
      },
      onTenantTrouble: (error: MocklarkError) => void printError(error, terminal),
      ...definedOnly({ locale: flags.locale }),
    }),
  });
  let receiver: ManagedReceiver | undefined;
  try {
    const { simulator, url } = server;
    tellBeginning(simulator, url, { terminal, json: flags.json === true });
    server.watch();
    receiver = await startReceiver(flags, server, { terminal, signal });
    const target = receiver?.url ?? flags.target;
    if (target !== undefined) setTarget(server, target);
    ready.let();
    void resumeOwed(simulator, terminal);
    await untilAborted(signal);
    return exitCodes.ok;
  } finally {
    await server.close();
    await receiver?.stop();
  }
}

/** Events wait until their receiver is up. */
function createGate(): { readonly open: Promise<void>; let(): void } {
  let let_: () => void = () => {};
  const open = new Promise<void>((resolve) => (let_ = resolve));
  return { open, let: () => let_() };
}

function setTarget({ simulator: { app, tenant } }: OpenServer, requestUrl: string): void {
  const known = tenant.findApp(app.appId);
  if (known) tenant.setApp({ ...known, requestUrl });
}

async function startReceiver(
  { exec, waitFor, allowHost }: ServeFlags,
  { simulator, url }: OpenServer,
  { terminal, signal }: { readonly terminal: Terminal; readonly signal: AbortSignal },
): Promise<ManagedReceiver | undefined> {
  if (exec === undefined) return undefined;
  const { startManagedReceiver } = await import("../../receiver/managed-receiver.js");
  return startManagedReceiver({
    command: exec,
    app: simulator.app,
    signal,
    allowHosts: allowHost,
    env: { MOCKLARK_DOMAIN: url },
    onLeftRunning: (text) => terminal.err(`${printableMessage(text)}\n`),
    ...definedOnly({ waitForMs: waitFor }),
  });
}
