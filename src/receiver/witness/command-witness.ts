import { execFile } from "node:child_process";
import { MocklarkError } from "../../base/errors.js";
import { countIds } from "./id-counter.js";
import type { Witness } from "./witness.js";

const mostBytes = 16 << 20;

/** Runs a shell command and searches what it prints for the ids, e.g. `psql -Atc "select …"`. */
export function createCommandWitness(command: string, { timeoutMs = 5_000 } = {}): Witness {
  return {
    kind: "command",
    look: async (events) => countIds(await run(command, timeoutMs), events),
    close: () => {},
  };
}

function run(command: string, timeoutMs: number): Promise<Buffer> {
  const [shell, flag] = process.platform === "win32" ? ["cmd.exe", "/c"] : ["/bin/sh", "-c"];
  const options = { encoding: "buffer", maxBuffer: mostBytes, timeout: timeoutMs } as const;
  return new Promise((resolve, reject) => {
    execFile(
      shell,
      [flag, command],
      { ...options, killSignal: "SIGKILL" },
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout);
        const said = stderr.toString("utf8").trim().slice(-2_000);
        reject(doesNotWork(command, reasonOf(error, timeoutMs), said));
      },
    );
  });
}

function reasonOf(error: { code?: unknown; killed?: boolean }, timeoutMs: number): string {
  if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "it printed more than 16 MiB";
  if (error.killed === true) return `it took more than ${timeoutMs} ms`;
  return `it ended with ${typeof error.code === "number" ? `exit code ${error.code}` : "a signal"}`;
}

function doesNotWork(command: string, reason: string, said: string): MocklarkError {
  return new MocklarkError("ENVIRONMENT", `Failed to ask the witness "${command}": ${reason}.`, {
    remedy: "Run it by hand: it must print the ids of handled events and end with exit code 0.",
    ...(said === "" ? {} : { frame: said }),
  });
}
