import { definedOnly } from "../base/defined-only.js";
import type { MocklarkError } from "../base/errors.js";
import { printableMessage } from "../base/printable.js";
import { asText } from "../base/text.js";
import { unlessAborted } from "../base/unless-aborted.js";
import type { ChildEnvironment } from "../receiver/child-environment.js";
import type { Witness } from "../receiver/witness/witness.js";
import { requestUrlOf, setRequestUrl } from "./first-app.js";
import type { OpenServer } from "./open-server.js";
import { createServeProcess, type ServeProcess } from "./serve-process.js";
import type { Terminal } from "./terminal.js";
import { runTexts } from "./texts/run-texts.js";

export interface ServeReceiverFlags {
  readonly target?: string;
  readonly exec?: string;
  readonly longConnection?: boolean;
  readonly env?: ChildEnvironment;
  readonly path?: string;
  readonly waitFor?: number;
  readonly witness?: string;
  readonly allowHost: readonly string[];
}

/** Where the first app's events go while `serve` runs. */
export interface ServeReceiver {
  /** Of --exec, once it listens; absent for a client of the long connection. */
  readonly url?: string;
  /** What --exec started. */
  readonly process?: ServeProcess;
  /** What shows that it acted: --witness, or the output of --exec. */
  readonly witness: Witness | undefined;
  stop(): Promise<void>;
}

interface ReceiverSurroundings {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Told when what --exec started ends by itself. */
  readonly onProblem: (problem: MocklarkError) => void;
}

/**
 * Sees that there is a receiver, and tells the tenant its URL: the one of --target, one that --exec starts, or
 * the clients of the long connection.
 * @throws MocklarkError ENVIRONMENT when what --exec starts does not come up, USAGE for a --witness that is none
 */
export async function openServeReceiver(
  flags: ServeReceiverFlags,
  server: OpenServer,
  surroundings: ReceiverSurroundings,
): Promise<ServeReceiver> {
  const said = await readWitness(flags);
  const { exec, target } = flags;
  if (exec !== undefined)
    return startReceiver({ ...flags, exec }, server, { ...surroundings, said });
  if (target !== undefined) setRequestUrl(server.simulator, target);
  const stop = (): Promise<void> => Promise.resolve(said?.close());
  return { witness: said, stop };
}

async function startReceiver(
  flags: ServeReceiverFlags & { readonly exec: string },
  server: OpenServer,
  {
    terminal,
    signal,
    onProblem,
    said,
  }: ReceiverSurroundings & { readonly said: Witness | undefined },
): Promise<ServeReceiver> {
  const { exec, target, longConnection = false } = flags;
  const { startManagedReceiver } = await import("../receiver/managed-receiver.js");
  const { createOutputWitness } = await import("../receiver/witness/output-witness.js");
  const managed = await startManagedReceiver({
    command: exec,
    app: server.simulator.app,
    signal,
    allowHosts: flags.allowHost,
    domain: server.url,
    onLeftRunning: (text) =>
      terminal.err(`${printableMessage(asText(text).in(terminal.language))}\n`),
    ...definedOnly({ waitForMs: flags.waitFor, url: target, path: flags.path, env: flags.env }),
    ...(longConnection && { arrival: arrivalAt(server) }),
  });
  if (!longConnection) setRequestUrl(server.simulator, managed.url);
  const process = createServeProcess(managed, server.simulator, onProblem);
  const witness = said ?? createOutputWitness(managed.output);
  return {
    process,
    witness,
    ...(!longConnection && { url: managed.url }),
    async stop() {
      await process.stop();
      witness.close();
    },
  };
}

/** Resolves when a client of the first app is online, or at once if its events go elsewhere. */
export async function receiverThere(server: OpenServer, signal: AbortSignal): Promise<void> {
  const { app } = server.simulator;
  if (requestUrlOf(server.simulator) !== undefined || app.type === "store") return;
  await clientThere(server, signal);
}

/** Resolves when a client of the first app is online. */
export async function clientThere(
  { simulator: { app }, gateway }: OpenServer,
  signal: AbortSignal,
): Promise<void> {
  await unlessAborted(gateway.whenOnline(app.appId, { timeoutMs: longestTimerMs }), signal);
}

const longestTimerMs = 2_147_483_647;

async function readWitness({
  witness,
  allowHost: allowHosts,
}: ServeReceiverFlags): Promise<Witness | undefined> {
  if (witness === undefined) return undefined;
  const { parseWitness } = await import("../receiver/witness/parse-witness.js");
  return parseWitness(witness, { allowHosts });
}

function arrivalAt({ gateway, simulator: { app }, url }: OpenServer) {
  return {
    hasHappened: () =>
      gateway.connections().some(({ appId, state }) => appId === app.appId && state === "online"),
    missing: runTexts("not-connected", { url }),
    remedy: runTexts("not-connected-remedy"),
  };
}
