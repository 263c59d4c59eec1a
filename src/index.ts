/**
 * What `mocklark` offers to programs, layer by layer. Everything a command does is one of these calls.
 * Importing it is cheap: what is heavy (faker, yaml, express, ws, node-forge) is loaded by the calls that need it.
 */

// The simulator: events made, put on the wire and delivered as Feishu does it.
export { createSimulator } from "./simulator/simulator.js";
export type {
  ForgeOptions,
  GenerateOptions,
  OpenGatewayOptions,
  PushOptions,
  RuledTenant,
  SendOptions,
  SimulatorOptions,
  TenantPush,
  VerifyUrlOptions,
} from "./simulator/simulator-options.js";
export type { Simulator } from "./simulator/simulator.js";
export type { FastifyApp, KoaApp, Receiver } from "./simulator/receiver-target.js";
export { pushMany } from "./simulator/push-many.js";
export type { PushManyOptions, PushSummary } from "./simulator/push-many.js";

// The tenant: whose change of reserve limits brings events about, and its Open API.
export { createTenant } from "./tenant/create-tenant.js";
export { openTenant } from "./tenant/open-tenant.js";
export type { OpenedTenant, OpenTenantOptions } from "./tenant/open-tenant.js";
export { generateTenant } from "./tenant/generate-tenant.js";
export type { GenerateTenantOptions } from "./tenant/generate-tenant.js";
export { parseTenant } from "./on-demand.js";
export type { ParseTenantOptions } from "./tenant-file/parse-tenant.js";
export type { TenantFile } from "./tenant-file/tenant-file.js";
export type {
  FoundReserveConfig,
  ScopeReference,
  Tenant,
  TenantOptions,
  TenantSnapshot,
  Updated,
  UpdateReserveConfig,
} from "./tenant/tenant.js";
export type { DefinedLimits, TenantDefinition } from "./tenant/tenant-definition.js";
export type { TenantApp } from "./tenant/tenant-app.js";
export type {
  RoomStatus,
  TenantDepartment,
  TenantLevel,
  TenantPerson,
  TenantRoom,
} from "./tenant/company.js";
export type { ReserveConfig, ReserveConfigChange } from "./tenant/reserve-config-change.js";
export type { Refusal, RefusalReason } from "./tenant/refusal.js";
export { defaultTenantRules } from "./tenant/tenant-rules.js";
export type { TenantRules } from "./tenant/tenant-rules.js";
export type { Emission } from "./tenant/tenant-record.js";
export type { TenantStore } from "./tenant/tenant-store.js";
export type { ApiCall, ApiFault, OpenApi } from "./open-api/create-open-api.js";
export type { OpenApiRules } from "./open-api/open-api-rules.js";

// The contract suite: does a receiver behave as Feishu needs?
export { checkReceiver } from "./on-demand.js";
export type { CheckReceiverOptions } from "./contract/check-receiver-options.js";
export { listChecks } from "./on-demand.js";
export type { Check } from "./contract/suite/check.js";
export type { CheckId } from "./contract/report/check-id.js";
export type { CheckFilter } from "./contract/suite/check-filter.js";
export { explainCheck, findCheck } from "./contract/explain-check.js";
export { loadBaseline, parseBaseline } from "./contract/report/baseline.js";
export type { Baseline, KnownFailure } from "./contract/report/baseline.js";
export { exitCodeOf, openFailures } from "./contract/report/report.js";
export type { CheckResult, Finding, Report, Saw, StartWith } from "./contract/report/report.js";
export type { WitnessSummary } from "./receiver/effect-ledger.js";
export type { Judgement, Severity, Verdict } from "./contract/report/verdict.js";
export { createReporter, reporterKinds } from "./contract/reporters/create-reporter.js";
export type { ReporterKind, ReporterSurroundings } from "./contract/reporters/create-reporter.js";
export { checkFailureText } from "./contract/reporters/failure-text.js";
export type { Reporter, ReporterProblem } from "./contract/reporters/reporter.js";
export { readReport } from "./contract/report/read-report.js";
export { mergeReports } from "./on-demand.js";
export type { NamedReport } from "./contract/reporters/html/named-report.js";
export { parseWitness } from "./receiver/witness/parse-witness.js";
export type { CountEffects } from "./receiver/witness/function-witness.js";
export type { EventIds, Sightings, Witness } from "./receiver/witness/witness.js";
export { startManagedReceiver } from "./on-demand.js";
export type { ManagedReceiver, ManagedReceiverOptions } from "./receiver/managed-receiver.js";

// The receiver's own clock: moved by the hour, so that what it keeps for a while runs out.
export { openReceiverClock } from "./on-demand.js";
export type { OpenReceiverClockOptions } from "./receiver/clock/open-receiver-clock.js";
export type { ReceiverClockSetting } from "./receiver/clock/parse-receiver-clock.js";
export { createJointClock } from "./receiver/clock/joint-clock.js";
export type { JointClock, LeftBehind, ReceiverClockSummary } from "./receiver/clock/joint-clock.js";
export type {
  Advance,
  ClockTrouble,
  OpenedClock,
  ReceiverClock,
} from "./receiver/clock/receiver-clock.js";

// Scenarios: a story of events and faults, read from a file and played.
export { parseScenario } from "./on-demand.js";
export type { ParseScenarioOptions } from "./scenario/parse-scenario.js";
export { runScenario } from "./on-demand.js";
export type { RunScenarioOptions, ScenarioResult } from "./scenario/run-scenario.js";
export type { StepResult, StepVerdict } from "./scenario/scenario-stage.js";
export type { Scenario } from "./scenario/scenario.js";

