import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { main } from "../../src/cli/main.js";

export interface InProcessRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), "mocklark-attack-"));

/** One command line within this process: a thousand of them take seconds. */
export async function runInProcess(
  args: readonly string[],
  { cwd, stdin = "", env = {} }: { cwd: string; stdin?: string; env?: Record<string, string> },
): Promise<InProcessRun> {
  const text = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof text) => ({
    isTTY: false,
    on: () => {},
    once: () => {},
    write: (part: string) => {
      text[name] += part;
      return true;
    },
  });
  const fake = {
    argv: ["node", "mocklark", ...args],
    env: { NO_COLOR: "1", ...env },
    cwd: () => cwd,
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    stdin: Readable.from([Buffer.from(stdin)]),
    on: () => {},
    exit: (code: number) => {
      throw new Error(`process.exit(${code})`);
    },
  };
  const code = await main(fake as unknown as NodeJS.Process);
  return { code, ...text };
}
