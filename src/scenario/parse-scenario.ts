import { parseDocument, type SourceDocument } from "../base/document.js";
import { anyObject, createOptionCheck } from "../base/option-check.js";
import { isRecord } from "../base/json-path.js";
import { checkDocument, type DocumentProblem, invalidDocument } from "../event/document-schema.js";
import { createScenarioReader } from "./scenario-reader.js";
import type { Scenario } from "./scenario.js";
import {
  expandVariables,
  readVariables,
  type Variables,
  type VariableSources,
} from "./variables.js";

export interface ParseScenarioOptions {
  /** Values for ${env:NAME}; left out: such texts stay as they are, which is enough to validate. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const checkOptions = createOptionCheck<ParseScenarioOptions>("read the scenario", {
  env: anyObject,
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
  { env }: ParseScenarioOptions = {},
): Promise<ScenarioReading> {
  const problems = await checkShape(source, env);
  if (problems.length > 0) return { problems: inFileOrder(problems) };
  const reader = createScenarioReader(source, env);
  const scenario = reader.read();
  return reader.problems.length === 0
    ? { scenario, problems: [] }
    : { problems: inFileOrder(reader.problems) };
}

/**
 * The schema is asked about the values, not about ${…}. What ${index} will be does not matter to it;
 * where ${index} may stand is the reader's business.
 */
async function checkShape(
  source: SourceDocument,
  env: ParseScenarioOptions["env"],
): Promise<DocumentProblem[]> {
  const problems: DocumentProblem[] = [];
  if (!isRecord(source.value)) return checkDocument(source, "scenario");
  const { variables, ...rest } = source.value;
  const onUnknown: VariableSources["onUnknown"] = (path, message) =>
    problems.push({ path: path.join("."), message, position: source.locate(path) });
  const own = isRecord(variables) ? readVariables(variables as Variables, { env, onUnknown }) : {};
  const value = expandVariables(rest, { variables: { index: 1, ...own }, env, onUnknown });
  if (problems.length > 0) return problems;
  const whole = { ...(value as object), ...(variables === undefined ? {} : { variables }) };
  return checkDocument({ ...source, value: whole }, "scenario");
}

function inFileOrder(problems: readonly DocumentProblem[]): DocumentProblem[] {
  return problems.toSorted(
    ({ position: left }, { position: right }) =>
      left.line - right.line || left.column - right.column,
  );
}

function wholeDocument(source: SourceDocument): DocumentProblem {
  return { path: "", message: "it is no scenario.", position: source.locate([]) };
}
