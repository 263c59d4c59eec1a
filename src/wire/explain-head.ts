import { type CapturedRequest, signatureHeaders, valueOf } from "./captured-request.js";
import { type CaptureGaps, gapFixes } from "./capture-gaps.js";
import { failed, type JudgedStep, note, ok, type RequestKind, skipped } from "./explanation.js";
import { type Age, headTexts as texts } from "./texts/head-texts.js";

/** What the request line, the headers and the timestamp say before anybody looks at the body. */
export function explainHead(
  captured: CapturedRequest<unknown>,
  kind: RequestKind,
  gaps: CaptureGaps,
  nowMs: number,
): JudgedStep[] {
  return [
    ...explainMethod(captured),
    ...explainHeaders(captured, kind, gaps),
    ...explainTimestamp(captured, kind, gaps, nowMs),
  ];
}

function explainMethod({ form, method }: CapturedRequest<unknown>): JudgedStep[] {
  if (form === "body" || method === undefined || method === "POST") return [];
  const fix = texts("send-post");
  return [failed("request", texts("wrong-method"), { expected: "POST", actual: method, fix })];
}

function explainHeaders(
  captured: CapturedRequest<unknown>,
  kind: RequestKind,
  gaps: CaptureGaps,
): JudgedStep[] {
  if (captured.headers.length === 0) {
    return [skipped("headers", texts("no-headers"))];
  }
  return [
    ...explainPresence(captured, kind, gaps),
    ...explainCase(captured),
    ...explainRepetition(captured),
    ...explainContentType(captured),
    ...explainLength(captured, gaps),
  ];
}

function explainPresence(
  captured: CapturedRequest<unknown>,
  kind: RequestKind,
  { hiddenHeaders }: CaptureGaps,
): JudgedStep[] {
  const missing = signatureHeaders.filter((name) => valueOf(captured, name) === undefined);
  if (kind === "url-verification") {
    const message =
      missing.length === signatureHeaders.length
        ? texts("none-expected")
        : texts("some-unexpected");
    return [note("headers", message)];
  }
  if (hiddenHeaders.length > 0 && missing.length === 0) {
    return [note("headers", texts("hidden", { names: hiddenHeaders }))];
  }
  if (missing.length === 0) return [ok("headers", texts("present"))];
  if (captured.form === "log") {
    const fix = texts("log-them", { names: signatureHeaders });
    return [skipped("headers", texts("not-logged", { names: missing }), { fix })];
  }
  return [
    failed("headers", texts("missing", { names: missing }), {
      expected: signatureHeaders.join(", "),
      actual: captured.headers.map(([name]) => name).join(", ") || texts("none"),
      fix: texts("look-for-a-proxy"),
    }),
  ];
}

function explainCase({ headers }: CapturedRequest<unknown>): JudgedStep[] {
  const changed = headers
    .map(([name]) => name)
    .filter((name) =>
      signatureHeaders.some(
        (right) => right !== name && right.toLowerCase() === name.toLowerCase(),
      ),
    );
  if (changed.length === 0) return [];
  return [note("headers", texts("other-case", { names: changed }))];
}

function explainRepetition({ headers }: CapturedRequest<unknown>): JudgedStep[] {
  const names = headers.map(([name]) => name.toLowerCase());
  const repeated = signatureHeaders.filter(
    (name) => names.filter((other) => other === name.toLowerCase()).length > 1,
  );
  if (repeated.length === 0) return [];
  const fix = texts("find-the-second");
  return [note("headers", texts("repeated", { names: repeated }), { fix })];
}

function explainContentType(captured: CapturedRequest<unknown>): JudgedStep[] {
  const actual = valueOf(captured, "Content-Type");
  if (actual !== undefined && /^application\/json\s*;\s*charset="?utf-8"?$/i.test(actual))
    return [];
  const expected = "application/json;charset=utf-8";
  return [
    note("headers", texts("content-type"), { expected, actual: actual ?? texts("no-value") }),
  ];
}

function explainLength(captured: CapturedRequest<unknown>, gaps: CaptureGaps): JudgedStep[] {
  const stated = valueOf(captured, "Content-Length");
  const seen = String(captured.body.length);
  if (stated === undefined || stated === seen || !captured.bodyIsRaw) return [];
  if (gaps.body !== undefined && gaps.body !== "cut") return [];
  const lengths = {
    expected: texts("bytes", { count: stated }),
    actual: texts("bytes", { count: seen }),
  };
  const message = texts("other-length");
  if (gaps.body === "cut") return [failed("headers", message, { ...lengths, fix: gapFixes.cut })];
  const fix = texts("capture-body-alone");
  // A log may show an answer's Content-Length just as well.
  return [(captured.form === "log" ? note : failed)("headers", message, { ...lengths, fix })];
}

const calmMs = 5 * 60 * 1000;

function explainTimestamp(
  captured: CapturedRequest<unknown>,
  kind: RequestKind,
  { hiddenHeaders }: CaptureGaps,
  nowMs: number,
): JudgedStep[] {
  const value = valueOf(captured, "X-Lark-Request-Timestamp");
  if (hiddenHeaders.includes("X-Lark-Request-Timestamp")) {
    return [skipped("timestamp", texts("hidden-timestamp"))];
  }
  if (value === undefined) {
    if (captured.headers.length === 0 || kind === "url-verification") return [];
    return [skipped("timestamp", texts("no-timestamp"))];
  }
  if (!/^\d{1,11}$/.test(value)) {
    const message = /^\d{13}$/.test(value) ? texts("in-milliseconds") : texts("no-seconds");
    const details = { expected: texts("ten-digits"), actual: value, fix: texts("send-seconds") };
    return [failed("timestamp", message, details)];
  }
  const ageMs = nowMs - Number(value) * 1000;
  const age = ageOf(ageMs);
  return Math.abs(ageMs) <= calmMs
    ? [ok("timestamp", texts("signed", age))]
    : [note("timestamp", texts("signed-long-ago", age))];
}

function ageOf(ageMs: number): Age {
  const seconds = Math.round(Math.abs(ageMs) / 1000);
  const units = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ] as const;
  const [unit, size] = units.find(([, size]) => seconds >= size) ?? (["second", 1] as const);
  return { amount: Math.floor(seconds / size), unit, isFuture: ageMs < 0 };
}
