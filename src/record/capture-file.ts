import { closeSync, openSync, writeFileSync } from "node:fs";
import { MocklarkError } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import type { Capture } from "./capture.js";
import { recordingTexts } from "./recording-texts.js";

/** The file captures are appended to, one in each line. */
export interface CaptureFile {
  /**
   * On its way to the disk when this returns, so that nothing is lost when the process is killed.
   * @returns false when the file is full or cannot be written any more
   */
  add(capture: Capture): boolean;
  /** @throws MocklarkError FILE when not everything could be written */
  close(): void;
}

/**
 * Opens a new capture file, which nobody but its owner may read.
 * @throws MocklarkError FILE, also when there is one already
 */
export function openCaptureFile(
  path: string,
  { mostBytes = 200 * 1024 * 1024 }: { readonly mostBytes?: number } = {},
): CaptureFile {
  const file = open(path);
  let bytes = 0;
  let failure: unknown;
  return {
    add(capture) {
      const line = `${JSON.stringify(capture)}\n`;
      bytes += Buffer.byteLength(line);
      if (failure !== undefined || bytes > mostBytes) return false;
      try {
        writeFileSync(file, line);
        return true;
      } catch (error) {
        failure = error;
        return false;
      }
    },
    close() {
      closeSync(file);
      if (failure !== undefined) throw cannotWrite(path, failure);
    },
  };
}

function open(path: string): number {
  try {
    return openSync(path, "wx", 0o600);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

const cannotWrite = (path: string, error: unknown): MocklarkError =>
  new MocklarkError("FILE", recordingTexts("not-written", { path, why: fileProblemText(error) }), {
    remedy: recordingTexts("name-a-writable-folder"),
    cause: error,
  });
