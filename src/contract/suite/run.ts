import type { Clock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import type { App } from "../../event/app.js";
import type { EventTypes } from "../../event/event-types.js";
import type { Witness } from "../../receiver/witness/witness.js";
import type { Simulator } from "../../simulator/simulator.js";
import type { CheckReceiverOptions } from "../check-receiver-options.js";
import type { Baseline } from "../report/baseline.js";
import type { Subject } from "../subject/subject.js";
import type { Check } from "./check.js";
import type { ReceiverTime } from "./receiver-time.js";

/** One run of the suite: what was asked for, and what it is done with. */
export interface Run {
  readonly options: CheckReceiverOptions;
  readonly checks: readonly Check[];
  readonly baseline: Baseline;
  /** What events the receiver gets. */
  readonly types: EventTypes;
  readonly app: App;
  readonly clock: Clock;
  readonly time: ReceiverTime;
  readonly simulator: Simulator;
  readonly witness: Witness | undefined;
  readonly subject: Subject;
  readonly random: Random;
}
