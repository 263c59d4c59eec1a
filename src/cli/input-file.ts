import { createReadStream } from "node:fs";
import { decodeText } from "../base/document.js";
import { MocklarkError } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import type { Language, Text } from "../base/text.js";
import type { Terminal } from "./terminal.js";
import { fileTexts } from "./texts/file-texts.js";

/** More than any event, capture or report takes; /dev/zero and a forgotten log end here. */
const mostBytes = 256 * 1024 * 1024;

/** @throws MocklarkError FILE, or USAGE for an empty name */
export async function readBytes(path: string): Promise<Buffer> {
  if (path.trim() === "") {
    throw new MocklarkError("USAGE", fileTexts("empty-name"), {
      remedy: fileTexts("empty-name-remedy"),
    });
  }
  return collect(createReadStream(path), path);
}

/** The bytes of a file, or of standard input for "-" or no name at all. */
export async function readInput(path: string | undefined, terminal: Terminal): Promise<Buffer> {
  return isStandardInput(path) ? collect(terminal.stdin(), undefined) : readBytes(path);
}

/**
 * The text of a file, or of standard input.
 * @throws MocklarkError FILE, or MALFORMED_DOCUMENT when it is not UTF-8
 */
export async function readText(path: string | undefined, terminal: Terminal): Promise<string> {
  return decodeText(await readInput(path, terminal), inputName(path, terminal.language));
}

/** What messages call an input. */
export function inputName(path: string | undefined, language: Language): string {
  return isStandardInput(path) ? fileTexts("standard-input").in(language) : path;
}

const isStandardInput = (path: string | undefined): path is "-" | undefined =>
  path === undefined || path === "-";

async function collect(
  source: AsyncIterable<Buffer | string>,
  path: string | undefined,
): Promise<Buffer> {
  const name = path ?? fileTexts("standard-input");
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
    throw new MocklarkError(
      "FILE",
      fileTexts("cannot-read", { name, why: fileProblemText(error) }),
      {
        ...(path === undefined ? {} : { remedy: fileTexts("check-the-path") }),
        cause: error,
      },
    );
  }
  return Buffer.concat(chunks);
}

function tooLong(name: string | Text): MocklarkError {
  return new MocklarkError("FILE", fileTexts("too-long", { name }), {
    remedy: fileTexts("split-it"),
  });
}
