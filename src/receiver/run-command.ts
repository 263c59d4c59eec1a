import { spawn } from "node:child_process";
import type { WallClock } from "../base/clock.js";
import { signalGroup } from "./process-group.js";
import { releaseChild } from "./release-child.js";

export interface RunCommandOptions {
  readonly wall: WallClock;
  readonly timeoutMs: number;
  readonly env?: NodeJS.ProcessEnv;
  /** How much of its standard output may come; default 0: it is thrown away. */
  readonly mostStdoutBytes?: number;
  /** Whether what it leaves running is ended with it; what takes too long is ended in any case. */
  readonly leavesNothing?: boolean;
}

/** How a shell command ended. */
export type CommandEnd =
  | {
      readonly kind: "ended";
      readonly code: number | null;
      readonly signal: NodeJS.Signals | null;
      readonly stdout: Buffer;
      /** The end of what it wrote to standard error. */
      readonly stderr: string;
    }
  | { readonly kind: "not-run"; readonly reason: string }
  | { readonly kind: "took-too-long" }
  | { readonly kind: "printed-too-much" };

/** How long something it has left behind may hold its output open, so that nobody can say it is complete. */
const heldOutputMs = 500;
const mostStderr = 2_000;

/** Runs a shell command to its end, in a process group of its own. Nothing it leaves running is waited for. */
export function runCommand(command: string, options: RunCommandOptions): Promise<CommandEnd> {
  const { wall, timeoutMs, env = process.env, mostStdoutBytes = 0 } = options;
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      detached: process.platform !== "win32",
      stdio: ["ignore", mostStdoutBytes > 0 ? "pipe" : "ignore", "pipe"],
      env,
    });
    const killGroup = (): void => {
      if (child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
    };
    const end = (result: CommandEnd): void => {
      timer.cancel();
      process.off("exit", killGroup);
      releaseChild(child);
      resolve(result);
    };
    const cutShort = (result: CommandEnd): void => {
      killGroup();
      end(result);
    };
    process.on("exit", killGroup);
    const timer = wall.setTimer(() => cutShort({ kind: "took-too-long" }), timeoutMs);
    const stdout: Buffer[] = [];
    let stdoutBytes = 0;
    child.stdout?.on("data", (chunk: Buffer) => {
      stdout.push(chunk);
      stdoutBytes += chunk.length;
      if (stdoutBytes > mostStdoutBytes) cutShort({ kind: "printed-too-much" });
    });
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr = `${stderr}${chunk.toString()}`.slice(-mostStderr);
    });
    child.on("error", ({ message }) => end({ kind: "not-run", reason: message }));
    child.on("exit", (code, signal) => {
      timer.cancel();
      if (options.leavesNothing === true) killGroup();
      const tell = (): void =>
        end({ kind: "ended", code, signal, stdout: Buffer.concat(stdout), stderr });
      const held = wall.setTimer(tell, heldOutputMs);
      child.once("close", () => {
        held.cancel();
        tell();
      });
    });
  });
}
