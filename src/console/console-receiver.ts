import type { Text } from "../base/text.js";
import type { CheckReceiverOptions } from "../contract/check-receiver-options.js";
import type { Witness } from "../receiver/witness/witness.js";
import type { ReceiverView, StandInBehaviour } from "./console-state.js";

/** The receiver of the first app's events, as the console sees it. */
export interface ConsoleReceiver {
  /** As it is now. */
  view(): ReceiverView<Text>;
  /** What shows that the receiver acted; it may change when the receiver is started anew. */
  witness(): Witness | undefined;
  /** Of the stand-in only. */
  behave?(behaviour: StandInBehaviour): void;
  /**
   * Has the contract suite meet the receiver: makes room for the suite's own copy where there is a command
   * to start one, and puts everything back afterwards.
   * @param check is given what tells the suite where the receiver is
   */
  whileChecked<T>(check: (where: WhereToCheck) => Promise<T>): Promise<T>;
}

export type WhereToCheck = Pick<
  CheckReceiverOptions,
  "target" | "exec" | "witness" | "longConnection" | "waitForMs" | "allowHosts" | "tls"
>;
