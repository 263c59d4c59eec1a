import { isRecord } from "../base/json-path.js";
import { printableLine } from "../base/printable.js";
import { type Language, type Text, verbatim } from "../base/text.js";
import { reasonText } from "../delivery/outcome-reason.js";
import type { Capture, RequestCapture } from "../record/capture.js";
import { parseJson } from "../wire/body-forms.js";
import { formatTimeOfDay } from "./delivery-lines.js";
import type { Terminal } from "./terminal.js";
import { recordTexts } from "./texts/record-texts.js";

/** "12:00:00.212  #3  POST /webhook/event  vc.reserve_config.updated_v1 5e3702a8…, encrypted, signed  <-- 200  12 ms" */
export function describeCapture(capture: Capture, language: Language): string {
  const { at, number, request } = capture;
  const time = formatTimeOfDay(Date.parse(at));
  const where = printableLine(`${request.method} ${request.path}`, 80);
  const [said, result] = [requestText(request), resultText(capture, language)].map((text) =>
    text.in(language),
  );
  return `${time}  #${number}  ${where}  ${said}  <-- ${result}`;
}

/** What a request says, and how: "vc.reserve_config.updated_v1 5e3702a8…, encrypted, signed". */
export function requestText(request: RequestCapture): Text {
  const { form, signature, incomplete = false } = request;
  return recordTexts("request", { content: contentOf(request), form, signature, incomplete });
}

function contentOf({ form, body }: RequestCapture): Text {
  const value = "text" in body ? parseJson(body.text) : undefined;
  if (form === "ciphertext") return recordTexts("content", { what: "sealed" });
  if (!isRecord(value)) return recordTexts("content", { what: "no-json" });
  if (value["type"] === "url_verification") return recordTexts("content", { what: "challenge" });
  const { header, event, uuid } = value;
  const { event_type: type, event_id: id } = isRecord(header)
    ? header
    : { event_type: isRecord(event) ? event["type"] : undefined, event_id: uuid };
  if (typeof type !== "string") return recordTexts("content", { what: "no-event" });
  return verbatim(`${printableLine(type, 80)} ${printableLine(String(id), 8)}`);
}

function resultText({ result }: Capture, language: Language): Text {
  switch (result.kind) {
    case "answered":
      return verbatim(`${result.status}  ${result.durationMs} ms`);
    case "unanswered":
      return recordTexts("no-answer", { reason: printableLine(reasonText(result).in(language)) });
    case "unknown":
      return recordTexts("not-recorded");
    default:
      return result satisfies never;
  }
}

/** For a capture file that was cut short. */
export const tellCutLine =
  (terminal: Terminal) =>
  (place: string): void => {
    const at = printableLine(place);
    terminal.err(`${recordTexts("cut-line", { place: at }).in(terminal.language)}\n`);
  };
