import { MocklarkError } from "../base/errors.js";
import type { Text } from "../base/text.js";
import { storageTexts } from "./storage-texts.js";

/** What can be wrong with a log on disk; both are errors of the code FILE. */
export interface LogErrors {
  /** @param line 1 for the first */
  readonly damaged: (file: string, line: number, why: Text) => MocklarkError;
  readonly otherVersion: (file: string, version: unknown) => MocklarkError;
}

export interface LogDescription {
  /** Its name in a sentence: "journal". */
  readonly name: Text;
  /** The version that this program reads. */
  readonly version: number;
  /** What to do about a damaged line. */
  readonly remedy: Text;
}

export const logErrors = ({ name: what, version: read, remedy }: LogDescription): LogErrors => ({
  damaged: (path, line, reason) => {
    const why = storageTexts("line-damaged", { line, why: reason });
    return new MocklarkError("FILE", storageTexts("not-read", { what, path, why }), {
      remedy,
      details: { file: path, line },
    });
  },
  otherVersion: (path, version) => {
    const why = storageTexts("other-version", { version: String(version), read });
    return new MocklarkError("FILE", storageTexts("not-read", { what, path, why }), {
      remedy: storageTexts("use-the-other-version"),
    });
  },
});
