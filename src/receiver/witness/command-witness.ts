import { systemWallClock } from "../../base/clock.js";
import { MocklarkError } from "../../base/errors.js";
import { runCommand, type CommandEnd } from "../run-command.js";
import { countIds } from "./id-counter.js";
import type { Witness } from "./witness.js";

const mostStdoutBytes = 16 << 20;

/** Runs a shell command and searches what it prints for the ids, e.g. `psql -Atc "select …"`. */
export function createCommandWitness(
  command: string,
  { timeoutMs = 5_000, wall = systemWallClock } = {},
): Witness {
  return {
    kind: "command",
    async look(events) {
      const how = { wall, timeoutMs, mostStdoutBytes, leavesNothing: true };
      const end = await runCommand(command, how);
      if (end.kind === "ended" && end.code === 0) return countIds(end.stdout, events);
      const said = end.kind === "ended" ? end.stderr.trim() : "";
      throw doesNotWork(command, reasonOf(end, timeoutMs), said);
    },
    close: () => {},
  };
}

function reasonOf(end: CommandEnd, timeoutMs: number): string {
  switch (end.kind) {
    case "ended":
      return `it ended with ${end.code === null ? "a signal" : `exit code ${end.code}`}`;
    case "not-run":
      return `it could not be run: ${end.reason}`;
    case "took-too-long":
      return `it took more than ${timeoutMs} ms`;
    case "printed-too-much":
      return "it printed more than 16 MiB";
    default:
      return end satisfies never;
  }
}

function doesNotWork(command: string, reason: string, said: string): MocklarkError {
  return new MocklarkError("ENVIRONMENT", `Failed to ask the witness "${command}": ${reason}.`, {
    remedy: "Run it by hand: it must print the ids of handled events and end with exit code 0.",
    ...(said === "" ? {} : { frame: said }),
  });
}
