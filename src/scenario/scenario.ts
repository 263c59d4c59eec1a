import type { Position } from "../base/document.js";
import type { ErrorCode } from "../base/errors.js";
import type { Override } from "../event/overrides.js";
import type { DeliveryPolicy } from "../delivery/delivery-policy.js";
import type { DeliveryStatus } from "../delivery/delivery.js";
import type { Fault } from "../delivery/fault.js";
import type { App } from "../event/app.js";
import type { EventType } from "../event/event-type.js";
import type { EventVariant } from "../event/reserve-config/event-variants.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import type { ApiFault } from "../open-api/create-open-api.js";
import type { Random } from "../base/random.js";
import type { TenantFile } from "../tenant-file/tenant-file.js";
import type { ForgeryName } from "../wire/forgery.js";

export const transports = ["webhook", "long-connection"] as const;

export type Transport = (typeof transports)[number];

/**
 * What a scenario cannot do without: an Encrypt Key, a receiver we may stop and start, one whose own clock
 * moves with simulated time, or one that calls the Open API.
 */
export type Requirement = "encrypt-key" | "managed-receiver" | "receiver-clock" | "open-api";

/** A scenario file, read and checked. */
export interface Scenario {
  readonly file: string;
  readonly name: string;
  /** The rule or the real situation it shows. */
  readonly why: string;
  /** The same seed makes the same events; absent: the runner's. */
  readonly seed?: number;
  readonly transports: readonly Transport[];
  readonly requires: readonly Requirement[];
  readonly app: Partial<App>;
  /** Its own company; the ids that its file leaves out are drawn from the source. Absent: any. */
  readonly tenant?: (random: Random) => Promise<TenantFile>;
  readonly policy: Partial<DeliveryPolicy>;
  /** The event types its steps name or bring along, that of the first send first; none where all is of one. */
  readonly events: readonly EventType[];
  readonly steps: readonly Step[];
}

export interface FaultPlan {
  readonly fault: Fault;
  /** Which attempts it spoils; 1 is the first. */
  readonly attempts: readonly number[];
}

export interface SendAction {
  readonly kind: "send";
  /** A name other steps call the event by. */
  readonly as?: string;
  /** The event type by its name; default: `vc.reserve_config.updated_v1`. */
  readonly type?: string;
  readonly variant?: EventVariant;
  readonly scope?: "room" | "level";
  readonly set?: readonly Override[];
  readonly unset?: readonly string[];
  /** A whole event instead of a generated one. */
  readonly event?: FeishuEvent;
  readonly count: number;
  readonly fault?: FaultPlan;
  /** How often each event is sent once more after it succeeded. */
  readonly duplicates?: number;
  readonly allowInvalid?: boolean;
}

export interface UpdateAction {
  readonly kind: "update";
  readonly scopeType: "room" | "level";
  /** A name, a path or an id; a number counts from 1. */
  readonly of: string | number;
  /** The body of PATCH reserve_configs, with people and departments by name. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly as?: string;
  readonly fault?: FaultPlan;
  readonly duplicates?: number;
}

export type Action =
  | SendAction
  | UpdateAction
  /** Without a fault: what was planned is over. */
  | { readonly kind: "open-api"; readonly fault?: ApiFault }
  | {
      readonly kind: "duplicate";
      readonly of: string;
      readonly times: number;
      readonly atOnce: boolean;
    }
  | { readonly kind: "forge"; readonly how: ForgeryName; readonly of?: string }
  | { readonly kind: "verify-url"; readonly token?: string }
  | { readonly kind: "wait"; readonly durationMs: number }
  | { readonly kind: "network"; readonly downMs: number }
  /** Without settings: back to the app as it was at the start. */
  | { readonly kind: "change-app"; readonly settings?: Partial<App> }
  | { readonly kind: "receiver"; readonly act: ReceiverAct }
  | { readonly kind: "parallel"; readonly steps: readonly Step[] }
  | { readonly kind: "in-order"; readonly steps: readonly Step[] }
  | { readonly kind: "repeat"; readonly times: number; readonly steps: readonly Step[] };

export const receiverActs = ["restart", "stop", "start"] as const;

export type ReceiverAct = (typeof receiverActs)[number];

/** One step of a scenario: what is done, and what should come of it. */
export interface Step {
  readonly title: string;
  readonly action: Action;
  readonly expect?: Expectation;
  /** Where the step stands in the file. */
  readonly position: Position;
}

export interface Expectation {
  readonly outcome?: Extract<DeliveryStatus, "succeeded" | "given-up">;
  readonly status?: number;
  readonly notStatus?: number;
  readonly attempts?: number;
  readonly withinMs?: number;
  /** Simulated milliseconds waited from the first attempt to the last. */
  readonly takesMs?: number;
  readonly effects?: number;
  readonly verified?: boolean;
  /** How many events a change brings the app. */
  readonly events?: number;
  /** Of the Open API, for a change that is refused. */
  readonly code?: number;
  readonly error?: ErrorCode;
}

/** Whether any step changes limits, or makes the Open API fail. */
export function needsTenant({ tenant, requires, steps }: Scenario): boolean {
  return tenant !== undefined || requires.includes("open-api") || hasUpdate(steps);
}

const hasUpdate = (steps: readonly Step[]): boolean =>
  steps.some(({ action }) =>
    "steps" in action ? hasUpdate(action.steps) : action.kind === "update",
  );
