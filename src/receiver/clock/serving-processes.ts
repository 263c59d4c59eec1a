import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { listeningProcesses } from "../listening-ports.js";
import type { ManagedReceiver } from "../managed-receiver.js";
import { groupMembers } from "../process-group.js";
import { tcpSocketsOf } from "../tcp-sockets.js";
import { executableKind, type ExecutableKind } from "./executable-kind.js";

/**
 * The processes of a receiver that meet Feishu: those that listen at its URL, else those that listen at all.
 * A client of the long connection listens nowhere: those connected to us, else all that only start nothing.
 * Undefined where the system does not tell (only Linux does), or when none runs.
 */
export function servingProcesses(
  managed: Pick<ManagedReceiver, "pid" | "url">,
): readonly number[] | undefined {
  const leaderPid = managed.pid();
  if (process.platform !== "linux" || leaderPid === undefined) return undefined;
  const listening = listeningProcesses(leaderPid) ?? [];
  const { port, protocol } = new URL(managed.url);
  const expected = Number(port === "" ? ({ "https:": 443 }[protocol] ?? 80) : port);
  const atUrl = listening.filter(({ addresses }) =>
    addresses.some((address) => address.port === expected),
  );
  const found = (atUrl.length > 0 ? atUrl : listening).map(({ pid }) => pid);
  if (found.length > 0) return found;
  const members = groupMembers(leaderPid).filter((pid) => !isLauncher(commandLineOf(pid)));
  const connected = members.filter(isConnectedToUs);
  return connected.length > 0 ? connected : members;
}

function isConnectedToUs(pid: number): boolean {
  const ours = new Set(
    tcpSocketsOf(process.pid)
      .filter(({ state }) => state === "listening")
      .map(({ local }) => local.port),
  );
  return tcpSocketsOf(pid).some(
    ({ state, remote }) => state === "established" && ours.has(remote.port),
  );
}

const shells = [
  "sh",
  "bash",
  "dash",
  "ash",
  "zsh",
  "busybox",
  "env",
  "timeout",
  "tini",
  "dumb-init",
];
const packageManager = /^(?:np[mx]|p?npm|pnpx|yarn(?:pkg)?|corepack)(?:-cli)?(?:\.[cm]?js)?$/;

/** A shell, or npm: they only start the program. */
export function isLauncher(commandLine: readonly string[]): boolean {
  // npm makes "npm start" its title, in the place of its command line.
  const [program = "", script = ""] = commandLine.flatMap((part) => part.split(" "));
  const name = basename(program).replace(/^-/, "");
  return shells.includes(name) || packageManager.test(name) || isPackageManager(script);
}

/** Whether a script's path is that of npm, yarn or pnpm. */
export const isPackageManager = (script: string): boolean => packageManager.test(basename(script));

function commandLineOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** The program a process runs; undefined when it has ended, or is not ours to look into. */
export function programOf(
  pid: number,
): { readonly path: string; readonly kind: ExecutableKind } | undefined {
  try {
    const file = `/proc/${pid}/exe`;
    const path = readlinkSync(file);
    return { path, kind: executableKind(path, file) };
  } catch {
    return undefined;
  }
}
