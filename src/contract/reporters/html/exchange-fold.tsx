import type { Language } from "../../../base/text.js";
import { outcomeText } from "../../../delivery/outcome-in-short.js";
import type { Exchange } from "../../report/exchange.js";
import { reportWords } from "../report-words.js";

export interface ExchangeFoldProps {
  readonly exchange: Exchange;
  readonly language: Language;
}

/** What was sent and what came of it, behind a fold. */
export function ExchangeFold({ exchange, language }: ExchangeFoldProps) {
  const words = reportWords[language];
  const { label, request, outcome } = exchange;
  return (
    <details class="report-exchange">
      <summary>
        {label}
        {words.colon}
        {outcomeText(outcome).in(language)}
      </summary>
      <p class="report-label">{words.sent}</p>
      <pre>{messageText(request.method, request.headers, request.body)}</pre>
      {request.plaintext !== undefined && (
        <>
          <p class="report-label">{words.inClear}</p>
          <pre>{request.plaintext}</pre>
        </>
      )}
      <p class="report-label">{words.answered}</p>
      <pre>{answerText(outcome, language)}</pre>
    </details>
  );
}

function answerText(outcome: Exchange["outcome"], language: Language): string {
  if (outcome.kind !== "answered") return outcomeText(outcome).in(language);
  const { status, durationMs, headers, body } = outcome;
  const first = reportWords[language].answeredIn(status, Math.round(durationMs));
  return messageText(first, headers, body);
}

function messageText(
  firstLine: string,
  headers: Exchange["request"]["headers"],
  body: string,
): string {
  return [firstLine, ...headers.map(([name, value]) => `${name}: ${value}`), "", body].join("\n");
}
