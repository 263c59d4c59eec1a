import { MocklarkError } from "../base/errors.js";
import type { Clock } from "../base/clock.js";
import { isRecord } from "../base/json-path.js";
import {
  abortSignal,
  aClock,
  anyObject,
  createOptionCheck,
  either,
  functionToCall,
  listOf,
  numberFrom,
  objectWith,
  oneOf,
  type OptionTable,
  probability,
  text,
  trueOrFalse,
  type ValueRule,
  wholeNumberFrom,
} from "../base/option-check.js";
import type { Channel } from "../delivery/channel.js";
import type { DeliveryObserver } from "../delivery/delivery.js";
import { type DeliveryLimits, limitOptions } from "../delivery/delivery-limits.js";
import { type DeliveryPolicy, policyOptions } from "../delivery/delivery-policy.js";
import { type Fault, faultOptions } from "../delivery/fault.js";
import type { Journal } from "../delivery/journal.js";
import type { VerifyUrlOptions as HandshakeOptions } from "../delivery/verify-url.js";
import {
  type SendOptions as WebhookSendOptions,
  tlsOptions,
  type WebhookTls,
} from "../delivery/webhook-channel.js";
import { type App, appOptions } from "../event/app.js";
import { anEventType, type EventType } from "../event/event-type.js";
import { eventOptions } from "../event/reserve-config/event-factory.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import type { GatewayOptions } from "../gateway/gateway.js";
import type { ApiCall } from "../open-api/api-call.js";
import { type OpenApiRules, openApiRuleOptions } from "../open-api/open-api-rules.js";
import type { TenantDefinition } from "../tenant/tenant-definition.js";
import type { Emission } from "../tenant/tenant-record.js";
import type { TenantRules } from "../tenant/tenant-rules.js";
import type { Tenant } from "../tenant/tenant.js";
import { type ForgeryName, forgeryNames } from "../wire/forgery.js";
import { type RequestBuilderOptions, requestOptions } from "../wire/request-builder.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import type { GeneratedOptions } from "./event-source.js";
import type { Receiver } from "./receiver-target.js";
import { simulatorTexts } from "./simulator-texts.js";

export interface SimulatorOptions {
  /** What the developer console knows about the app; what is left out is made up from the seed. */
  readonly app?: Partial<App>;
  /**
   * The company whose changes bring events about: as it is at its start, or one that is open and is closed with
   * the simulator. Its first app is the simulator's, with what `app` says instead. Default: that app alone.
   */
  readonly tenant?: RuledTenant | Tenant;
  /** For a tenant that is given as a definition; these and the next overrule its own. */
  readonly tenantRules?: Partial<TenantRules>;
  readonly openApiRules?: Partial<OpenApiRules>;
  /** Told of each call of the Open API once it is answered. */
  readonly onApiCall?: (call: ApiCall) => void;
  /** How the event of a change is sent: elsewhere than to its app, with a fault, more than once. */
  readonly tenantPush?: (emission: Emission) => TenantPush | Promise<TenantPush>;
  /**
   * Told why an event of the tenant could not be sent at all: a forbidden target, a store app without a request
   * URL. Default: a process warning, once for each reason.
   */
  readonly onTenantTrouble?: (error: MocklarkError) => void;
  /**
   * The types of events it makes, as `eventTypeFromSample` and `createSchemaType` give them; the first is meant
   * where none is named. Default: `vc.reserve_config.updated_v1`, which is known also beside others.
   */
  readonly events?: readonly EventType[];
  /** The same seed gives the same events, ids, nonces and IVs; default: a new one. */
  readonly seed?: number;
  /**
   * Time for retries and `create_time`; default: real time, with the waits between attempts skipped. Waits of
   * Feishu's own length: `createRealClock()`.
   */
  readonly clock?: Clock;
  readonly policy?: Partial<DeliveryPolicy>;
  /** What nobody outside knows of Feishu's requests: the `Unit` header, and whether plaintext is signed. */
  readonly request?: RequestBuilderOptions;
  readonly limits?: Partial<DeliveryLimits>;
  /** For https receivers. */
  readonly tls?: WebhookTls;
  readonly observers?: readonly DeliveryObserver[];
  /** Keeps every event and attempt on disk, see `openJournal`; closed with the simulator. */
  readonly journal?: Journal;
  /** Attempts on the wire at once; default 256. */
  readonly maxInFlight?: number;
  /** Ended deliveries that `deliveries` remembers; default 1000. */
  readonly keep?: number;
  /** Public hosts that may be sent to; loopback and private addresses always may. */
  readonly allowHosts?: readonly string[];
  /** Language of the people and rooms events draw from; default "zh". */
  readonly locale?: "zh" | "en";
  /** Adds `department_name`, which only the official SDKs' types know. Default false. */
  readonly departmentNames?: boolean;
  /** Where receivers given as an app or a server expect events; default "/webhook/event". */
  readonly path?: string;
}

/** A tenant at its start, with rules if need be: what `parseTenant` and `generateTenant` give. */
export interface RuledTenant extends TenantDefinition {
  readonly rules?: Partial<TenantRules>;
  readonly openApiRules?: Partial<OpenApiRules>;
}

export interface GenerateOptions extends GeneratedOptions {
  /** The app of the tenant that the event is for; default: the first. */
  readonly appId?: string;
}

