import type { SourceDocument } from "../base/document.js";
import { formatPath } from "../base/json-path.js";
import type { Text } from "../base/text.js";
import type { DocumentProblem } from "./document-schema.js";

export type DocumentPath = readonly (string | number)[];

/** Collects what is wrong with one document, each mistake with its place. */
export interface DocumentProblems {
  /** What was found so far, in the order of the file. */
  list(): DocumentProblem[];
  readonly count: number;
  /** The value at this path is wrong. */
  readonly add: (path: DocumentPath, message: Text) => void;
  /** The mistake is that there is such a member, whatever it says. */
  readonly addToName: (path: DocumentPath, message: Text) => void;
}

export function createDocumentProblems(
  source: Pick<SourceDocument, "locate" | "locateName">,
): DocumentProblems {
  const problems: DocumentProblem[] = [];
  return {
    list: () => inFileOrder(problems),
    get count() {
      return problems.length;
    },
    add: (path, message) =>
      void problems.push({ path: formatPath(path), message, position: source.locate(path) }),
    addToName: (path, message) =>
      void problems.push({ path: formatPath(path), message, position: source.locateName(path) }),
  };
}

export function inFileOrder(problems: readonly DocumentProblem[]): DocumentProblem[] {
  return problems.toSorted(
    ({ position: left }, { position: right }) =>
      left.line - right.line || left.column - right.column,
  );
}
