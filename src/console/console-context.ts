import type { Random } from "../base/random.js";
import type { Text } from "../base/text.js";
import type { WallClock } from "../base/wall-clock.js";
import type { Gateway } from "../gateway/gateway.js";
import type { Simulator } from "../simulator/simulator.js";
import type { ConsoleReceiver } from "./console-receiver.js";
import type { FormerSecrets } from "./former-secrets.js";
import type { DeliveryHistory } from "./history/delivery-history.js";
import type { LiveStream } from "./live-stream.js";

/** What the console's routes work with. */
export interface ConsoleContext {
  readonly simulator: Simulator;
  readonly gateway: Gateway;
  readonly secrets: FormerSecrets;
  readonly receiver: ConsoleReceiver;
  readonly history: DeliveryHistory;
  readonly live: LiveStream;
  readonly wall: WallClock;
  readonly random: Random;
  /** Says something to the person at the terminal: a new key, for instance, which must not reach the page. */
  readonly print: (text: Text) => void;
}
