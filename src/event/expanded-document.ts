import type { SourceDocument } from "../base/document.js";
import { isRecord } from "../base/json-path.js";
import {
  expandVariables,
  readVariables,
  type Variables,
  type VariableSources,
} from "../base/variables.js";
import { createDocumentProblems, inFileOrder } from "./document-problems.js";
import { checkDocument, type DocumentKind, type DocumentProblem } from "./document-schema.js";

export interface ExpandOptions {
  /** Values for ${env:NAME}; left out: such texts stay as they are. */
  readonly env?: VariableSources["env"];
  /** Variables the document may use without having set them. */
  readonly known?: Variables;
}

/** A document with its variables filled in, and what keeps it from being of its kind, in file order. */
export interface ExpandedDocument {
  readonly source: SourceDocument;
  readonly problems: readonly DocumentProblem[];
}

/** Fills in ${…}, and holds what comes of it against the schema: the values matter, not their names. */
export async function expandDocument(
  source: SourceDocument,
  kind: DocumentKind,
  { env, known = {} }: ExpandOptions = {},
): Promise<ExpandedDocument> {
  const unset = createDocumentProblems(source);
  const expanded = { ...source, value: expandWhole(source.value, { env, known }, unset.add) };
  if (unset.count > 0) return { source: expanded, problems: unset.list() };
  return { source: expanded, problems: inFileOrder(await checkDocument(expanded, kind)) };
}

function expandWhole(
  value: unknown,
  { env, known }: Required<Pick<ExpandOptions, "known">> & Pick<ExpandOptions, "env">,
  onUnknown: VariableSources["onUnknown"],
): unknown {
  if (!isRecord(value)) return value;
  const { variables, ...rest } = value;
  const own = isRecord(variables) ? readVariables(variables as Variables, { env, onUnknown }) : {};
  const expanded = expandVariables(rest, { variables: { ...known, ...own }, env, onUnknown });
  return { ...(expanded as object), ...(variables === undefined ? {} : { variables }) };
}
