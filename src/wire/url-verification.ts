import { ellipsize } from "../base/ellipsize.js";
import { isRecord } from "../base/json-path.js";
import { printable } from "../base/printable.js";
import { parseJson } from "./body-forms.js";

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
  | { readonly kind: "unreachable"; readonly reason: string };

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
    return refused("badUrl", `The URL could not be reached: ${answer.reason}.`);
  }
  if (answer.kind === "late") return refused("noChallenge", `No answer within ${limitMs} ms.`);
  if (answer.durationMs > limitMs) {
    const took = Math.round(answer.durationMs);
    return refused("noChallenge", `The answer took ${took} ms; the limit is ${limitMs} ms.`);
  }
  return judgeBody(answer.status, answer.body, challenge);
}

function judgeBody(status: number, body: string, challenge: string): UrlVerificationVerdict {
  const value = parseJson(body);
  if (value === undefined) {
    return refused("notJson", `Status ${status}, and the body is not JSON: ${excerpt(body)}.`);
  }
  if (status !== 200) return refused("noChallenge", `The status is ${status} instead of 200.`);
  if (!isRecord(value)) {
    return refused("noChallenge", `The answer is JSON but not an object: ${excerpt(body)}.`);
  }
  if (value["challenge"] !== challenge) {
    return refused("noChallenge", describeOther(value["challenge"], challenge));
  }
  return { verified: true, reason: "The challenge came back with status 200 in time." };
}

function describeOther(seen: unknown, challenge: string): string {
  if (seen === undefined) return "The answer has no `challenge`.";
  return `\`challenge\` is ${excerpt(JSON.stringify(seen))} instead of "${challenge}".`;
}

function refused(message: keyof typeof consoleMessages, reason: string): UrlVerificationVerdict {
  return { verified: false, consoleMessage: consoleMessages[message], reason };
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "it is empty";
  return printable(ellipsize(line, 80));
}
