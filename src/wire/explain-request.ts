import { createOptionCheck, numberFrom, oneOf, text } from "../base/option-check.js";
import { type Language, languages, type Text, verbatim } from "../base/text.js";
import { parseJson } from "./body-forms.js";
import {
  assertCaptured,
  type CapturedRequest,
  signatureHeaders,
  valueOf,
} from "./captured-request.js";
import { findCaptureGaps, type CaptureGaps } from "./capture-gaps.js";
import { explainBody } from "./explain-body.js";
import { explainComputed } from "./explain-computed.js";
import { explainContent, kindOf, tokenIn } from "./explain-content.js";
import { openBody, type OpenedBody } from "./explain-encryption.js";
import { explainHead } from "./explain-head.js";
import { explainSignature, type SignedRequest } from "./explain-signature.js";
import {
  type JudgedStep,
  note,
  type RequestKind,
  skipped,
  stages,
  type WordedStep,
  wordStep,
} from "./explanation.js";
import { signatureTexts } from "./texts/signature-texts.js";
import type { KnownSecrets } from "./key-mix-ups.js";

export type { Step, WordedStep } from "./explanation.js";

export interface ExplainOptions extends KnownSecrets {
  /** Unix milliseconds: what "now" is for the timestamp's age. */
  readonly nowMs: number;
  /** The hash that somebody's own code came to, in hex or base64: which formula gives it is said as well. */
  readonly computed?: string;
  /** Of what is said; default English. */
  readonly language?: Language;
}

export interface Explanation {
  readonly kind: RequestKind;
  /** In the order in which a receiver meets them. */
  readonly steps: readonly WordedStep[];
  /** The first step whose verdict is "failed". */
  readonly firstFailure?: WordedStep;
  /** What the body says in clear, when it could be opened. */
  readonly plaintext?: string;
}

const checkOptions = createOptionCheck<ExplainOptions>(signatureTexts("purpose"), {
  nowMs: numberFrom(0),
  computed: text,
  language: oneOf(languages),
  encryptKey: text,
  verificationToken: text,
  appId: text,
  appSecret: text,
});

/**
 * Judges a captured request as a careful receiver would, and says where it first breaks, what was
 * expected there and how to mend it. Secrets never stand in the result whole.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function explainRequest(
  captured: CapturedRequest<string | Text>,
  options: ExplainOptions,
): Explanation {
  checkOptions(options);
  assertCaptured(captured);
  const { language = "en", ...known } = options;
  const { kind, judged, plaintext } = judgeRequest(captured, known);
  const steps = judged.map((step) => wordStep(step, language));
  const firstFailure = steps.find(({ verdict }) => verdict === "failed");
  return {
    kind,
    steps,
    ...(firstFailure === undefined ? {} : { firstFailure }),
    ...(plaintext === undefined ? {} : { plaintext }),
  };
}

interface Judged extends Pick<Explanation, "kind" | "plaintext"> {
  readonly judged: readonly JudgedStep[];
}

function judgeRequest(
  captured: CapturedRequest<string | Text>,
  options: Omit<ExplainOptions, "language">,
): Judged {
  const opened = openBody(captured.body, options);
  const content = opened.plaintext === undefined ? undefined : parseJson(opened.plaintext);
  const kind = kindOf(content);
  // The token that came along serves to recognise a signature made with it when nobody gave one.
  const carried = tokenIn(content);
  const secrets = carried === undefined ? options : { verificationToken: carried, ...options };
  const gaps = findCaptureGaps(captured);
  const signed = signedRequest(captured, opened);
  const signature = explainSignatureHeaders(signed, kind, secrets, gaps);
  const judged = [
    ...captured.notes.map((message) =>
      note("request", typeof message === "string" ? verbatim(message) : message),
    ),
    ...explainHead(captured, kind, gaps, options.nowMs),
    explainBody(captured, opened.encrypted, signature, gaps),
    signature,
    ...(options.computed === undefined
      ? []
      : [explainComputed(options.computed, signed, secrets, gaps)]),
    ...opened.steps,
    ...explainContent(content, kind, options),
  ].sort((left, right) => stages.indexOf(left.stage) - stages.indexOf(right.stage));
  return {
    kind,
    judged,
    ...(opened.plaintext === undefined ? {} : { plaintext: opened.plaintext }),
  };
}

function signedRequest(
  captured: CapturedRequest<string | Text>,
  opened: OpenedBody,
): SignedRequest {
  const [timestamp = "", nonce = "", signature = ""] = signatureHeaders.map((name) =>
    valueOf(captured, name),
  );
  const { plaintext, encrypted } = opened;
  const received = { raw: captured.body, ...(plaintext === undefined ? {} : { plaintext }) };
  return { timestamp, nonce, signature, received, encrypted };
}

function explainSignatureHeaders(
  request: SignedRequest,
  kind: RequestKind,
  secrets: KnownSecrets,
  gaps: CaptureGaps,
): JudgedStep {
  if (kind === "url-verification") {
    return note("signature", signatureTexts("none-expected"));
  }
  const { timestamp, nonce, signature } = request;
  if (timestamp === "" || nonce === "" || signature === "") {
    return skipped("signature", signatureTexts("incomplete"));
  }
  return explainSignature(request, secrets, gaps);
}
