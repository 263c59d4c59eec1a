import { isDeepStrictEqual } from "node:util";
import type { Text } from "../base/text.js";
import { createAnswerBody } from "../delivery/answer-body.js";
import { outcomeSentence } from "../delivery/describe-outcome.js";
import { type Outcome } from "../delivery/outcome.js";
import { parseJson } from "../wire/body-forms.js";
import { valueOf } from "../wire/captured-request.js";
import type { CaptureResult } from "./capture.js";
import { bytesOf, keptBodyBytes } from "./captured-body.js";
import { recordingTexts } from "./recording-texts.js";

/** How an answer compares with the one that was recorded. */
export type Comparison =
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly recorded: Text; readonly now: Text }
  /** None was recorded. */
  | { readonly kind: "unknown" };

/**
 * Status and body count: JSON by its content, anything else to the letter. Headers do not: their dates and
 * ids are others every time.
 * @param conceal takes the app's secrets out, as they were taken out of the recording
 */
export async function compareAnswers(
  recorded: CaptureResult,
  now: Outcome,
  conceal: (text: string) => string,
): Promise<Comparison> {
  if (recorded.kind === "unknown") return { kind: "unknown" };
  if (recorded.kind === "unanswered") {
    if (now.kind !== "answered" && now.kind !== "acknowledged") return { kind: "same" };
    return { kind: "different", recorded: recordingTexts("no-answer"), now: outcomeSentence(now) };
  }
  if (now.kind !== "answered") {
    return { kind: "different", recorded: statusText(recorded), now: outcomeSentence(now) };
  }
  if (now.status !== recorded.status) {
    return { kind: "different", recorded: statusText(recorded), now: statusText(now) };
  }
  // Another program's recording holds them as they were.
  const [before, after] = [conceal(await textOf(recorded)), conceal(now.body)];
  // Of what is no longer whole, the part that is there can be compared.
  const isCut = recorded.body.truncated === true;
  return isSameBody(before, after) || (isCut && after.startsWith(before))
    ? { kind: "same" }
    : { kind: "different", recorded: quote(before), now: quote(after) };
}

async function textOf(
  recorded: Extract<CaptureResult, { readonly kind: "answered" }>,
): Promise<string> {
  const body = createAnswerBody(keptBodyBytes);
  body.add(bytesOf(recorded.body));
  return (await body.read(valueOf(recorded, "Content-Encoding"))).body;
}

function isSameBody(before: string, after: string): boolean {
  if (before === after) return true;
  const [left, right] = [parseJson(before), parseJson(after)];
  return left !== undefined && right !== undefined && isDeepStrictEqual(left, right);
}

const statusText = ({ status }: { readonly status: number }): Text =>
  recordingTexts("status", { status });

const quote = (body: string): Text =>
  body === "" ? recordingTexts("empty-body") : recordingTexts("body", { body });
