import { parseStrictJson } from "../base/document.js";
import { MocklarkError } from "../base/errors.js";
import { parseJsonDocument } from "../base/json-document.js";
import { isRecord } from "../base/json-path.js";
import { checkDocument, invalidDocument } from "../event/document-schema.js";
import { parseJson } from "../wire/body-forms.js";
import type { Capture } from "./capture.js";
import { createRequestCapture, type KnownApp } from "./capture-request.js";
import { captureOfHarEntry } from "./har-entry.js";
import { readForeignEntry } from "./foreign-har-entry.js";
import { recordingTexts } from "./recording-texts.js";

export interface ReadCapturesOptions {
  /** Opens what another program recorded; our own captures were opened when they were made. */
  readonly app?: KnownApp;
  /** Told where the last line breaks off, which is left out then: "captures.ndjson:7". */
  readonly onCutLine?: (place: string) => void;
}

/**
 * Captures from the text of a file: our own lines, or a HAR file, ours or another program's.
 * @throws MocklarkError MALFORMED_DOCUMENT or INVALID_DOCUMENT with line, column and frame
 */
export async function readCaptures(
  text: string,
  file: string,
  { app = {}, onCutLine = () => {} }: ReadCapturesOptions = {},
): Promise<Capture[]> {
  const whole = /^\s*\{\s*"log"/.test(text) ? parseStrictJson(text, file) : parseJson(text);
  const log = isRecord(whole) ? whole["log"] : undefined;
  if (isRecord(log) && Array.isArray(log["entries"])) {
    return readHar(log["entries"], file, app);
  }
  const captures: Capture[] = [];
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const place = `${file}:${index + 1}`;
    // A process that was killed, or a full disk, ends the file in the middle of a line.
    const isCut = index === lines.length - 1 && parseJson(line) === undefined;
    if (isCut && captures.length > 0) onCutLine(place);
    else captures.push(await readLine(line, place));
  }
  if (captures.length === 0) throw nothingIn(file);
  return captures;
}

async function readLine(line: string, place: string): Promise<Capture> {
  const source = parseJsonDocument(line, place);
  const [first, ...others] = await checkDocument(source, "capture");
  if (first) throw invalidDocument(source, "capture", first, others);
  return source.value as Capture;
}

async function readHar(
  entries: readonly unknown[],
  file: string,
  app: KnownApp,
): Promise<Capture[]> {
  const requestOf = createRequestCapture(app);
  const captures: Capture[] = [];
  for (const [index, entry] of entries.entries()) {
    const place = `${file} (entry ${index + 1})`;
    const own =
      captureOfHarEntry(entry) ?? readForeignEntry(entry, { index, requestOf, first: captures[0] });
    captures.push(await readLine(JSON.stringify(own), place));
  }
  if (captures.length === 0) throw nothingIn(file);
  return captures;
}

const nothingIn = (file: string): MocklarkError =>
  new MocklarkError("INVALID_DOCUMENT", recordingTexts("no-capture", { file }), {
    remedy: recordingTexts("give-a-recording"),
  });
