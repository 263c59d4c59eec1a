import { ellipsize } from "../base/ellipsize.js";
import { isRecord } from "../base/json-path.js";
import { printable } from "../base/printable.js";
import type { Text } from "../base/text.js";
import { parseJson } from "./body-forms.js";
import { urlVerificationTexts as texts } from "./texts/url-verification-texts.js";

/** What came back from the url_verification request. */
export type UrlVerificationAnswer =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly body: string;
      /** Real milliseconds until the whole answer was there. */
      readonly durationMs: number;
    }
  /** Connected, but no whole answer within the limit. */
  | { readonly kind: "late"; readonly durationMs: number }
  /** No HTTP answer at all; `reason` for people: "connection refused". */
  | { readonly kind: "unreachable"; readonly reason: Text };

/** The words the developer console shows under the request URL when it does not verify. */
const consoleMessages = {
  noChallenge: "Challenge code没有返回",
  notJson: "返回数据不是合法的JSON格式",
  badUrl: "请填写有效的 HTTP/HTTPS URL",
} as const;

type ConsoleMessage = (typeof consoleMessages)[keyof typeof consoleMessages];

export interface UrlVerificationVerdict {
  readonly verified: boolean;
  /** Absent when verified. */
  readonly consoleMessage?: ConsoleMessage;
  /** One English sentence saying why, with the value seen. */
  readonly reason: string;
  /** The same in every language. */
  readonly reasonText: Text;
}

/**
 * Whether Feishu would accept this answer: within 1 s, status 200, a JSON object with the same
 * `challenge`, in clear even if the request was encrypted. Content type and further members do not matter.
 * @param limitMs milliseconds, default 1000
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/choose-a-subscription-mode/send-notifications-to-developers-server
 */
export function judgeUrlVerification(
  answer: UrlVerificationAnswer,
  { challenge, limitMs = 1000 }: { readonly challenge: string; readonly limitMs?: number },
): UrlVerificationVerdict {
  if (answer.kind === "unreachable") {
    return refused("badUrl", texts("unreachable", { reason: answer.reason }));
  }
  if (answer.kind === "late") return refused("noChallenge", texts("late", { limitMs }));
  if (answer.durationMs > limitMs) {
    const tookMs = Math.round(answer.durationMs);
    return refused("noChallenge", texts("too-slow", { tookMs, limitMs }));
  }
  return judgeBody(answer.status, answer.body, challenge);
}

function judgeBody(status: number, body: string, challenge: string): UrlVerificationVerdict {
  const value = parseJson(body);
  if (value === undefined) {
    return refused("notJson", texts("not-json", { status, body: excerpt(body) }));
  }
  if (status !== 200) return refused("noChallenge", texts("wrong-status", { status }));
  if (!isRecord(value)) {
    return refused("noChallenge", texts("not-object", { body: excerpt(body) }));
  }
  if (value["challenge"] !== challenge) {
    return refused("noChallenge", describeOther(value["challenge"], challenge));
  }
  return verdict({ verified: true }, texts("right"));
}

function describeOther(seen: unknown, challenge: string): Text {
  if (seen === undefined) return texts("no-challenge");
  return texts("other-challenge", { seen: excerpt(JSON.stringify(seen)), challenge });
}

const refused = (message: keyof typeof consoleMessages, reason: Text): UrlVerificationVerdict =>
  verdict({ verified: false, consoleMessage: consoleMessages[message] }, reason);

const verdict = (
  judged: Pick<UrlVerificationVerdict, "verified" | "consoleMessage">,
  reasonText: Text,
): UrlVerificationVerdict => ({ ...judged, reason: reasonText.in("en"), reasonText });

const excerpt = (text: string): string =>
  printable(ellipsize(text.replace(/\s+/g, " ").trim(), 80));
