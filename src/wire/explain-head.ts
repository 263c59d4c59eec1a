import { type CapturedRequest, signatureHeaders, valueOf } from "./captured-request.js";
import { type CaptureGaps, gapFixes } from "./capture-gaps.js";
import { failed, note, ok, skipped, type RequestKind, type Step } from "./explanation.js";

/** What the request line, the headers and the timestamp say before anybody looks at the body. */
export function explainHead(
  captured: CapturedRequest,
  kind: RequestKind,
  gaps: CaptureGaps,
  nowMs: number,
): Step[] {
  return [
    ...explainMethod(captured),
    ...explainHeaders(captured, kind, gaps),
    ...explainTimestamp(captured, kind, gaps, nowMs),
  ];
}

function explainMethod({ form, method }: CapturedRequest): Step[] {
  if (form === "body" || method === undefined || method === "POST") return [];
  const fix = "Send a POST; look for a redirect that turned it into a GET.";
  return [failed("request", "The method is wrong.", { expected: "POST", actual: method, fix })];
}

function explainHeaders(captured: CapturedRequest, kind: RequestKind, gaps: CaptureGaps): Step[] {
  if (captured.headers.length === 0) {
    return [skipped("headers", "The capture has no headers.")];
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
  captured: CapturedRequest,
  kind: RequestKind,
  { hiddenHeaders }: CaptureGaps,
): Step[] {
  const missing = signatureHeaders.filter((name) => valueOf(captured, name) === undefined);
  if (kind === "url-verification") {
    const message =
      missing.length === signatureHeaders.length
        ? "There are no X-Lark headers, and there should be none: Feishu does not sign url_verification requests."
        : "There are X-Lark headers, which Feishu does not send with url_verification requests.";
    return [note("headers", message)];
  }
  if (hiddenHeaders.length > 0 && missing.length === 0) {
    return [
      note("headers", `The values of ${hiddenHeaders.join(", ")} are hidden in the capture.`),
    ];
  }
  if (missing.length === 0) return [ok("headers", "Timestamp, nonce and signature are there.")];
  if (captured.form === "log") {
    const message = `The log does not show ${missing.join(", ")}; whether the request had them cannot be told.`;
    return [skipped("headers", message, { fix: `Log ${signatureHeaders.join(", ")} as well.` })];
  }
  return [
    failed("headers", `Missing: ${missing.join(", ")}.`, {
      expected: signatureHeaders.join(", "),
      actual: captured.headers.map(([name]) => name).join(", ") || "no headers",
      fix: "Look for a proxy that drops them or a log that leaves them out; refuse such a request: Feishu signs every event.",
    }),
  ];
}

function explainCase({ headers }: CapturedRequest): Step[] {
  const changed = headers
    .map(([name]) => name)
    .filter((name) =>
      signatureHeaders.some(
        (right) => right !== name && right.toLowerCase() === name.toLowerCase(),
      ),
    );
  if (changed.length === 0) return [];
  const message = `Header names are not in Feishu's own case (${changed.join(", ")}): a gateway or a log changed them. Receivers must accept any case.`;
  return [note("headers", message)];
}

function explainRepetition({ headers }: CapturedRequest): Step[] {
  const names = headers.map(([name]) => name.toLowerCase());
  const repeated = signatureHeaders.filter(
    (name) => names.filter((other) => other === name.toLowerCase()).length > 1,
  );
  if (repeated.length === 0) return [];
  const fix = "Find out who adds the second one; Feishu sends each once.";
  return [
    note("headers", `Sent more than once, the first was used: ${repeated.join(", ")}.`, { fix }),
  ];
}

function explainContentType(captured: CapturedRequest): Step[] {
  const actual = valueOf(captured, "Content-Type");
  if (actual !== undefined && /^application\/json\s*;\s*charset="?utf-8"?$/i.test(actual))
    return [];
  const message =
    "The content type is not what Feishu sends; some receivers then decode Chinese wrongly or skip their JSON parser.";
  const expected = "application/json;charset=utf-8";
  return [note("headers", message, { expected, actual: actual ?? "none" })];
}

function explainLength(captured: CapturedRequest, gaps: CaptureGaps): Step[] {
  const stated = valueOf(captured, "Content-Length");
  const seen = String(captured.body.length);
  if (stated === undefined || stated === seen || !captured.bodyIsRaw) return [];
  if (gaps.body !== undefined && gaps.body !== "cut") return [];
  const lengths = { expected: `${stated} bytes`, actual: `${seen} bytes` };
  const message = "Content-Length and the captured body disagree.";
  if (gaps.body === "cut") return [failed("headers", message, { ...lengths, fix: gapFixes.cut })];
  const fix =
    "Capture the body alone and as bytes: something was added to it, or it was written in another form.";
  // A log may show an answer's Content-Length just as well.
  return [(captured.form === "log" ? note : failed)("headers", message, { ...lengths, fix })];
}

const calmMs = 5 * 60 * 1000;

function explainTimestamp(
  captured: CapturedRequest,
  kind: RequestKind,
  { hiddenHeaders }: CaptureGaps,
  nowMs: number,
): Step[] {
  const value = valueOf(captured, "X-Lark-Request-Timestamp");
  if (hiddenHeaders.includes("X-Lark-Request-Timestamp")) {
    return [skipped("timestamp", "The timestamp is hidden in the capture.")];
  }
  if (value === undefined) {
    if (captured.headers.length === 0 || kind === "url-verification") return [];
    return [skipped("timestamp", "There is no timestamp to judge.")];
  }
  if (!/^\d{1,11}$/.test(value)) {
    const message = /^\d{13}$/.test(value)
      ? "The timestamp is in milliseconds."
      : "The timestamp is not a number of seconds.";
    const fix = "Sign and send whole Unix seconds.";
    return [
      failed("timestamp", message, { expected: "10 digits, Unix seconds", actual: value, fix }),
    ];
  }
  const ageMs = nowMs - Number(value) * 1000;
  if (Math.abs(ageMs) <= calmMs) return [ok("timestamp", `Signed ${describeAge(ageMs)}.`)];
  const message = `Signed ${describeAge(ageMs)}: a receiver with a replay window refuses it when it arrives now.`;
  return [note("timestamp", message)];
}

function describeAge(ageMs: number): string {
  const seconds = Math.round(Math.abs(ageMs) / 1000);
  const units = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ] as const;
  const [unit, size] = units.find(([, size]) => seconds >= size) ?? (["second", 1] as const);
  const amount = Math.floor(seconds / size);
  return `${amount} ${unit}${amount === 1 ? "" : "s"} ${ageMs < 0 ? "in the future" : "ago"}`;
}
