import { dirname, relative, resolve } from "node:path";
import { decodeText, parseDocument, type SourceDocument } from "../base/document.js";
import { MocklarkError } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import { isRecord } from "../base/json-path.js";
import { readBoundedFile } from "../base/read-bounded-file.js";
import type { DocumentProblem } from "../event/document-schema.js";
import type { EventType } from "../event/event-type.js";
import { eventTypeFrom } from "../event/event-type-from.js";
import { messageWithRemedy } from "../base/message-with-remedy.js";
import { scenarioTexts } from "./scenario-texts.js";

/** The event types that a scenario names files for, and what is wrong with them. */
export interface ScenarioEvents {
  readonly types: readonly EventType[];
  readonly problems: readonly DocumentProblem[];
}

/** @param source with its variables filled in */
export async function readScenarioEvents(source: SourceDocument): Promise<ScenarioEvents> {
  const written = isRecord(source.value) ? source.value["events"] : undefined;
  const types: EventType[] = [];
  const problems: DocumentProblem[] = [];
  for (const [name, file] of Object.entries(isRecord(written) ? written : {})) {
    try {
      types.push(await readType(name, String(file), source.file));
    } catch (error) {
      if (!(error instanceof MocklarkError)) throw error;
      const message = messageWithRemedy(error);
      const position = source.locate(["events", name]);
      problems.push({ path: `events.${name}`, message, position });
    }
  }
  return { types, problems };
}

async function readType(name: string, written: string, scenario: string): Promise<EventType> {
  const path = resolve(dirname(scenario), written);
  const file = relative("", path);
  const { value } = await parseDocument(decodeText(readFile(path, written), file), file);
  return eventTypeFrom(value, { name, file });
}

function readFile(path: string, written: string): Buffer {
  try {
    return readBoundedFile(path);
  } catch (error) {
    if (error instanceof MocklarkError) throw error;
    throw new MocklarkError(
      "FILE",
      scenarioTexts("cannot-read", { file: written, why: fileProblemText(error) }),
      {
        remedy: scenarioTexts("relative-to-scenario"),
        cause: error,
      },
    );
  }
}
