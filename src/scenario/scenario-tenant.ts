import { dirname, relative, resolve } from "node:path";
import { decodeText, parseDocument, type SourceDocument } from "../base/document.js";
import { MocklarkError } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import { isRecord } from "../base/json-path.js";
import { readBoundedFile } from "../base/read-bounded-file.js";
import type { VariableSources } from "../base/variables.js";
import type { DocumentPath } from "../event/document-problems.js";
import type { DocumentProblem } from "../event/document-schema.js";
import { assertTenant, createTenantFile, findTenantProblems } from "../tenant-file/parse-tenant.js";
import type { Scenario } from "./scenario.js";
import { scenarioTexts } from "./scenario-texts.js";

type Reading =
  | { readonly tenant?: NonNullable<Scenario["tenant"]>; readonly problems: readonly [] }
  | { readonly tenant?: never; readonly problems: readonly DocumentProblem[] };

/**
 * The tenant that a scenario names or has in itself.
 * @param source with its variables filled in
 * @throws MocklarkError MALFORMED_DOCUMENT or INVALID_DOCUMENT for what is wrong in the named file
 */
export async function readScenarioTenant(
  source: SourceDocument,
  env: VariableSources["env"],
): Promise<Reading> {
  const written = isRecord(source.value) ? source.value["tenant"] : undefined;
  if (written === undefined) return { problems: [] };
  const settings = env ? { env } : {};
  if (typeof written !== "string") {
    const inner = partOf(source, written, ["tenant"]);
    const problems = await findTenantProblems(inner, settings);
    return problems.length > 0 ? { problems } : { problems: [], tenant: makerOf(inner, settings) };
  }
  const file = resolve(dirname(source.file), written);
  const text = readTenantText(file);
  if (text instanceof Error) {
    const why = fileProblemText(text);
    const message = scenarioTexts("tenant-unreadable", { file: written, why });
    const position = source.locate(["tenant"]);
    return { problems: [{ path: "tenant", message, position }] };
  }
  const named = await parseDocument(text, relative("", file));
  await assertTenant(named, settings);
  return { problems: [], tenant: makerOf(named, settings) };
}

const makerOf =
  (source: SourceDocument, settings: Pick<VariableSources, "env">) =>
  (random: Parameters<NonNullable<Scenario["tenant"]>>[0]) =>
    createTenantFile(source, { random, ...(settings.env && { env: settings.env }) });

function readTenantText(file: string): string | Error {
  try {
    return decodeText(readBoundedFile(file), relative("", file));
  } catch (error) {
    if (error instanceof MocklarkError || !(error instanceof Error)) throw error;
    return error;
  }
}

function partOf(source: SourceDocument, value: unknown, path: DocumentPath): SourceDocument {
  return {
    ...source,
    value,
    locate: (steps) => source.locate([...path, ...steps]),
    locateName: (steps) => source.locateName([...path, ...steps]),
  };
}
