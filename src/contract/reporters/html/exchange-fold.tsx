import { outcomeInShort } from "../../report/outcome-in-short.js";
import type { Exchange } from "../../report/exchange.js";
import type { ReportWords } from "./report-words.js";

export interface ExchangeFoldProps {
  readonly exchange: Exchange;
  readonly words: ReportWords;
}

/** What was sent and what came of it, behind a fold. */
export function ExchangeFold({ exchange, words }: ExchangeFoldProps) {
  const { label, request, outcome } = exchange;
  return (
    <details class="report-exchange">
      <summary>
        {label}: {outcomeInShort(outcome)}
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
      <pre>{answerText(outcome)}</pre>
    </details>
  );
}

function answerText(outcome: Exchange["outcome"]): string {
  if (outcome.kind !== "answered") return outcomeInShort(outcome);
  const { status, durationMs, headers, body } = outcome;
  return messageText(`${status} in ${Math.round(durationMs)} ms`, headers, body);
}

function messageText(
  firstLine: string,
  headers: Exchange["request"]["headers"],
  body: string,
): string {
  return [firstLine, ...headers.map(([name, value]) => `${name}: ${value}`), "", body].join("\n");
}
