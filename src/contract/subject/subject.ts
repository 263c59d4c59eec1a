import type { Random } from "../../base/random.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { ManagedReceiver } from "../../receiver/managed-receiver.js";
import type { ChallengeTrial } from "./challenge-trial.js";
import type { ClientLine } from "./client-line.js";
import type { ReceiverHealth } from "./receiver-health.js";
import type { ReportMode } from "../report/report.js";
import type { SendOptions } from "../../simulator/simulator-options.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";

/** The receiver under test, reached and ready, whichever way events get to it. */
export interface Subject {
  /** What the report calls it; may hold secrets. */
  readonly name: string;
  readonly mode: ReportMode;
  readonly managed: ManagedReceiver | undefined;
  readonly health: ReceiverHealth;
  /** Only for webhooks. */
  readonly transmit: Transmit;
  /** What the very first request after the start came to, a challenge; only for webhooks. */
  readonly firstChallenge?: ChallengeTrial;
  /** Only for the long connection. */
  readonly client?: ClientLine;
  /** Delivers an event once, as Feishu would; waits for its answer as long as `totalMs` says. */
  readonly deliver: (
    event: FeishuEvent,
    options: { readonly random: Random; readonly totalMs?: number },
  ) => Promise<Outcome>;
}

/** Sends a prepared request once. */
export type Transmit = (request: WebhookRequest, options: TransmitOptions) => Promise<Outcome>;

export type TransmitOptions = Omit<SendOptions, "to" | "request">;
