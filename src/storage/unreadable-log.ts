import { MocklarkError } from "../base/errors.js";

/** @param what the log's name in a sentence: "journal" */
export const damagedLog = (what: string, { file, line, why, remedy }: DamagedLine): MocklarkError =>
  new MocklarkError("FILE", `Failed to read the ${what} ${file}: line ${line}: ${why}.`, {
    remedy,
    details: { file, line },
  });

export interface DamagedLine {
  readonly file: string;
  /** 1 for the first. */
  readonly line: number;
  readonly why: string;
  readonly remedy: string;
}

/** @param read the version that this program reads */
export const logOfOtherVersion = (
  what: string,
  {
    file,
    version,
    read,
  }: { readonly file: string; readonly version: unknown; readonly read: number },
): MocklarkError =>
  new MocklarkError(
    "FILE",
    `Failed to read the ${what} ${file}: it has version ${String(version)}, and this program reads version ${read}.`,
    { remedy: "Use the version of mocklark that wrote it, or another --data folder." },
  );
