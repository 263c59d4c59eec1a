import { isRecord } from "../base/json-path.js";
import { parseJson } from "./body-forms.js";
import { type CapturedRequest, signatureHeaders, valueOf } from "./captured-request.js";
import { endOfJson } from "./json-end.js";
import { isHidden } from "./hidden-value.js";
import { gapTexts } from "./texts/body-texts.js";

/**
 * What a capture does not show although the request had it. What depends on it cannot be judged, and
 * nobody is to be blamed for it.
 */
export interface CaptureGaps {
  /** The headers of the signature whose values a filter has taken out. */
  readonly hiddenHeaders: readonly string[];
  /** "absent": no body at all; "cut": its beginning only; "hidden": a filter has taken its content out. */
  readonly body?: "absent" | "cut" | "hidden";
}

export function findCaptureGaps(captured: CapturedRequest<unknown>): CaptureGaps {
  const hiddenHeaders = signatureHeaders.filter((name) => isHidden(valueOf(captured, name) ?? ""));
  const body = bodyGap(captured);
  return { hiddenHeaders, ...(body === undefined ? {} : { body }) };
}

function bodyGap(captured: CapturedRequest<unknown>): CaptureGaps["body"] {
  const { body } = captured;
  const stated = valueOf(captured, "Content-Length");
  if (body.length === 0) return stated === "0" ? undefined : "absent";
  const value = parseJson(body);
  if (isRecord(value)) {
    const { encrypt } = value;
    return typeof encrypt === "string" && isHidden(encrypt) ? "hidden" : undefined;
  }
  const text = body.toString("utf8");
  if (value !== undefined || !text.trimStart().startsWith("{")) return undefined;
  if (stated !== undefined) return Number(stated) > body.length ? "cut" : undefined;
  return endOfJson(text.trimStart()) === undefined ? "cut" : undefined;
}

/** What to capture instead, by what is missing. */
export const gapFixes = {
  absent: gapTexts("absent"),
  cut: gapTexts("cut"),
  hidden: gapTexts("hidden"),
} as const;
