import { systemWallClock } from "../../base/clock.js";
import { MocklarkError } from "../../base/errors.js";
import type { Text } from "../../base/text.js";
import { runCommand, type CommandEnd } from "../run-command.js";
import { countIds } from "./id-counter.js";
import type { Witness } from "./witness.js";
import { witnessTexts as texts } from "./witness-texts.js";

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

function reasonOf(end: CommandEnd, timeoutMs: number): Text {
  switch (end.kind) {
    case "ended":
      return end.code === null
        ? texts("command-killed")
        : texts("command-ended", { code: end.code });
    case "not-run":
      return texts("command-not-run", { reason: end.reason });
    case "took-too-long":
      return texts("command-slow", { ms: timeoutMs });
    case "printed-too-much":
      return texts("command-printed-too-much");
    default:
      return end satisfies never;
  }
}

function doesNotWork(command: string, reason: Text, said: string): MocklarkError {
  return new MocklarkError("ENVIRONMENT", texts("not-asked", { witness: `"${command}"`, reason }), {
    remedy: texts("command-remedy"),
    ...(said === "" ? {} : { frame: said }),
  });
}
