import { readFileSync } from "node:fs";
import { openDescriptorsOf, openOutputsOf } from "./open-descriptors.js";
import { processIds } from "../base/process-stat.js";
import type { Text } from "../base/text.js";
import { receiverTexts } from "./receiver-texts.js";

/** What was found after everything was to have ended. */
export interface LeftRunning {
  /** The ids of processes that could not be ended. */
  readonly left: readonly number[];
  /** What the output went into, as its processes have it open. */
  readonly outputSockets: ReadonlySet<string>;
  /** Whether nobody has the output open any more. */
  readonly isClosed: boolean;
}

/** A sentence for each process that still runs. One that only has the output open need not be ours to end. */
export function describeLeftRunning({ left, outputSockets, isClosed }: LeftRunning): Text[] {
  const holders = isClosed ? [] : processesWith(outputSockets);
  if (isLinux || isClosed) {
    const all = [...new Set([...left, ...holders])];
    return all.map(stillRuns);
  }
  return [receiverTexts("something-still-runs")];
}

const isLinux = process.platform === "linux";

/** What a process that has just been started has as its output: "socket:[4711]"; only for Linux. */
export function outputSocketsOf(pid: number): ReadonlySet<string> {
  if (!isLinux) return new Set();
  return new Set(openOutputsOf(pid).filter((target) => target.startsWith("socket:")));
}

function processesWith(sockets: ReadonlySet<string>): number[] {
  if (!isLinux || sockets.size === 0) return [];
  return processIds().filter((pid) => openDescriptorsOf(pid).some((target) => sockets.has(target)));
}

function stillRuns(pid: number): Text {
  const command = commandOf(pid);
  return command === ""
    ? receiverTexts("still-runs", { pid })
    : receiverTexts("command-still-runs", { pid, command });
}

/** "sleep 25", cut; empty where nobody tells. */
function commandOf(pid: number): string {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
    return words.slice(0, 100);
  } catch {
    return "";
  }
}
