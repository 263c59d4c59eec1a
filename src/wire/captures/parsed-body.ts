import { serializeInGivenOrder } from "../serialize-event.js";
import type { CapturedBody } from "./capture-reader.js";

/** The bytes that a parsed body probably had: written again compactly, with Feishu's escapes. */
export function parsedBody(value: unknown): CapturedBody {
  return {
    body: Buffer.from(serializeInGivenOrder(value)),
    bodyIsRaw: false,
    notes: [
      "The capture holds the parsed body, not its bytes: it was written again compactly, which may differ from what was sent.",
    ],
  };
}

/** A body whose bytes were captured. */
export function rawBody(body: Buffer): CapturedBody {
  return { body, bodyIsRaw: true, notes: [] };
}
