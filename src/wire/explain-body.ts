import { isUtf8 } from "node:buffer";
import { ellipsize } from "../base/ellipsize.js";
import { isRecord } from "../base/json-path.js";
import { parseJson } from "./body-forms.js";
import { type CaptureGaps, gapFixes } from "./capture-gaps.js";
import type { CapturedRequest } from "./captured-request.js";
import { firstDifference } from "./explain-signature.js";
import { failed, note, ok, skipped, type Step } from "./explanation.js";
import { serializeEvent, serializeInGivenOrder } from "./serialize-event.js";

/** Whether the body is JSON in the form in which Feishu sends it. `signature` is what was said of its signature. */
export function explainBody(
  captured: CapturedRequest,
  encrypted: boolean,
  signature: Step,
  gaps: CaptureGaps,
): Step {
  const { body } = captured;
  if (gaps.body !== undefined) return explainGap(gaps.body, body);
  const expected = "a JSON object";
  const fix = "Send and capture the JSON text itself, in UTF-8.";
  if (body.length === 0)
    return failed("body", "The body is empty.", { expected, actual: "0 bytes", fix });
  if (isCompressed(body)) {
    return failed("body", "The body is compressed (gzip), which Feishu never does.", {
      expected,
      actual: body.toString("hex", 0, 24),
      fix: "Look for a proxy that compresses requests; decompress the body before hashing it, since the signature is over the JSON text.",
    });
  }
  if (!isUtf8(body)) {
    return failed("body", "The body is not UTF-8.", {
      expected,
      actual: body.toString("hex", 0, 24),
      fix,
    });
  }
  const text = body.toString("utf8");
  const value = parseJson(text);
  if (!isRecord(value)) {
    const message =
      value === undefined
        ? "The body is not JSON, or is nested beyond all reason."
        : "The body is JSON, but not an object.";
    return failed("body", message, {
      expected,
      actual: ellipsize(text, 60),
      fix,
    });
  }
  if (!captured.bodyIsRaw) return skipped("body", "The body's own bytes were not captured.");
  return explainForm(body, value, encrypted, signature);
}

function explainGap(gap: NonNullable<CaptureGaps["body"]>, body: Buffer): Step {
  const fix = gapFixes[gap];
  if (gap === "absent") return skipped("body", "The capture does not show the body.", { fix });
  if (gap === "hidden") return skipped("body", "The capture hides what is in the body.", { fix });
  const end = body.toString("utf8").slice(-24);
  return failed("body", "The body was cut short: it ends in the middle.", {
    expected: "a whole JSON object",
    actual: `${body.length} bytes, which end in ${JSON.stringify(end)}`,
    fix,
  });
}

/** gzip begins with these two bytes, and no JSON text does. */
const isCompressed = (body: Buffer): boolean => body[0] === 0x1f && body[1] === 0x8b;

// A body in another form is Feishu's own only if its signature holds over these very bytes; without a
// signature to ask, the form is merely worth knowing.
function explainForm(
  body: Buffer,
  value: Record<string, unknown>,
  encrypted: boolean,
  signature: Step,
): Step {
  const compact = Buffer.from(serializeInGivenOrder(value));
  if (body.equals(compact)) return explainOrder(body, value, encrypted);
  const offset = firstDifference(body, compact);
  const seen = {
    expected: excerptAt(compact, offset),
    actual: excerptAt(body, offset),
    fix: "Keep and hash the body's bytes as they arrive; let nothing parse and rewrite it on the way.",
  };
  const message = `The body is not in the compact form that Feishu sends: it was written again by something, and first differs at byte ${offset}.`;
  return signature.verdict === "failed"
    ? failed("body", message, seen)
    : note("body", message, seen);
}

function explainOrder(body: Buffer, value: Record<string, unknown>, encrypted: boolean): Step {
  const compact = ok("body", "The body is compact JSON, as Feishu sends it.");
  if (encrypted || !("header" in value)) return compact;
  const ordered = Buffer.from(serializeEvent(value));
  if (body.equals(ordered)) return compact;
  const offset = firstDifference(body, ordered);
  return note(
    "body",
    `The body is compact JSON, but its keys are not in Feishu's order: it first differs at byte ${offset}.`,
    { expected: excerptAt(ordered, offset), actual: excerptAt(body, offset) },
  );
}

function excerptAt(bytes: Buffer, offset: number): string {
  const start = Math.max(0, offset - 8);
  return JSON.stringify(bytes.toString("utf8", start, offset + 24));
}
