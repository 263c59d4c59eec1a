import { isRecord } from "../base/json-path.js";
import { printableLine } from "../base/printable.js";
import type { Capture, RequestCapture } from "../record/capture.js";
import { parseJson } from "../wire/body-forms.js";
import { formatTimeOfDay } from "./delivery-lines.js";
import type { Terminal } from "./terminal.js";

/** "12:00:00.212  #3  POST /webhook/event  vc.reserve_config.updated_v1 5e3702a8…, encrypted, signed  <-- 200  12 ms" */
export function describeCapture(capture: Capture): string {
  const { at, number, request } = capture;
  const time = formatTimeOfDay(Date.parse(at));
  const where = printableLine(`${request.method} ${request.path}`, 80);
  return `${time}  #${number}  ${where}  ${describeRequest(request)}  <-- ${describeResult(capture)}`;
}

/** What a request says, and how: "vc.reserve_config.updated_v1 5e3702a8…, encrypted, signed". */
export function describeRequest(request: RequestCapture): string {
  return [contentOf(request), ...formOf(request)].join(", ");
}

function contentOf({ form, body }: RequestCapture): string {
  const value = "text" in body ? parseJson(body.text) : undefined;
  if (form === "ciphertext") return "what nobody could decrypt";
  if (!isRecord(value)) return "no JSON";
  if (value["type"] === "url_verification") return "challenge";
  const { header, event, uuid } = value;
  const { event_type: type, event_id: id } = isRecord(header)
    ? header
    : { event_type: isRecord(event) ? event["type"] : undefined, event_id: uuid };
  if (typeof type !== "string") return "no event";
  return `${printableLine(type, 80)} ${printableLine(String(id), 8)}`;
}

function formOf({ form, signature, incomplete }: RequestCapture): string[] {
  return [
    { clear: "in clear", decrypted: "encrypted", ciphertext: "encrypted", "left-out": "left out" }[
      form
    ],
    {
      valid: "signed",
      invalid: "wrong signature",
      absent: "not signed",
      unknown: "signed with an unknown key",
    }[signature],
    ...(incomplete ? ["broken off"] : []),
  ];
}

function describeResult({ result }: Capture): string {
  switch (result.kind) {
    case "answered":
      return `${result.status}  ${result.durationMs} ms`;
    case "unanswered":
      return `no answer: ${printableLine(result.reason)}`;
    case "unknown":
      return "(not recorded)";
    default:
      return result satisfies never;
  }
}

/** For a capture file that was cut short. */
export const tellCutLine =
  (terminal: Terminal) =>
  (place: string): void =>
    terminal.err(`${printableLine(place)} breaks off and is left out: the file was cut short\n`);
