import { Readable } from "node:stream";
import { main } from "../../src/cli/main.js";
import { type CliRun, emptyFolder } from "./run-cli.js";

export interface InProcessResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * `runCli` within this process, for tests of what is printed; how a process reads, writes and ends takes a real one.
 * Only language, colours, switches and the config file are looked for in `env` and `cwd`: variables that stand in for
 * a flag with a value, and relative paths, are those of this process.
 */
export async function runInProcess(
  args: readonly string[],
  { stdin = "", env = {}, cwd = emptyFolder() }: CliRun = {},
): Promise<InProcessResult> {
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
    env: { PATH: process.env["PATH"], ...env },
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
