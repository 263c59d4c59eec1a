import { spawn } from "node:child_process";
import type { WallClock } from "../../base/clock.js";
import { printable } from "../../base/printable.js";
import { signalGroup } from "../process-group.js";
import { secondsPlaceholder } from "./parse-receiver-clock.js";
import type { Advance, ClockTrouble, OpenedClock } from "./receiver-clock.js";

export interface CommandClockOptions {
  /** For the shell, with {seconds} for how far ahead the clock is to stand in all. */
  readonly command: string;
  readonly wall: WallClock;
  /** Default 10,000. */
  readonly timeoutMs?: number;
}

/** A clock the user's own command moves: for Go, containers and receivers elsewhere. Nobody looks whether it did. */
export function openCommandClock({
  command,
  wall,
  timeoutMs = 10_000,
}: CommandClockOptions): OpenedClock {
  let movedMs = 0;

  async function advance(ms: number): Promise<Advance> {
    const seconds = Math.round((movedMs + ms) / 1_000);
    const failure = await run(
      command.replaceAll(secondsPlaceholder, String(seconds)),
      wall,
      timeoutMs,
    );
    if (failure !== undefined) return didNotWork(failure);
    movedMs += ms;
    return { kind: "moved" };
  }

  return {
    kind: "movable",
    clock: {
      kind: "command",
      limits: undefined,
      movedMs: () => movedMs,
      advance,
      close: async () => {},
    },
  };
}

function didNotWork(failure: string): ClockTrouble {
  return {
    kind: "not-moved",
    reason: `The command of --receiver-clock ${failure}.`,
    remedy: "Run it by hand, with a number for {seconds}: it must end with exit code 0.",
  };
}

const secrets = ["MOCKLARK_APP_SECRET", "MOCKLARK_ENCRYPT_KEY", "MOCKLARK_VERIFICATION_TOKEN"];

const withoutSecrets = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !secrets.includes(name)));

/** What went wrong, or undefined. */
function run(command: string, wall: WallClock, timeoutMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      // Its own group, so that what it started ends with it when it takes too long.
      detached: process.platform !== "win32",
      stdio: ["ignore", "ignore", "pipe"],
      env: withoutSecrets(process.env),
    });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2_000)));
    const end = (failure: string | undefined): void => {
      timer.cancel();
      child.stderr.destroy();
      resolve(failure);
    };
    const timer = wall.setTimer(() => {
      if (child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
      end(`took more than ${timeoutMs / 1_000} s`);
    }, timeoutMs);
    child.on("error", ({ message }) => end(`could not be run: ${printable(message)}`));
    child.on("exit", (code, signal) => {
      if (code === 0) return end(undefined);
      const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
      // Its last words may still be in the pipe, and something it left behind may hold that open.
      const tell = (): void => end(`ended with ${how}${lastLineOf(said)}`);
      const grace = wall.setTimer(tell, 500);
      child.stderr.once("close", () => {
        grace.cancel();
        tell();
      });
    });
  });
}

function lastLineOf(text: string): string {
  const line = printable(text).trim().split("\n").at(-1) ?? "";
  return line === "" ? "" : `: ${line.slice(0, 300)}`;
}
