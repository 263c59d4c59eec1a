import { serializeInGivenOrder } from "../serialize-event.js";
import { captureTexts } from "../texts/capture-texts.js";
import type { CapturedBody } from "./capture-reader.js";

/** The bytes that a parsed body probably had: written again compactly, with Feishu's escapes. */
export function parsedBody(value: unknown): CapturedBody {
  return {
    body: Buffer.from(serializeInGivenOrder(value)),
    bodyIsRaw: false,
    notes: [captureTexts("parsed-body")],
  };
}

/** A body whose bytes were captured. */
export function rawBody(body: Buffer): CapturedBody {
  return { body, bodyIsRaw: true, notes: [] };
}
