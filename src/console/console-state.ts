import type { DeliveryStatus, AttemptRecord } from "../delivery/delivery.js";
import type { OutcomeKind } from "../delivery/outcome.js";
import type { Permission } from "../event/app.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import type { ConnectionInfo } from "../gateway/connection-info.js";
import type { ForgeryName } from "../wire/forgery.js";
import type { TriedCheck } from "../contract/report/report.js";
import type { CheckInWords } from "../contract/check-in-words.js";
import type { Need, Phase } from "../contract/suite/check.js";

/**
 * What server and page say to each other. The page keeps nothing that is not in here. The server has texts for
 * words, and every page gets them in its own language.
 */
export interface ConsoleState<Words = string> {
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
  /** What can be sent, by name; the first is a change of limits. */
  readonly eventTypes: readonly string[];
  readonly tenant: TenantView;
  readonly apps: readonly AppView[];
  readonly receiver: ReceiverView<Words>;
  readonly connections: readonly ConnectionInfo[];
  readonly contract: ContractView<Words>;
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
export interface ReceiverView<Words = string> {
  readonly kind: "stand-in" | "url" | "command" | "long-connection";
  /** The URL, the command, or the app id. */
  readonly name: string;
  /** Whether something shows what the receiver did. */
  readonly hasWitness: boolean;
  /** Of a command: why it does not run although nobody stopped it. */
  readonly problem?: Words;
  /** Of the stand-in only. */
  readonly behaviour?: StandInBehaviour;
  /** Where our own receiver is, when there is one; events need not go to it now. */
  readonly standInUrl?: string;
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
  /** The receiver acted on an earlier delivery of the same event: it should not act again. */
  readonly wasActedOn?: true;
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

/** `unlearned`: it was watched to the end, and no accepted event has shown yet what an effect looks like. */
export type EffectUnknown = "no-witness" | "blind" | "waiting" | "unlearned" | "failed";

/** The count rose by so many at this simulated time. */
export interface Sighting {
  readonly atMs: number;
  readonly count: number;
}

/** `GET /console/deliveries/:id` */
export interface DeliveryDetail {
  readonly summary: DeliverySummary;
  /** Verification Token masked. Absent where it was given up to save memory. */
  readonly event?: FeishuEvent;
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
  /** One sentence in the language that was asked for: what is wrong with the request. */
  readonly describe: string;
  /** Whether it makes sense only for an app with an Encrypt Key. */
  readonly needsEncryptKey: boolean;
}

export interface ContractView<Words = string> {
  readonly isRunning: boolean;
  /** The run under way was told to end. */
  readonly isStopping: boolean;
  /** By the run under way, in the order they were tried first. */
  readonly tried: readonly TriedCheck[];
  /** How many checks the run under way has. */
  readonly planned: number;
  /** What a check waits for: "the client to come back". */
  readonly waiting?: { readonly check: string; readonly what: Words };
  /** Another one whenever there is a new report; `GET /console/contract/report` gives the report. */
  readonly reportId?: string;
  /** Why the last run could not be made, with what to do about it. */
  readonly problem?: ProblemView<Words>;
}

/** One check of the catalogue, `GET /console/contract/checks`. */
export interface CheckView extends Pick<
  CheckInWords,
  "id" | "title" | "severity" | "appliesTo" | "clause" | "why" | "fix" | "page"
> {
  readonly phase: Phase;
  readonly needs: readonly Need[];
}

/** What came of `POST /console/apps/:appId/request-url`. */
export interface UrlCheckView {
  /** Only then is the URL saved. */
  readonly verified: boolean;
  /** The developer console's own words; absent when verified. */
  readonly consoleMessage?: string;
  /** One sentence in the language that was asked for. */
  readonly reason: string;
  /** The request as on the wire, keys masked. */
  readonly sent: string;
  /** What came back: status and body, or why nothing did; keys masked. */
  readonly answered: string;
}

/** A refusal of the server, `{ "error": … }` with status 400. */
export interface ProblemView<Words = string> {
  readonly code: string;
  readonly message: Words;
  readonly remedy?: Words;
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