export interface PushOptions extends GenerateOptions {
  /** A receiver, or the channel of a long connection. */
  readonly to: Receiver | Channel;
  /** A whole event instead of a generated one. */
  readonly event?: FeishuEvent;
  /** What goes wrong on the sending side: at the first attempt, or as told per attempt (1 is the first). */
  readonly fault?: Fault | ((attempt: number) => Fault | undefined);
  /** How likely (0..1) an attempt without a fault of its own meets one, drawn by the seed. Default 0. */
  readonly faultProbability?: number;
  /** Send although the event does not validate. */
  readonly allowInvalid?: boolean;
  /** How often the event is sent once more after it succeeded. */
  readonly duplicates?: number;
  readonly signal?: AbortSignal;
}

/** What may be said of the delivery of a tenant's event; `to` in place of the app's request URL. */
export type TenantPush = Partial<
  Pick<PushOptions, "to" | "fault" | "faultProbability" | "duplicates" | "signal">
>;

export interface VerifyUrlOptions extends Omit<HandshakeOptions, "builder" | "random"> {
  readonly to: Receiver;
  /** Whose keys are used; default: the first app's. */
  readonly appId?: string;
}

export type OpenGatewayOptions = Omit<GatewayOptions, "apps" | "clock" | "random">;

export interface ForgeOptions {
  readonly to: Receiver;
  readonly forgery: ForgeryName;
  readonly event: FeishuEvent;
}

export interface SendOptions extends WebhookSendOptions {
  readonly to: Receiver;
  readonly request: WebhookRequest;
  /** Another path of the same receiver; default: the one it expects events at. */
  readonly path?: string;
}

const aTenantDefinition: ValueRule = (value) =>
  isRecord(value) && Array.isArray(value["apps"]) && Array.isArray(value["rooms"])
    ? undefined
    : simulatorTexts("give-a-definition");

export const checkSimulatorOptions = createOptionCheck<SimulatorOptions>(simulatorTexts("create"), {
  app: appOptions,
  tenant: either(
    objectWith("updateReserveConfig", "createTenant", "openTenant"),
    aTenantDefinition,
  ),
  tenantRules: anyObject,
  openApiRules: openApiRuleOptions,
  onApiCall: functionToCall,
  tenantPush: functionToCall,
  onTenantTrouble: functionToCall,
  events: listOf(anEventType),
  seed: wholeNumberFrom(0),
  clock: aClock,
  policy: policyOptions,
  request: requestOptions,
  limits: limitOptions,
  tls: tlsOptions,
  observers: listOf(anyObject),
  journal: objectWith("takeOwed", simulatorTexts("awaited", { maker: "openJournal" })),
  maxInFlight: wholeNumberFrom(1),
  keep: wholeNumberFrom(0),
  allowHosts: listOf(text),
  locale: oneOf(["zh", "en"]),
  departmentNames: trueOrFalse,
  path: text,
});

export const checkAppChange = createOptionCheck<Partial<App>>(
  simulatorTexts("change-app"),
  appOptions,
);

export const pushOptions: OptionTable<PushOptions> = {
  ...eventOptions,
  type: text,
  appId: text,
  to: true,
  event: true,
  fault: (fault) => {
    if (typeof fault !== "function") checkFault({ fault: fault as Fault });
    return undefined;
  },
  faultProbability: probability,
  allowInvalid: trueOrFalse,
  duplicates: wholeNumberFrom(0),
  signal: abortSignal,
};

const checkFault = createOptionCheck<{ fault: Fault }>(simulatorTexts("plan-fault"), {
  fault: faultOptions,
});

export const checkPushOptions = createOptionCheck<PushOptions>(
  simulatorTexts("push-event"),
  pushOptions,
);

export const checkPrepareOptions = createOptionCheck<Omit<PushOptions, "to">>(
  simulatorTexts("prepare-request"),
  pushOptions,
);

export const checkVerifyUrlOptions = createOptionCheck<VerifyUrlOptions>(
  simulatorTexts("verify-url"),
  {
    to: true,
    appId: text,
    challenge: text,
    token: text,
    plaintext: trueOrFalse,
    limitMs: numberFrom(0),
    waitMs: numberFrom(0),
    signal: abortSignal,
  },
);

export function checkForgeOptions(options: ForgeOptions): void {
  checkForgeMembers(options);
  refuseMissing(options, "forgery", "forge-request");
  refuseMissing(options, "event", "forge-request");
}

export function checkSendOptions(options: SendOptions): void {
  checkSendMembers(options);
  refuseMissing(options, "request", "send-request");
}

/** Where there are no types, what is needed may be left out. */
function refuseMissing<Options>(
  options: Options,
  name: keyof Options & string,
  action: "forge-request" | "send-request",
): void {
  if (options[name] !== undefined) return;
  const purpose = simulatorTexts(action);
  throw new MocklarkError("USAGE", simulatorTexts("missing", { purpose, name }), {
    remedy: simulatorTexts("give", { name }),
  });
}

const checkForgeMembers = createOptionCheck<ForgeOptions>(simulatorTexts("forge-request"), {
  to: true,
  forgery: oneOf(forgeryNames),
  event: anyObject,
});

const checkSendMembers = createOptionCheck<SendOptions>(simulatorTexts("send-request"), {
  to: true,
  request: anyObject,
  path: text,
  fault: faultOptions,
  limits: limitOptions,
  signal: abortSignal,
  connection: text,
  headerCase: oneOf(["canonical", "lower"]),
});
