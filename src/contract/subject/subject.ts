import type { Random } from "../../base/random.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import type { ManagedReceiver } from "../../receiver/managed-receiver.js";
import type { ClientLine } from "./client-line.js";
import type { ReceiverHealth } from "./receiver-health.js";
import type { ReportMode } from "../report/report.js";
import type { SuiteParts } from "../suite/suite-runner.js";

/** The receiver under test, reached and ready, whichever way events get to it. */
export interface Subject {
  /** What the report calls it; may hold secrets. */
  readonly name: string;
  readonly mode: ReportMode;
  readonly managed: ManagedReceiver | undefined;
  readonly health: ReceiverHealth;
  /** Only for webhooks. */
  readonly transmit: SuiteParts["transmit"];
  /** Only for the long connection. */
  readonly client?: ClientLine;
  /** Delivers an event once, as Feishu would. */
  readonly deliver: (event: ReserveConfigEvent, random: Random) => Promise<Outcome>;
}
