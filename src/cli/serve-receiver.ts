import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import { printableMessage } from "../base/printable.js";
import { createSecretMask } from "../event/secret-mask.js";
import { describeExit, type ManagedReceiver } from "../receiver/managed-receiver.js";
import { unlessAborted } from "../base/unless-aborted.js";
import type { OpenServer } from "./open-server.js";
import type { Terminal } from "./terminal.js";

export interface ServeReceiverFlags {
  readonly target?: string;
  readonly exec?: string;
  readonly longConnection?: boolean;
  readonly waitFor?: number;
  readonly allowHost: readonly string[];
}

/** Where the first app's events go while `serve` runs. */
export interface ServeReceiver {
  /** Rejects when a receiver that was started here ends by itself; never resolves. */
  readonly lost: Promise<never>;
  stop(): Promise<void>;
}

/**
 * Sees that there is a receiver, and tells the tenant its URL: the one of --target, one that --exec starts, or
 * the clients of the long connection.
 * @throws MocklarkError ENVIRONMENT when what --exec starts does not come up
 */
export async function openServeReceiver(
  flags: ServeReceiverFlags,
  server: OpenServer,
  { terminal, signal }: { readonly terminal: Terminal; readonly signal: AbortSignal },
): Promise<ServeReceiver> {
  const { exec, target, longConnection = false } = flags;
  if (exec === undefined) {
    if (target !== undefined) setRequestUrl(server, target);
    return { lost: never, stop: () => Promise.resolve() };
  }
  const { startManagedReceiver } = await import("../receiver/managed-receiver.js");
  const managed = await startManagedReceiver({
    command: exec,
    app: server.simulator.app,
    signal,
    allowHosts: flags.allowHost,
    env: { MOCKLARK_DOMAIN: server.url },
    onLeftRunning: (text) => terminal.err(`${printableMessage(text)}\n`),
    ...definedOnly({ waitForMs: flags.waitFor, url: target }),
    ...(longConnection && { arrival: arrivalAt(server) }),
  });
  if (!longConnection) setRequestUrl(server, managed.url);
  const lost = watchEnd(managed, server);
  // It may end while nobody waits for that yet.
  lost.catch(() => {});
  return { lost, stop: () => managed.stop() };
}

/** Resolves when a client of the first app is online, or at once if its events go elsewhere. */
export async function receiverThere(
  { simulator: { app, tenant }, gateway }: OpenServer,
  signal: AbortSignal,
): Promise<void> {
  const { requestUrl, type } =
    tenant.findApp(app.appId) ?? (app as { requestUrl?: string; type: string });
  if (requestUrl !== undefined || type === "store") return;
  await unlessAborted(gateway.whenOnline(app.appId, { timeoutMs: longestTimerMs }), signal);
}

const longestTimerMs = 2_147_483_647;

const never = new Promise<never>(() => {});

function setRequestUrl({ simulator: { app, tenant } }: OpenServer, requestUrl: string): void {
  const known = tenant.findApp(app.appId);
  if (known) tenant.setApp({ ...known, requestUrl });
}

function arrivalAt({ gateway, simulator: { app }, url }: OpenServer) {
  return {
    hasHappened: () =>
      gateway.connections().some(({ appId, state }) => appId === app.appId && state === "online"),
    missing: `it did not connect to ${url}`,
    remedy:
      "Let the client take its domain from MOCKLARK_DOMAIN, its id from MOCKLARK_APP_ID and its secret from MOCKLARK_APP_SECRET.",
  };
}

async function watchEnd(managed: ManagedReceiver, { simulator }: OpenServer): Promise<never> {
  const exit = await (managed.ended() ?? never);
  const printed = createSecretMask(simulator.app).foreign(managed.output.tail()).trimEnd();
  const tail = printed.split("\n").slice(-20).join("\n");
  throw new MocklarkError(
    "ENVIRONMENT",
    `Failed to keep the receiver "${managed.command}" running: it ended with ${describeExit(exit)}.`,
    {
      remedy: "See why it ends, or start it by yourself and name its URL with --target.",
      frame: tail === "" ? "It printed nothing." : `Its last output:\n${tail}`,
    },
  );
}
