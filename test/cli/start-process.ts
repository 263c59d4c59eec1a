import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The compiled command. */
export const bin = fileURLToPath(new URL("../../dist/cli/bin.js", import.meta.url));

export interface Running {
  readonly process: ChildProcessWithoutNullStreams;
  readonly output: () => string;
  /** Resolves with the output once it holds the text, however it came to be there. */
  holds(text: string | RegExp): Promise<string>;
  readonly ended: Promise<number | null>;
}

/** Starts Node, and kills it when the test is over at the latest. */
export function startProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { cwd }: { readonly cwd?: string } = {},
): Running {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env["PATH"], NO_COLOR: "1", NO_PROXY: "127.0.0.1", ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return {
    process: child,
    output: () => output,
    ended,
    holds: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!(typeof text === "string" ? output.includes(text) : text.test(output))) return;
          waiting.delete(look);
          resolve(output);
        };
        waiting.add(look);
        void ended.then(() => reject(new Error(`It ended without ${String(text)}:\n${output}`)));
        look();
      }),
  };
}
