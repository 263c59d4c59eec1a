import { isUtf8 } from "node:buffer";
import { ellipsize } from "../base/ellipsize.js";
import { isRecord } from "../base/json-path.js";
import { parseJson } from "./body-forms.js";
import { type CaptureGaps, gapFixes } from "./capture-gaps.js";
import type { CapturedRequest } from "./captured-request.js";
import { firstDifference } from "./explain-signature.js";
import { failed, note, ok, skipped, type JudgedStep } from "./explanation.js";
import { serializeEvent, serializeInGivenOrder } from "./serialize-event.js";
import { bodyTexts as texts } from "./texts/body-texts.js";

/** Whether the body is JSON in the form in which Feishu sends it. `signature` is what was said of its signature. */
export function explainBody(
  captured: CapturedRequest<unknown>,
  encrypted: boolean,
  signature: JudgedStep,
  gaps: CaptureGaps,
): JudgedStep {
  const { body } = captured;
  if (gaps.body !== undefined) return explainGap(gaps.body, body);
  const expected = texts("json-object");
  const fix = texts("send-json");
  if (body.length === 0)
    return failed("body", texts("empty"), { expected, actual: texts("no-bytes"), fix });
  if (isCompressed(body)) {
    return failed("body", texts("compressed"), {
      expected,
      actual: body.toString("hex", 0, 24),
      fix: texts("decompress"),
    });
  }
  if (!isUtf8(body)) {
    return failed("body", texts("not-utf8"), {
      expected,
      actual: body.toString("hex", 0, 24),
      fix,
    });
  }
  const text = body.toString("utf8");
  const value = parseJson(text);
  if (!isRecord(value)) {
    const message = value === undefined ? texts("not-json") : texts("not-object");
    return failed("body", message, {
      expected,
      actual: ellipsize(text, 60),
      fix,
    });
  }
  if (!captured.bodyIsRaw) return skipped("body", texts("no-bytes-captured"));
  return explainForm(body, value, encrypted, signature);
}

function explainGap(gap: NonNullable<CaptureGaps["body"]>, body: Buffer): JudgedStep {
  const fix = gapFixes[gap];
  if (gap === "absent") return skipped("body", texts("absent"), { fix });
  if (gap === "hidden") return skipped("body", texts("hidden"), { fix });
  const end = body.toString("utf8").slice(-24);
  return failed("body", texts("cut"), {
    expected: texts("whole-json-object"),
    actual: texts("bytes-that-end-in", { count: body.length, end: JSON.stringify(end) }),
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
  signature: JudgedStep,
): JudgedStep {
  const compact = Buffer.from(serializeInGivenOrder(value));
  if (body.equals(compact)) return explainOrder(body, value, encrypted);
  const offset = firstDifference(body, compact);
  const seen = {
    expected: excerptAt(compact, offset),
    actual: excerptAt(body, offset),
    fix: texts("keep-bytes"),
  };
  const message = texts("rewritten", { offset });
  return signature.verdict === "failed"
    ? failed("body", message, seen)
    : note("body", message, seen);
}

function explainOrder(
  body: Buffer,
  value: Record<string, unknown>,
  encrypted: boolean,
): JudgedStep {
  const compact = ok("body", texts("compact"));
  if (encrypted || !("header" in value)) return compact;
  const ordered = Buffer.from(serializeEvent(value));
  if (body.equals(ordered)) return compact;
  const offset = firstDifference(body, ordered);
  return note("body", texts("other-order", { offset }), {
    expected: excerptAt(ordered, offset),
    actual: excerptAt(body, offset),
  });
}

function excerptAt(bytes: Buffer, offset: number): string {
  const start = Math.max(0, offset - 8);
  return JSON.stringify(bytes.toString("utf8", start, offset + 24));
}
