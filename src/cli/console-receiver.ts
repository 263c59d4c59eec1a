import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import type { Text } from "../base/text.js";
import type { ConsoleReceiver, WhereToCheck } from "../console/console-receiver.js";
import type { ReceiverView } from "../console/console-state.js";
import type { WebhookTls } from "../delivery/webhook-channel.js";
import type { Simulator } from "../simulator/simulator.js";
import { requestUrlOf } from "./first-app.js";
import type { ServeReceiver, ServeReceiverFlags } from "./serve-receiver.js";
import type { ServeStandIn } from "./serve-stand-in.js";

export interface ConsoleReceiverOptions {
  readonly flags: ServeReceiverFlags;
  readonly simulator: Simulator;
  readonly standIn: ServeStandIn | undefined;
  readonly tls: WebhookTls;
  /** Undefined while what --exec starts is not up yet. */
  readonly opened: () => ServeReceiver | undefined;
}

/** The receiver of the first app's events for the console: what the flags name, or what was chosen since. */
export function createConsoleReceiver(options: ConsoleReceiverOptions): ConsoleReceiver {
  const { flags, simulator, standIn, opened, tls } = options;
  const { exec, target, longConnection, witness } = flags;

  const isStandIn = (url: string | undefined): boolean => url !== undefined && url === standIn?.url;

  /** Whether events go to what --exec started, and not to another address that was saved since. */
  function isCommand(url: string | undefined): boolean {
    const receiver = opened();
    return exec !== undefined && (receiver === undefined || receiver.url === url);
  }

  const view = (): ReceiverView<Text> => ({
    ...viewOfPresent(),
    ...definedOnly({ standInUrl: standIn?.url }),
  });

  function viewOfPresent(): ReceiverView<Text> {
    const url = requestUrlOf(simulator);
    const hasWitness = opened()?.witness !== undefined;
    if (standIn && isStandIn(url)) {
      return { kind: "stand-in", name: url ?? "", hasWitness: true, behaviour: standIn.behaviour };
    }
    if (isCommand(url)) {
      const problem = opened()?.process?.problem()?.text;
      return { kind: "command", name: exec ?? "", hasWitness, ...definedOnly({ problem }) };
    }
    if (url !== undefined) return { kind: "url", name: url, hasWitness };
    return { kind: "long-connection", name: simulator.app.appId, hasWitness };
  }

  const how = { tls, allowHosts: flags.allowHost, ...definedOnly({ witness }) };

  function whileChecked<T>(check: (where: WhereToCheck) => Promise<T>): Promise<T> {
    const url = requestUrlOf(simulator);
    if (standIn && url !== undefined && isStandIn(url)) {
      return check({ target: url, witness: standIn.witness });
    }
    if (exec !== undefined && isCommand(url)) {
      const copy = definedOnly({ exec, target, longConnection, waitForMs: flags.waitFor });
      return processOf(opened()).whileStopped(() => check({ ...how, ...copy }));
    }
    return check({ ...how, ...(url === undefined ? { longConnection: true } : { target: url }) });
  }

  return {
    view,
    witness: () => (isStandIn(requestUrlOf(simulator)) ? standIn?.witness : opened()?.witness),
    whileChecked,
    ...(standIn && { behave: (behaviour) => standIn.behave(behaviour) }),
  };
}

function processOf(receiver: ServeReceiver | undefined) {
  if (receiver?.process) return receiver.process;
  throw new MocklarkError("USAGE", "Failed to check the receiver: it is still starting.", {
    remedy: "Try again when it is up.",
  });
}
