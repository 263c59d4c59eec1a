import { createReadStream } from "node:fs";
import { decodeText } from "../base/document.js";
import { MocklarkError } from "../base/errors.js";
import { fileProblem } from "../base/file-problem.js";
import type { Terminal } from "./terminal.js";

/** More than any event, capture or report takes; /dev/zero and a forgotten log end here. */
const mostBytes = 256 * 1024 * 1024;

const standardInput = "standard input";

/** @throws MocklarkError FILE, or USAGE for an empty name */
export async function readBytes(path: string): Promise<Buffer> {
  if (path.trim() === "") {
    throw new MocklarkError("USAGE", "Failed to read a file: its name is empty.", {
      remedy: "Name the file, or leave it out.",
    });
  }
  return collect(createReadStream(path), path);
}

/** The bytes of a file, or of standard input for "-" or no name at all. */
export async function readInput(path: string | undefined, terminal: Terminal): Promise<Buffer> {
  const name = inputName(path);
  return path === undefined || path === "-" ? collect(terminal.stdin(), name) : readBytes(path);
}

/**
 * The text of a file, or of standard input.
 * @throws MocklarkError FILE, or MALFORMED_DOCUMENT when it is not UTF-8
 */
export async function readText(path: string | undefined, terminal: Terminal): Promise<string> {
  return decodeText(await readInput(path, terminal), inputName(path));
}

/** What messages call an input. */
export function inputName(path: string | undefined): string {
  return path === undefined || path === "-" ? standardInput : path;
}

async function collect(source: AsyncIterable<Buffer | string>, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw tooLong(name);
      chunks.push(Buffer.from(chunk));
    }
  } catch (error) {
    if (error instanceof MocklarkError) throw error;
    throw new MocklarkError("FILE", `Failed to read ${name}: ${fileProblem(error)}.`, {
      ...(name === standardInput ? {} : { remedy: "Check the path." }),
      cause: error,
    });
  }
  return Buffer.concat(chunks);
}

function tooLong(name: string): MocklarkError {
  return new MocklarkError("FILE", `Failed to read ${name}: it is longer than 256 MB.`, {
    remedy: "Split it.",
  });
}
