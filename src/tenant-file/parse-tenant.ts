import { parseDocument, type SourceDocument } from "../base/document.js";
import { anyObject, aRandom, createOptionCheck } from "../base/option-check.js";
import { createRandom, type Random } from "../base/random.js";
import { createDocumentProblems } from "../event/document-problems.js";
import { type DocumentProblem, invalidDocument } from "../event/document-schema.js";
import { expandDocument } from "../event/expanded-document.js";
import { makeUp, wholeCompany } from "./make-up.js";
import type { Generate, TenantFile } from "./tenant-file.js";
import { readWrittenTenant } from "./tenant-reader.js";
import type { WrittenTenant } from "./written-tenant.js";
import { tenantFileTexts } from "./tenant-file-texts.js";

export interface ParseTenantOptions {
  /** Source of the ids that the file leaves out; each depends on the names above it and nothing else. */
  readonly random: Random;
  /** Values for ${env:NAME}; left out: such texts stay as they are, which is enough to validate. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const checkOptions = createOptionCheck<ParseTenantOptions>(tenantFileTexts("read-the-tenant"), {
  random: aRandom,
  env: anyObject,
});

/** What is wrong with a tenant file, in the order of the file; the empty list when nothing is. */
export async function findTenantProblems(
  source: SourceDocument,
  { env }: Pick<ParseTenantOptions, "env"> = {},
): Promise<readonly DocumentProblem[]> {
  const { problems } = await readTenant(source, { random: createRandom(0), ...(env && { env }) });
  return problems;
}

/** @throws MocklarkError INVALID_DOCUMENT with line, column, frame and suggestion */
export async function assertTenant(
  source: SourceDocument,
  options: Pick<ParseTenantOptions, "env"> = {},
): Promise<void> {
  const [first, ...others] = await findTenantProblems(source, options);
  if (first) throw invalidDocument(source, "tenant", first, others);
}

/**
 * A tenant from the text of a YAML or JSON file.
 * @throws MocklarkError MALFORMED_DOCUMENT or INVALID_DOCUMENT with line, column, frame and suggestion
 */
export async function parseTenant(
  text: string,
  file: string,
  options: ParseTenantOptions,
): Promise<TenantFile> {
  checkOptions(options);
  return createTenantFile(await parseDocument(text, file), options);
}

/** As `parseTenant` for a document that was read. */
export async function createTenantFile(
  source: SourceDocument,
  options: ParseTenantOptions,
): Promise<TenantFile> {
  const { tenant, problems } = await readTenant(source, options);
  const [first, ...others] = problems;
  if (first) throw invalidDocument(source, "tenant", first, others);
  if (!tenant) throw new TypeError("A tenant without problems was not read.");
  return withMadeUp(tenant.file, tenant.generate, options.random);
}

interface TenantReading {
  readonly tenant?: { readonly file: TenantFile; readonly generate: Generate | undefined };
  readonly problems: readonly DocumentProblem[];
}

async function readTenant(
  source: SourceDocument,
  { random, env }: ParseTenantOptions,
): Promise<TenantReading> {
  const expanded = await expandDocument(source, "tenant", { env });
  if (expanded.problems.length > 0) return { problems: expanded.problems };
  const written = expanded.source.value as WrittenTenant;
  const problems = createDocumentProblems(source);
  const file = readWrittenTenant(written, { random: random.fork("tenant-file"), problems });
  if (problems.count > 0) return { problems: problems.list() };
  return { tenant: { file, generate: generateOf(written) }, problems: [] };
}

function generateOf(written: WrittenTenant): Generate | undefined {
  const { generate, people, departments, levels, rooms } = written;
  if (generate) return generate;
  const isEmpty = [people, departments, levels, rooms].every((list) => list === undefined);
  return isEmpty ? wholeCompany : undefined;
}

/** What is written comes first, so that "room 1" is the first in the file. */
async function withMadeUp(
  file: TenantFile,
  generate: Generate | undefined,
  random: Random,
): Promise<TenantFile> {
  const [root] = file.levels;
  if (!generate || !root) return file;
  const made = await makeUp(generate, {
    random: random.fork("tenant-file/made-up"),
    rootId: root.levelId,
  });
  return {
    ...file,
    people: [...file.people, ...made.people],
    departments: [...file.departments, ...made.departments],
    levels: [...file.levels, ...made.levels],
    rooms: [...file.rooms, ...made.rooms],
  };
}
