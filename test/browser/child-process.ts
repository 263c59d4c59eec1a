import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A process that a test started, and what it has printed. */
export interface Started {
  readonly child: ChildProcess;
  /** Whole lines of standard output up to now. */
  readonly lines: readonly string[];
  readonly stderr: () => string;
  /** Resolves with the first line that fits, of those before too; rejects when the process ends without one. */
  line(fits: (line: string) => boolean): Promise<string>;
  /** Ends it, and waits for that. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const running = new Set<ChildProcess>();
// A test whose page had problems may end before it has put everything away.
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
});

export function startNode(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Started {
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
    // So that what the page shows of a command does not depend on where this is checked out.
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let [rest, stderr, hasEnded] = ["", "", false];
  const wake = (): void => {
    for (const look of waiting) look();
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
    wake();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      hasEnded = true;
      running.delete(child);
      wake();
      resolve();
    };
    child.on("close", end).on("error", end);
  });
  return {
    child,
    lines,
    stderr: () => stderr,
    line: (fits) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find(fits);
          if (found === undefined && !hasEnded) return;
          waiting.delete(look);
          if (found !== undefined) resolve(found);
          else reject(new Error(`It ended without the line that was waited for.\n${stderr}`));
        };
        waiting.add(look);
        look();
      }),
    async stop(signal = "SIGTERM") {
      if (hasEnded) return;
      child.kill(signal);
      const impatience = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(impatience);
      // Whoever waits for it to end by itself must hear that it did not.
      if (child.signalCode === "SIGKILL" && signal !== "SIGKILL") {
        throw new Error(`It did not end by ${signal} within 10 s.`);
      }
    },
  };
}
