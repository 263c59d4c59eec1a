import type { Clock } from "../base/clock.js";
import {
  abortSignal,
  aClock,
  anyObject,
  createOptionCheck,
  either,
  functionToCall,
  listOf,
  numberFrom,
  oneOf,
  type OptionTable,
  text,
  trueOrFalse,
  wholeNumberFrom,
} from "../base/option-check.js";
import { type Language, languages } from "../base/text.js";
import { type DeliveryLimits, limitOptions } from "../delivery/delivery-limits.js";
import { tlsOptions, type WebhookTls } from "../delivery/webhook-channel.js";
import { type App, appOptions } from "../event/app.js";
import { anEventType, type EventType } from "../event/event-type.js";
import type { GatewayAddress } from "../gateway/gateway.js";
import { type ChildEnvironment, childEnvironment } from "../receiver/child-environment.js";
import { type EffectTiming, effectTimingOptions } from "../receiver/effect-ledger.js";
import type { ReceiverClockSetting } from "../receiver/clock/parse-receiver-clock.js";
import type { CountEffects } from "../receiver/witness/function-witness.js";
import type { Witness } from "../receiver/witness/witness.js";
import type { Receiver } from "../simulator/receiver-target.js";
import type { Baseline } from "./report/baseline.js";
import type { Reporter, ReporterProblem } from "./reporters/reporter.js";
import { type ClientTiming, clientTimingOptions } from "./subject/client-line.js";
import type { Check } from "./suite/check.js";
import type { CheckFilter } from "./suite/check-filter.js";
import { type SuiteLimits, suiteLimitOptions } from "./suite/suite-runner.js";
import { suiteTexts } from "./suite/suite-texts.js";

export interface CheckReceiverOptions extends CheckFilter {
  /** The receiver: URL, server or Express app. May be left out with `exec`. */
  readonly target?: Receiver;
  /** Starts the receiver with this shell command, watches its output and stops it afterwards. */
  readonly exec?: string;
  /** Working directory of `exec`. */
  readonly cwd?: string;
  /** Environment variables of `exec` under its own names: { LARK_ENCRYPT_KEY: "@encrypt-key" }. */
  readonly env?: ChildEnvironment;
  /** How long `exec` may take to listen, or a client to ask for its connection, milliseconds; default 20,000. */
  readonly waitForMs?: number;
  /** The app as the developer console knows it: the receiver's keys. */
  readonly app?: Partial<App>;
  /**
   * The types of events the receiver gets, the one that is judged by first; default: reserve config updated. One
   * event of each further type is sent before anything else, in this order, for receivers that must have seen it.
   */
  readonly events?: readonly EventType[];
  /** How these are named on a command line, for the one that repeats a check; default: by the types' names. */
  readonly eventFlags?: readonly string[];
  /** What shows that the receiver acted; default: the output of `exec`. Text as the --witness flag takes it. */
  readonly witness?: string | CountEffects | Witness;
  /** Failures of advice (should) fail the run too, and so does what was left undecided. */
  readonly strict?: boolean;
  /** What reporters and the report are worded in; default: English. */
  readonly language?: Language;
  /** Stop after the first failure. */
  readonly bail?: boolean;
  /** The same seed gives the same events; default: a new one. */
  readonly seed?: number;
  /** Known failures: a file, or what `parseBaseline` returned. */
  readonly baseline?: string | Baseline;
  readonly reporters?: readonly Reporter[];
  /** Told of reporters that broke. */
  readonly onReporterProblem?: (problem: ReporterProblem) => void;
  /** Told, in a sentence, of what `exec` started and what could not be stopped with it. */
  readonly onLeftRunning?: (text: string) => void;
  readonly allowHosts?: readonly string[];
  readonly tls?: WebhookTls;
  /** The receiver is a client of the long connection: a gateway is opened for it. */
  readonly longConnection?: boolean;
  /** Port of that gateway; default: any free one. */
  readonly port?: number;
  /** Told, before anything else happens, what a client that is not ours to start needs to connect. */
  readonly onGateway?: (gateway: GatewayAddress) => void;
  readonly clientTiming?: Partial<ClientTiming>;
  /** Where a receiver that is an app, a server or `exec` without a URL expects events; default "/webhook/event". */
  readonly path?: string;
  readonly limits?: Partial<DeliveryLimits>;
  readonly suiteLimits?: Partial<SuiteLimits>;
  readonly effectTiming?: Partial<EffectTiming>;
  /** How the receiver's own clock is moved; default "auto": what fits the process that `exec` starts. */
  readonly receiverClock?: ReceiverClockSetting;
  /** How long a receiver that died may take to come back by itself, milliseconds; default 3,000. */
  readonly recoverWithinMs?: number;
  /** Ends the run early; the report is still made and written. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** Instead of the whole catalogue. */
  readonly checks?: readonly Check[];
}

export const checkReceiverOptions: OptionTable<CheckReceiverOptions> = {
  only: listOf(text),
  skip: listOf(text),
  target: true,
  exec: text,
  cwd: text,
  env: childEnvironment,
  waitForMs: numberFrom(0),
  app: appOptions,
  events: listOf(anEventType),
  eventFlags: listOf(text),
  witness: either(text, functionToCall, anyObject),
  strict: trueOrFalse,
  language: oneOf(languages),
  bail: trueOrFalse,
  seed: wholeNumberFrom(0),
  baseline: either(text, listOf(anyObject)),
  reporters: listOf(anyObject),
  onReporterProblem: functionToCall,
  allowHosts: listOf(text),
  tls: tlsOptions,
  longConnection: trueOrFalse,
  // Has a message of its own.
  port: true,
  onGateway: functionToCall,
  onLeftRunning: functionToCall,
  clientTiming: clientTimingOptions,
  path: text,
  limits: limitOptions,
  suiteLimits: suiteLimitOptions,
  effectTiming: effectTimingOptions,
  receiverClock: text,
  recoverWithinMs: numberFrom(0),
  signal: abortSignal,
  clock: aClock,
  checks: listOf(anyObject),
};

export const checkOptions = createOptionCheck<CheckReceiverOptions>(
  suiteTexts("check-the-receiver"),
  checkReceiverOptions,
);
