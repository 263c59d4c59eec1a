import { MocklarkError } from "../base/errors.js";

/** What can be wrong with a log on disk; both are errors of the code FILE. */
export interface LogErrors {
  /** @param line 1 for the first */
  readonly damaged: (file: string, line: number, why: string) => MocklarkError;
  readonly otherVersion: (file: string, version: unknown) => MocklarkError;
}

export interface LogDescription {
  /** Its name in a sentence: "journal". */
  readonly name: string;
  /** The version that this program reads. */
  readonly version: number;
  /** What to do about a damaged line. */
  readonly remedy: string;
}

export const logErrors = ({ name, version: read, remedy }: LogDescription): LogErrors => ({
  damaged: (file, line, why) =>
    new MocklarkError("FILE", `Failed to read the ${name} ${file}: line ${line}: ${why}.`, {
      remedy,
      details: { file, line },
    }),
  otherVersion: (file, version) =>
    new MocklarkError(
      "FILE",
      `Failed to read the ${name} ${file}: it has version ${String(version)}, and this program reads version ${read}.`,
      { remedy: "Use the version of mocklark that wrote it, or another --data folder." },
    ),
});
