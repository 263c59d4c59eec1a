import { MocklarkError } from "../../base/errors.js";
import type { Text } from "../../base/text.js";
import type { CapturedRequest } from "../captured-request.js";
import { captureTexts } from "../texts/capture-texts.js";

/**
 * Reads one way of writing a request down; undefined when the capture is not written that way. The time
 * it takes is linear in the capture's length.
 */
export type CaptureReader = (capture: Buffer) => CapturedRequest<Text> | undefined;

/** The body of a capture, and how far it can be trusted. */
export type CapturedBody = Pick<CapturedRequest<Text>, "body" | "bodyIsRaw" | "notes">;

/** Why a capture cannot be read, with what to give instead. */
export const malformedCapture = (reason: Text): MocklarkError =>
  new MocklarkError("MALFORMED_DOCUMENT", captureTexts("unreadable", { reason }), {
    remedy: captureTexts("give-request"),
  });
