import { parseDocument, type SourceDocument } from "../base/document.js";
import { anyObject, createOptionCheck, listOf, oneOf } from "../base/option-check.js";
import { type Language, languages } from "../base/text.js";
import { type DocumentProblem, invalidDocument } from "../event/document-schema.js";
import { anEventType, type EventType } from "../event/event-type.js";
import { createEventTypes } from "../event/event-types.js";
import { expandDocument } from "../event/expanded-document.js";
import { inFileOrder } from "../event/document-problems.js";
import { definedOnly } from "../base/defined-only.js";
import { reserveConfigType } from "../event/reserve-config/reserve-config-type.js";
import { readScenarioEvents } from "./scenario-events.js";
import { readScenarioTenant } from "./scenario-tenant.js";
import { createScenarioReader } from "./scenario-reader.js";
import type { Scenario } from "./scenario.js";
import { scenarioTexts } from "./scenario-texts.js";

export interface ParseScenarioOptions {
  /** Values for ${env:NAME}; left out: such texts stay as they are, which is enough to validate. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Event types that steps may name beside those of the scenario itself. */
  readonly events?: readonly EventType[];
  /** What steps without a title are called in. Default: English. */
  readonly language?: Language;
}

const checkOptions = createOptionCheck<ParseScenarioOptions>(scenarioTexts("read-the-scenario"), {
  env: anyObject,
  events: listOf(anEventType),
  language: oneOf(languages),
});

/** A scenario, or everything that keeps the document from being one, in the order of the file. */
export type ScenarioReading =
  | { readonly scenario: Scenario; readonly problems: readonly [] }
  | { readonly scenario?: never; readonly problems: readonly DocumentProblem[] };

/**
 * A scenario from the text of a YAML or JSON file.
 * @throws MocklarkError MALFORMED_DOCUMENT or INVALID_DOCUMENT with line, column, frame and suggestion
 */
export async function parseScenario(
  text: string,
  file: string,
  options: ParseScenarioOptions = {},
): Promise<Scenario> {
  checkOptions(options);
  const source = await parseDocument(text, file);
  const { scenario, problems } = await readScenario(source, options);
  if (scenario) return scenario;
  const [first = wholeDocument(source), ...others] = problems;
  throw invalidDocument(source, "scenario", first, others);
}

/** As `parseScenario` for a document that was read, with all its problems instead of an error. */
export async function readScenario(
  source: SourceDocument,
  { env, events = [], language = "en" }: ParseScenarioOptions = {},
): Promise<ScenarioReading> {
  // What ${index} will be does not matter to the schema; where it may stand is the reader's business.
  const expanded = await expandDocument(source, "scenario", { env, known: { index: 1 } });
  if (expanded.problems.length > 0) return { problems: expanded.problems };
  const own = await readScenarioEvents(expanded.source);
  const reader = createScenarioReader(source, {
    env,
    language,
    types: createEventTypes(lastOfEachName([reserveConfigType, ...events, ...own.types])),
  });
  const scenario = reader.read();
  const { tenant, problems } = await readScenarioTenant(expanded.source, env);
  const all = [...own.problems, ...reader.problems.list(), ...problems];
  if (all.length > 0) return { problems: inFileOrder(all) };
  return { scenario: { ...scenario, ...definedOnly({ tenant }) }, problems: [] };
}

function wholeDocument(source: SourceDocument): DocumentProblem {
  return { path: "", message: scenarioTexts("no-scenario"), position: source.locate([]) };
}

/** The scenario's own file is nearer than what the caller knows of the same type. */
function lastOfEachName(types: readonly EventType[]): EventType[] {
  return [...new Map(types.map((type) => [type.name, type])).values()];
}
