import { MocklarkError } from "../../base/errors.js";
import type { CapturedRequest } from "../captured-request.js";

/**
 * Reads one way of writing a request down; undefined when the capture is not written that way. The time
 * it takes is linear in the capture's length.
 */
export type CaptureReader = (capture: Buffer) => CapturedRequest | undefined;

/** The body of a capture, and how far it can be trusted. */
export type CapturedBody = Pick<CapturedRequest, "body" | "bodyIsRaw" | "notes">;

/** Why a capture cannot be read, with what to give instead. */
export function malformedCapture(why: string): MocklarkError {
  return new MocklarkError("MALFORMED_DOCUMENT", `Failed to read the captured request: ${why}.`, {
    remedy:
      'Give the request as raw HTTP (request line, headers, empty line, body), as a curl command, as JSON {"headers": …, "body": …}, or as a log that shows the X-Lark headers and the body.',
  });
}
