import type { ConsoleReceiver } from "../console/console-receiver.js";
import type { ReceiverView } from "../console/console-state.js";
import type { Simulator } from "../simulator/simulator.js";

interface ReceiverFlags {
  readonly target?: string;
  readonly exec?: string;
}

/** The receiver that the flags of `serve` name, for the console. */
export function openConsoleReceiver(
  { target, exec }: ReceiverFlags,
  simulator: Simulator,
): ConsoleReceiver {
  const view = (): ReceiverView => {
    if (exec !== undefined) return { kind: "command", name: exec, hasWitness: false };
    if (target !== undefined) return { kind: "url", name: target, hasWitness: false };
    return { kind: "long-connection", name: simulator.app.appId, hasWitness: false };
  };
  return {
    view,
    witness: () => undefined,
    whileChecked: (check) => check(target === undefined ? { longConnection: true } : { target }),
  };
}
