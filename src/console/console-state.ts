import type { DeliveryStatus, AttemptRecord } from "../delivery/delivery.js";
import type { OutcomeKind } from "../delivery/outcome.js";
import type { Permission } from "../event/app.js";
import type { ReserveConfigEvent } from "../event/reserve-config-event.js";
import type { ConnectionInfo } from "../gateway/connection-info.js";
import type { ForgeryName } from "../wire/forgery.js";
import type { CheckResult, Report } from "../contract/report/report.js";

/** What server and page say to each other. The page keeps nothing that is not in here. */
export interface ConsoleState {
  readonly version: string;
  readonly url: string;
  readonly seed: number;
  /** Simulated Unix milliseconds when this was sent, and how fast they pass. */
  readonly nowMs: number;
  readonly speed: number;
  /** Waits of the whole ladder, milliseconds: 15 s, 5 min, 1 h, 6 h. */
  readonly waitsMs: readonly number[];
  /** Whether the wait for a retry can be skipped; where waits are skipped anyway there is none. */
  readonly canSkip: boolean;
  readonly isNetworkDown: boolean;
  readonly tenant: TenantView;
  readonly apps: readonly AppView[];
  readonly receiver: ReceiverView;
  readonly connections: readonly ConnectionInfo[];
  readonly contract: ContractView;
  /** How many ended deliveries are kept. */
  readonly keep: number;
}

export interface TenantView {
  readonly name: string;
  /** Counts the changes: the page reads rooms again when it has grown. */
  readonly revision: number;
}

/** An app as the developer console shows it; keys never leave the server. */
export interface AppView {
  readonly appId: string;
  readonly name: string;
  readonly type: "custom" | "store";
  readonly requestUrl?: string;
  readonly hasEncryptKey: boolean;
  /** "••••••••" for whatever is set. */
  readonly maskedEncryptKey: string;
  readonly maskedVerificationToken: string;
  readonly maskedAppSecret: string;
  readonly permissions: readonly Permission[];
  readonly isSubscribed: boolean;
}

/** Where the first app's events go. */
export interface ReceiverView {
  readonly kind: "stand-in" | "url" | "command" | "long-connection";
  /** The URL, the command, or the app id. */
  readonly name: string;
  /** Whether something shows what the receiver did. */
  readonly hasWitness: boolean;
  /** Of the stand-in only. */
  readonly behaviour?: StandInBehaviour;
}

export const standInBehaviours = [
  "good",
  "answers-500",
  "silent",
  "acts-twice",
  "ignores",
  "answers-late",
] as const;

export type StandInBehaviour = (typeof standInBehaviours)[number];

/** One row of the list. */
export interface DeliverySummary {
  readonly id: string;
  /** Counts up in the order the deliveries were taken on. */
  readonly sequence: number;
  readonly eventId: string;
  readonly eventType: string;
  readonly appId: string;
  /** The room or level, with its name where it is known. */
  readonly scope: { readonly id: string; readonly name?: string };
  readonly channel: "webhook" | "long-connection";
  readonly target: string;
  /** Simulated Unix milliseconds. */
  readonly acceptedAtMs: number;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  /** Of the last attempt that ended. */
  readonly last?: LastAttempt;
  /** While an attempt is on the wire. */
  readonly isUnderWay: boolean;
  /** While a retry is waited for, simulated Unix milliseconds. */
  readonly nextDueAtMs?: number;
  readonly effects: EffectView;
  /** A request that Feishu would never send: it must have no effect. */
  readonly forgery?: ForgeryName;
}

export interface LastAttempt {
  readonly kind: OutcomeKind;
  /** HTTP status or code of the acknowledgement. */
  readonly status?: number;
  readonly durationMs: number;
  readonly atMs: number;
}

/** What the receiver did about the event, as its witness shows. */
export type EffectView =
  | { readonly kind: "counted"; readonly count: number; readonly sightings: readonly Sighting[] }
  /** There is no witness, it did not work, or it is too early to say. */
  | { readonly kind: "unknown"; readonly reason: EffectUnknown };

export type EffectUnknown = "no-witness" | "blind" | "waiting" | "failed";

/** The count rose by so many at this simulated time. */
export interface Sighting {
  readonly atMs: number;
  readonly count: number;
}

/** `GET /console/deliveries/:id` */
export interface DeliveryDetail {
  readonly summary: DeliverySummary;
  /** Verification Token masked. Absent where it was given up to save memory. */
  readonly event?: ReserveConfigEvent;
  readonly attempts: readonly AttemptDetail[];
  /** The attempt on the wire. */
  readonly underWay?: { readonly attempt: number; readonly startedAtMs: number };
  /** Waits of the whole ladder, milliseconds: 15 s, 5 min, 1 h, 6 h. */
  readonly waitsMs: readonly number[];
}

export interface AttemptDetail extends AttemptRecord {
  /** What was put on the wire; absent on the long connection, or where it was given up to save memory. */
  readonly request?: RequestView;
}

/** Keys masked in all of it. */
export interface RequestView {
  /** As on the wire. */
  readonly http: string;
  readonly curl: string;
  /** The body in clear. */
  readonly plaintext: string;
  readonly isEncrypted: boolean;
}

/** One of `GET /console/forgeries`: a way in which a request can be wrong. */
export interface ForgeryView {
  readonly name: ForgeryName;
  /** One English sentence: what is wrong with the request. */
  readonly describe: string;
  /** Whether it makes sense only for an app with an Encrypt Key. */
  readonly needsEncryptKey: boolean;
}

export interface ContractView {
  readonly isRunning: boolean;
  /** Of the run under way, or else of the last one. */
  readonly results: readonly CheckResult[];
  /** How many checks there are to run. */
  readonly planned: number;
  /** What is waited for, as a sentence. */
  readonly waiting?: string;
  readonly report?: Report;
  /** Why the run could not be made, with what to do about it. */
  readonly problem?: ProblemView;
}

/** A refusal of the server, `{ "error": … }` with status 400. */
export interface ProblemView {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}

/** One message of `GET /console/live`. The first has `isWhole`: what was known before is void. */
export interface LiveMessage {
  readonly isWhole?: true;
  readonly state?: Partial<ConsoleState>;
  /** New ones and changed ones. */
  readonly deliveries?: readonly DeliverySummary[];
  /** Ids that the server no longer has. */
  readonly forgotten?: readonly string[];
}