// The long connection.
export { createGateway } from "./on-demand.js";
export type { Gateway, GatewayOptions } from "./gateway/gateway.js";
export type { GatewayLimits } from "./gateway/gateway-limits.js";
export type { GatewayObserver } from "./gateway/gateway-observer.js";
export type { ClientConfig, ClientConfigPreset } from "./gateway/client-config.js";

// Deliveries: what came of them, and how they are kept.
export { openJournal } from "./delivery/journal.js";
export type { Journal, JournalOptions } from "./delivery/journal.js";
export { eventLogEntries, formatEventLog } from "./delivery/event-log.js";
export type { EventLogEntry } from "./delivery/event-log.js";
export { describeOutcome } from "./delivery/describe-outcome.js";
export type { Outcome, OutcomeKind } from "./delivery/outcome.js";
export { describeUrlVerification } from "./delivery/verify-url.js";
export type { UrlVerificationResult } from "./delivery/verify-url.js";
export { defaultDeliveryPolicy } from "./delivery/delivery-policy.js";
export type { DeliveryPolicy } from "./delivery/delivery-policy.js";
export { defaultLimits } from "./delivery/delivery-limits.js";
export type { DeliveryLimits } from "./delivery/delivery-limits.js";
export { faultNames } from "./delivery/fault.js";
export type { Fault, FaultName } from "./delivery/fault.js";
export type { Channel } from "./delivery/channel.js";
export type {
  AttemptRecord,
  AttemptStart,
  Delivery,
  DeliveryObserver,
  DeliveryStatus,
  NextStep,
  PlannedRetry,
} from "./delivery/delivery.js";
export type { WebhookTls } from "./delivery/webhook-channel.js";

// The wire: the single steps, each on its own.
export { computeSignature } from "./wire/signature.js";
export type { SignatureInput } from "./wire/signature.js";
export { createEventCipher } from "./wire/event-cipher.js";
export type { EventCipher } from "./wire/event-cipher.js";
export { serializeEvent } from "./wire/serialize-event.js";
export { createRequestBuilder } from "./wire/request-builder.js";
export type {
  RequestBuilder,
  RequestBuilderOptions,
  SigningContext,
} from "./wire/request-builder.js";
export type { WebhookRequest } from "./wire/webhook-request.js";
export { formatAsCurl, formatAsHttp, formatAsJson } from "./wire/format-request.js";
export { parseCapturedRequest } from "./wire/captures/parse-captured-request.js";
export type { CapturedRequest } from "./wire/captured-request.js";
export { explainRequest } from "./wire/explain-request.js";
export type { Explanation, ExplainOptions, Step } from "./wire/explain-request.js";
export { forgeryNames } from "./wire/forgery.js";
export type { ForgeryName } from "./wire/forgery.js";
export { createCertificates } from "./wire/certificates.js";
export type { CertificateOptions, Certificates } from "./wire/certificates.js";

// Any other event type, by a captured event or a JSON Schema of its content.
export { eventTypeFromSample } from "./event/sample/event-type-from-sample.js";
export { createSchemaType } from "./on-demand.js";
export type { SchemaTypeOptions } from "./event/json-schema/schema-type.js";
export { reserveConfigType } from "./event/reserve-config/reserve-config-type.js";
export type { EventType } from "./event/event-type.js";
export type { EventTypes } from "./event/event-types.js";
export type { EventHeader, FeishuEvent } from "./event/feishu-event.js";

// The event: what it may say, and people and rooms to say it about.
export { validateEvent } from "./event/reserve-config/event-schema.js";
export type { Violation } from "./event/reserve-config/event-schema.js";
export { checkEvent, checkEventRules } from "./event/reserve-config/event-rules.js";
export { createDirectory } from "./event/directory.js";
export type { Directory, DirectoryOptions } from "./event/directory.js";
export { createEventFactory, eventVariants } from "./event/reserve-config/event-factory.js";
export type {
  EventFactory,
  EventOptions,
  EventVariant,
} from "./event/reserve-config/event-factory.js";
export { mutations } from "./event/reserve-config/event-mutations.js";
export type { Mutation } from "./event/reserve-config/event-mutations.js";
export { applyOverrides, parseOverride } from "./event/overrides.js";
export type { Override, Overrides } from "./event/overrides.js";
export { projectEvent } from "./event/reserve-config/permission-projection.js";
export { normalizeSettings } from "./event/reserve-config/normalize-settings.js";
export { reserveConfigEventType } from "./event/reserve-config/reserve-config-event.js";
export type {
  ReserveConfigEvent,
  ReserveConfigUpdated,
} from "./event/reserve-config/reserve-config-event.js";
export { createOpenApiDocument } from "./event/reserve-config/openapi.js";
export { createApp, permissions } from "./event/app.js";
export type { App, Permission } from "./event/app.js";

// What everything stands on: time, chance, errors.
export { createRealClock, createScaledClock, createVirtualClock } from "./base/clock.js";
export type { Clock, ScaledClock, VirtualClock, WallClock } from "./base/clock.js";
export { createRandom } from "./base/random.js";
export type { Random } from "./base/random.js";
export { MocklarkError } from "./base/errors.js";
export type { ErrorCode } from "./base/errors.js";

// Texts in every language, which checks of one's own are worded with.
export { createTexts, verbatim } from "./base/text.js";
export type { Language, Text, Texts } from "./base/text.js";
