/** The parts of the library most programs never call: each is loaded by its first call. */
import type { ParseScenarioOptions } from "./scenario/parse-scenario.js";
import type { Check } from "./contract/suite/check.js";
import type { CheckReceiverOptions } from "./contract/check-receiver-options.js";
import type { ManagedReceiver, ManagedReceiverOptions } from "./receiver/managed-receiver.js";
import type { OpenReceiverClockOptions } from "./receiver/clock/open-receiver-clock.js";
import type { OpenedClock } from "./receiver/clock/receiver-clock.js";
import type { Report } from "./contract/report/report.js";
import type { MergeOptions } from "./contract/reporters/html/merge-reports.js";
import type { NamedReport } from "./contract/reporters/html/named-report.js";
import type { EventType } from "./event/event-type.js";
import type { SchemaTypeOptions } from "./event/json-schema/schema-type.js";
import type { Gateway, GatewayOptions } from "./gateway/gateway.js";
import type { RunScenarioOptions, ScenarioResult } from "./scenario/run-scenario.js";
import type { Scenario } from "./scenario/scenario.js";
import type { ParseTenantOptions } from "./tenant-file/parse-tenant.js";
import type { TenantFile } from "./tenant-file/tenant-file.js";

/**
 * The type of the events whose content a JSON Schema describes: contents are drawn from it by the seed, and
 * events that are given are held against it.
 * @throws MocklarkError INVALID_DOCUMENT for a schema that is broken, refers to another file, or of which no valid
 *   content can be made; also when nothing says which type it is
 */
export async function createSchemaType(options: SchemaTypeOptions): Promise<EventType> {
  const schemas = await import("./event/json-schema/schema-type.js");
  return schemas.createSchemaType(options);
}

/**
 * Runs the contract suite against one receiver, as `mocklark check` does. What the receiver does wrong
 * is in the report, never an exception.
 * @throws MocklarkError USAGE, FORBIDDEN_TARGET, FILE or INVALID_DOCUMENT for options that make no sense;
 *   ENVIRONMENT when the receiver cannot be reached or started
 */
export async function checkReceiver(options: CheckReceiverOptions): Promise<Report> {
  const suite = await import("./contract/check-receiver.js");
  return suite.checkReceiver(options);
}

/**
 * Several reports on one HTML page: one row per check, one column per report, then each report in full.
 * All of it is one string; `mocklark report merge` writes pages that are larger than that.
 */
export async function mergeReports(
  reports: readonly NamedReport[],
  options: MergeOptions = {},
): Promise<string> {
  const pages = await import("./contract/reporters/html/merge-reports.js");
  const { loadReportTexts } = await import("./contract/load-report-texts.js");
  await loadReportTexts(
    reports.map(({ report }) => report),
    options.language ?? "en",
  );
  return pages.mergeReports(reports, options);
}

/** Every contract check, in the order reports list them: what `mocklark checks` prints. */
export async function listChecks(): Promise<readonly Check[]> {
  const { catalogue } = await import("./contract/catalogue.js");
  return catalogue;
}

/**
 * Starts a receiver by a shell command and waits until it accepts connections; `stop` ends it and all it started.
 * @throws MocklarkError ENVIRONMENT when it does not come up; its last output is the error's frame
 */
export async function startManagedReceiver(
  options: ManagedReceiverOptions,
): Promise<ManagedReceiver> {
  const managed = await import("./receiver/managed-receiver.js");
  return managed.startManagedReceiver(options);
}

/**
 * Makes the clock of a receiver movable, for which one that was started here is restarted; or says what is in the
 * way. `runScenario` takes what comes of it as `receiverClock`. By itself:
 * `createSimulator({ clock: createJointClock(opened.clock) })`.
 * @throws MocklarkError ENVIRONMENT when the receiver does not come up again
 */
export async function openReceiverClock(options: OpenReceiverClockOptions): Promise<OpenedClock> {
  const clocks = await import("./receiver/clock/open-receiver-clock.js");
  return clocks.openReceiverClock(options);
}

/**
 * A scenario from the text of a YAML or JSON file; `file` is for messages, and its ending decides between the two.
 * @throws MocklarkError MALFORMED_DOCUMENT or INVALID_DOCUMENT with line, column, frame and suggestion
 */
export async function parseScenario(
  text: string,
  file: string,
  options: ParseScenarioOptions,
): Promise<Scenario> {
  const parser = await import("./scenario/parse-scenario.js");
  return parser.parseScenario(text, file, options);
}

/**
 * Plays a scenario and judges its expectations, as `mocklark run` does.
 * @throws MocklarkError when the set-up does not allow the scenario at all
 */
export async function runScenario(
  scenario: Scenario,
  options: RunScenarioOptions,
): Promise<ScenarioResult> {
  const player = await import("./scenario/run-scenario.js");
  return player.runScenario(scenario, options);
}

/**
 * A tenant from the text of a YAML or JSON file; `file` is for messages, and its ending decides between the two.
 * `createSimulator` takes it as `tenant`, and its rules as `tenantRules` and `openApiRules`.
 * @throws MocklarkError MALFORMED_DOCUMENT or INVALID_DOCUMENT with line, column, frame and suggestion
 */
export async function parseTenant(
  text: string,
  file: string,
  options: ParseTenantOptions,
): Promise<TenantFile> {
  const parser = await import("./tenant-file/parse-tenant.js");
  return parser.parseTenant(text, file, options);
}

/** A long-connection server on its own; `simulator.gateway()` gives the one that belongs to a simulator. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const port = await import("./simulator/local-port.js");
  return port.createLocalGateway(options);
}
