import type { WallClock } from "../../base/clock.js";
import { MocklarkError, textOf } from "../../base/errors.js";
import { sleep } from "../../base/sleep.js";
import type { Text } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import { exitText } from "../../receiver/exit-text.js";
import type { ManagedReceiver } from "../../receiver/managed-receiver.js";
import { subjectTexts as texts } from "./subject-texts.js";

/** How the receiver is after a request that may have hurt it. */
export type Health =
  | { readonly state: "alive" }
  | {
      readonly state: "died";
      /** "exit code 1", for a receiver we started. */
      readonly exit?: Text;
      readonly lastOutput?: string;
      /** Whether it answers again. */
      readonly recovered: boolean;
    };

export interface ReceiverHealth {
  /** Looks whether the receiver still answers, and gets it back on its feet when it does not. */
  examine(after?: Outcome): Promise<Health>;
  /** False once it died and did not come back. */
  isUsable(): boolean;
  /** @param kill ends it with SIGKILL, without a chance to save anything */
  restart(options?: { readonly kill?: boolean }): Promise<void>;
}

export interface ReceiverHealthOptions {
  /** A harmless request on a connection of its own. */
  readonly probe: () => Promise<Outcome>;
  readonly managed: ManagedReceiver | undefined;
  readonly wall: WallClock;
  /** How long an unmanaged receiver has for a supervisor to bring it back. */
  readonly recoverWithinMs: number;
}

/** Any answer at all, even an error or a late one, comes from a living receiver. */
export function createReceiverHealth(options: ReceiverHealthOptions): ReceiverHealth {
  const { probe, managed, wall, recoverWithinMs } = options;
  let usable = true;

  async function responds(attempts: number): Promise<boolean> {
    for (let attempt = 1; ; attempt++) {
      if (managed?.exit()) return false;
      const { kind } = await probe();
      if (kind === "answered" || kind === "timed-out" || kind === "not-http") return true;
      if (attempt >= attempts) return false;
      await sleep(wall, 50);
    }
  }

  async function recover(): Promise<boolean> {
    if (!managed) return responds(Math.ceil(recoverWithinMs / 50));
    return managed.restart().then(
      () => true,
      () => false,
    );
  }

  return {
    async examine(after) {
      // A process that is about to die still accepts connections for a moment.
      if (after?.kind === "reset" || after?.kind === "refused") await sleep(wall, 60);
      if (await responds(3)) return { state: "alive" };
      const exit = managed?.exit();
      const lastOutput = managed && lastLines(managed.output.tail());
      usable = await recover();
      return {
        state: "died",
        recovered: usable,
        ...(exit === undefined ? {} : { exit: exitText(exit) }),
        ...(lastOutput === undefined || lastOutput === "" ? {} : { lastOutput }),
      };
    },
    isUsable: () => usable,
    async restart(how) {
      try {
        await managed?.restart(how);
      } catch (error) {
        usable = false;
        const problem = textOf(error);
        throw new MocklarkError("ENVIRONMENT", texts("not-started-again", { problem }), {
          cause: error,
        });
      }
    },
  };
}

const longestOutput = 2_000;

/** The end of a text, from the beginning of a line. */
function lastLines(text: string): string {
  const end = text.trimEnd();
  if (end.length <= longestOutput) return end;
  return end.slice(end.indexOf("\n", end.length - longestOutput - 1) + 1);
}
