import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { guardGroup, signalGroup } from "../../src/receiver/process-group.js";
import type { InteropReceiver } from "./interop-receivers.js";

/** An event as an SDK's typed handler saw it, and printed. */
export type HandledEvent = Record<string, unknown>;

export interface ReceiverProcess {
  /** Everything printed so far, stdout and stderr. */
  readonly output: () => string;
  /** The first line that fits, printed already or within a minute; no longer than the receiver lives. */
  waitForLine(fits: (line: string) => boolean): Promise<string>;
  /** What the handlers saw of this event, once for every time they ran. */
  handled(eventId: string): HandledEvent[];
  stop(): void;
}

// A cold JVM or Python takes seconds to start, on a busy machine many.
const patienceMs = 60_000;

/** Starts a receiver; what it prints is collected. The environment adds to our own. */
export function startReceiver(
  { run, cwd }: Pick<InteropReceiver, "run" | "cwd">,
  environment: Readonly<Record<string, string>>,
): ReceiverProcess {
  const lines: string[] = [];
  let ended = false;
  const waiting = new Set<() => void>();
  const child = spawn(run, {
    cwd,
    shell: true,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_PROXY: "127.0.0.1,localhost", ...environment },
  });
  const guard = child.pid === undefined ? undefined : guardGroup(child.pid);
  const take = (line: string): void => {
    lines.push(line);
    for (const look of waiting) look();
  };
  createInterface({ input: child.stdout }).on("line", take);
  createInterface({ input: child.stderr }).on("line", take);
  child.on("close", (code, signal) => {
    ended = true;
    take(`[ended with ${signal ?? `exit code ${code}`}]`);
  });

  return {
    output: () => lines.join("\n"),
    waitForLine: (fits) =>
      new Promise((resolve, reject) => {
        const giveUp = (): void => {
          settle();
          reject(new Error(`"${run}" did not print what was waited for:\n${lines.join("\n")}`));
        };
        const look = (): void => {
          const found = lines.find(fits);
          if (found === undefined) return ended ? giveUp() : undefined;
          settle();
          resolve(found);
        };
        const timer = setTimeout(giveUp, patienceMs);
        const settle = (): void => {
          waiting.delete(look);
          clearTimeout(timer);
        };
        waiting.add(look);
        look();
      }),
    handled: (eventId) => lines.flatMap(handledIn).filter((event) => eventIdOf(event) === eventId),
    stop: () => {
      if (child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
      guard?.release();
    },
  };
}

function handledIn(line: string): HandledEvent[] {
  return line.startsWith('{"handled"')
    ? [(JSON.parse(line) as { handled: HandledEvent }).handled]
    : [];
}

/** The Node SDK merges the header's fields with the event's; the others keep them apart. */
function eventIdOf(handled: HandledEvent): unknown {
  const header = (handled["header"] ?? handled) as HandledEvent;
  return header["event_id"];
}
