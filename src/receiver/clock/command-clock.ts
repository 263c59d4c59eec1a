import type { WallClock } from "../../base/clock.js";
import { printable } from "../../base/printable.js";
import type { Text } from "../../base/text.js";
import { exitText } from "../exit-text.js";
import { runCommand } from "../run-command.js";
import { receiverClockTexts as texts } from "./receiver-clock-texts.js";
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

const didNotWork = (failure: Text): ClockTrouble => ({
  kind: "not-moved",
  reason: texts("command-failed", { failure }),
  remedy: texts("command-remedy"),
});

const secrets = ["MOCKLARK_APP_SECRET", "MOCKLARK_ENCRYPT_KEY", "MOCKLARK_VERIFICATION_TOKEN"];

const withoutSecrets = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !secrets.includes(name)));

/** What went wrong, or undefined. */
async function run(command: string, wall: WallClock, timeoutMs: number): Promise<Text | undefined> {
  const result = await runCommand(command, {
    wall,
    timeoutMs,
    env: withoutSecrets(process.env),
  });
  switch (result.kind) {
    case "ended": {
      const { code, signal, stderr } = result;
      if (code === 0) return undefined;
      return texts("command-ended", {
        exit: exitText({ code, signal }),
        said: lastLineOf(stderr),
      });
    }
    case "not-run":
      return texts("command-not-run", { reason: printable(result.reason) });
    case "took-too-long":
      return texts("command-slow", { seconds: timeoutMs / 1_000 });
    case "printed-too-much":
      return texts("command-printed-too-much");
    default:
      return result satisfies never;
  }
}

function lastLineOf(text: string): string {
  const line = printable(text).trim().split("\n").at(-1) ?? "";
  return line.slice(0, 300);
}
