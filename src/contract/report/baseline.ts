import type { Text } from "../../base/text.js";
import { MocklarkError } from "../../base/errors.js";
import { fileProblemText } from "../../base/file-problem.js";
import { codeFrame, parseDocument, type SourceDocument } from "../../base/document.js";
import { readBoundedFile } from "../../base/read-bounded-file.js";
import { isRecord } from "../../base/json-path.js";
import { suggestion } from "../../base/suggestions.js";
import { baselineTexts as texts } from "./baseline-texts.js";
import type { CheckId } from "./check-id.js";
import type { CheckResult, Finding } from "./report.js";

/** A failure somebody has signed for, until a day. */
export interface KnownFailure {
  readonly check: CheckId;
  readonly reason: string;
  readonly owner: string;
  /** The last day it holds, "2026-12-31". */
  readonly expires: string;
}

export type Baseline = readonly KnownFailure[];

/**
 * Reads a baseline file, YAML or JSON (`schemas/baseline.json`).
 * @throws MocklarkError FILE, MALFORMED_DOCUMENT, INVALID_DOCUMENT with line and column
 */
export async function loadBaseline(
  file: string,
  knownChecks: readonly CheckId[],
): Promise<Baseline> {
  return parseBaseline(readText(file), file, knownChecks);
}

function readText(file: string): string {
  try {
    return readBoundedFile(file).toString("utf8");
  } catch (error) {
    throw new MocklarkError("FILE", texts("unreadable", { file, reason: fileProblemText(error) }), {
      remedy: texts("unreadable-remedy"),
      cause: error,
    });
  }
}

/** The same for a text; `file` is for messages, and decides between YAML and JSON by its ending. */
export async function parseBaseline(
  text: string,
  file: string,
  knownChecks: readonly CheckId[],
): Promise<Baseline> {
  const source = await parseDocument(text, file);
  const { value } = source;
  if (!isRecord(value) || !Array.isArray(value["known"])) {
    throw invalid(source, [], texts("no-list"));
  }
  rejectUnknownKeys(source, [], value, ["$schema", "known"]);
  const seen = new Set<string>();
  return value["known"].map((entry: unknown, index) => {
    const failure = readEntry(source, entry, ["known", index], knownChecks);
    if (seen.has(failure.check)) {
      throw invalid(
        source,
        ["known", index, "check"],
        texts("listed-twice", { check: failure.check }),
      );
    }
    seen.add(failure.check);
    return failure;
  });
}

const fields = ["check", "reason", "owner", "expires"] as const;

function readEntry(
  source: SourceDocument,
  entry: unknown,
  steps: readonly (string | number)[],
  knownChecks: readonly CheckId[],
): KnownFailure {
  if (!isRecord(entry)) throw invalid(source, steps, texts("no-entry", { fields }));
  rejectUnknownKeys(source, steps, entry, fields);
  for (const field of fields) {
    const value = entry[field];
    if (typeof value !== "string" || value.trim() === "") {
      throw invalid(source, [...steps, field], texts("empty-field", { field }));
    }
  }
  const failure = entry as unknown as KnownFailure;
  if (!knownChecks.includes(failure.check)) {
    const hint = suggestion(failure.check, knownChecks);
    throw invalid(source, [...steps, "check"], texts("no-check", { check: failure.check }), hint);
  }
  if (!isDay(failure.expires)) {
    throw invalid(source, [...steps, "expires"], texts("no-day", { day: failure.expires }));
  }
  return failure;
}

/** A day that exists, as ISO 8601 writes it. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

function rejectUnknownKeys(
  source: SourceDocument,
  steps: readonly (string | number)[],
  value: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
): void {
  const stranger = Object.keys(value).find((key) => !allowed.includes(key));
  if (stranger === undefined) return;
  const hint = suggestion(stranger, allowed);
  throw invalid(source, [...steps, stranger], texts("no-field", { field: stranger }), hint);
}

function invalid(
  source: SourceDocument,
  steps: readonly (string | number)[],
  reason: Text,
  hint = texts("remedy"),
): MocklarkError {
  const { line, column } = source.locate(steps);
  return new MocklarkError(
    "INVALID_DOCUMENT",
    texts("invalid", { file: source.file, line, column, reason }),
    {
      remedy: hint,
      frame: codeFrame(source.text, { line, column }),
      details: { file: source.file, line, column },
    },
  );
}

/**
 * Marks known failures, and finds entries that are out of date: the check passes now (stale), or the day
 * is over (expired). Entries of checks that were not run, or not decided, are left alone.
 * @param nowMs unix milliseconds
 */
export function applyBaseline(
  checks: readonly CheckResult<Text>[],
  baseline: Baseline,
  nowMs: number,
): { readonly checks: readonly CheckResult<Text>[]; readonly findings: readonly Finding<Text>[] } {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const findings: Finding<Text>[] = [];
  const marked = checks.map((result) => {
    const entry = baseline.find(({ check }) => check === result.id);
    if (!entry) return result;
    if (result.verdict === "pass") findings.push(staleFinding(entry));
    if (result.verdict !== "fail" && result.verdict !== "warn") return result;
    if (entry.expires < today) {
      findings.push(expiredFinding(entry));
      return result;
    }
    const { reason, owner, expires } = entry;
    return { ...result, known: { reason, owner, expires } };
  });
  return { checks: marked, findings };
}

function staleFinding({ check }: KnownFailure): Finding<Text> {
  return { kind: "stale-baseline", message: texts("stale", { check }), check };
}

function expiredFinding({ check, expires, owner }: KnownFailure): Finding<Text> {
  const message = texts("expired", { check, expires, owner });
  return { kind: "expired-baseline", message, check };
}
