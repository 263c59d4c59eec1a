import type { App } from "../event/app.js";
import { createSecretMask } from "../event/secret-mask.js";
import type { OpenApi } from "../open-api/create-open-api.js";
import { exitText } from "../receiver/exit-text.js";
import type { ManagedReceiver } from "../receiver/managed-receiver.js";
import type { ReceiverClock } from "../receiver/clock/receiver-clock.js";
import { createOutputWitness } from "../receiver/witness/output-witness.js";
import type { Witness } from "../receiver/witness/witness.js";
import type { RunScenarioOptions } from "../scenario/run-scenario.js";
import type { ReceiverControl } from "../scenario/scenario-stage.js";
import { runTexts } from "./texts/run-texts.js";

export interface WayToReceiver {
  readonly to?: string;
  /** In place of a URL. */
  readonly connect?: NonNullable<RunScenarioOptions["connect"]>;
}

export interface ReceiverHost {
  /** Sees that a receiver with this app's keys is there, and says how events get to it. */
  ready(app: App): Promise<WayToReceiver>;
  /** The process, when it is ours, once it is ready. */
  managed(): ManagedReceiver | undefined;
  /** The receiver's clock as events need it: after a move they can get to the receiver again. */
  follow(clock: ReceiverClock): ReceiverClock;
  witness(): Witness | undefined;
  /** Puts an Open API where the receiver calls it, or takes it away. */
  readonly serveOpenApi?: (openApi: OpenApi | undefined) => void;
  readonly control: ReceiverControl | undefined;
  close(): Promise<void>;
}

/** A receiver that runs as a process of ours, and is started anew where it must be. */
export function createProcessHost(parts: {
  readonly start: (app: App) => Promise<ManagedReceiver>;
  /** Called before each start but the first. */
  readonly beforeStart?: (app: App) => void;
  /** Resolves when the end of the process has been noticed wherever it shows. */
  readonly afterStop?: () => Promise<void>;
  readonly wayTo: (managed: ManagedReceiver) => WayToReceiver;
}): ReceiverHost {
  let managed: ManagedReceiver | undefined;
  /** The keys it was started with last; undefined while it is stopped. */
  let startedWith: App | undefined;

  const control: ReceiverControl = {
    async start(app) {
      parts.beforeStart?.(app);
      await managed?.start(app);
      startedWith = app;
    },
    async stop() {
      startedWith = undefined;
      await managed?.stop({ keepState: true });
      await parts.afterStop?.();
    },
    died() {
      const exit = managed?.exit();
      if (!managed || !exit || !startedWith) return undefined;
      const printed = managed.output.tail().trimEnd().split("\n").slice(-10).join("\n");
      const said = createSecretMask(startedWith).foreign(printed);
      return runTexts("died", { exit: exitText(exit), said });
    },
  };

  return {
    async ready(app) {
      if (!managed) {
        managed = await parts.start(app);
        startedWith = app;
      } else if (managed.exit() || !startedWith || !haveSameKeys(startedWith, app)) {
        await control.stop();
        await control.start(app);
      }
      return parts.wayTo(managed);
    },
    managed: () => managed,
    follow: (clock) => clock,
    witness: () => managed && createOutputWitness(managed.output),
    control,
    close: async () => managed?.stop(),
  };
}

function haveSameKeys(left: App, right: App): boolean {
  return (
    left.encryptKey === right.encryptKey &&
    left.verificationToken === right.verificationToken &&
    left.appId === right.appId &&
    left.appSecret === right.appSecret
  );
}
