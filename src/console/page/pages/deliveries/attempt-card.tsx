import { useState } from "preact/hooks";
import type { AttemptDetail, EffectView, RequestView } from "../../../console-state.js";
import { CopyButton } from "../../parts/copy-button.js";
import { words } from "../../words.js";
import { timeText } from "./time-text.js";

interface AttemptCardProps {
  readonly attempt: AttemptDetail;
  /** When the next one began; what was seen until then belongs to this one. */
  readonly untilMs: number;
  readonly effects: EffectView;
  readonly isForged: boolean;
  /** Whether an earlier delivery of the same event was acted on. */
  readonly wasActedOn: boolean;
}

/** One attempt: what was sent, what came back, and beside it what the receiver really did. */
export function AttemptCard(props: AttemptCardProps) {
  const { attempt, untilMs, effects, isForged, wasActedOn } = props;
  const w = words.value.deliveries;
  const { outcome } = attempt;
  const count = countWithin(effects, attempt.startedAtMs, untilMs);
  return (
    <section class="card attempt" aria-labelledby={`attempt-${attempt.attempt}`}>
      <header class="row">
        <h4 id={`attempt-${attempt.attempt}`}>
          {w.attempt.title(attempt.attempt, attempt.duplicate === true)}
        </h4>
        <time class="faint">{timeText(attempt.startedAtMs)}</time>
      </header>
      <Verdict
        attempt={attempt}
        count={count}
        isFresh={
          !wasActedOn && !countWithin(effects, Number.NEGATIVE_INFINITY, attempt.startedAtMs)
        }
        isForged={isForged}
      />
      <dl class="facts">
        <dt>{w.attempt.took}</dt>
        <dd>{Math.round(outcome.durationMs).toLocaleString("en-US")} ms</dd>
        {"reason" in outcome && (
          <>
            <dt>{w.attempt.reason}</dt>
            <dd>{outcome.reason}</dd>
          </>
        )}
        <dt>{w.attempt.decided}</dt>
        <dd>{nextText(attempt.next)}</dd>
      </dl>
      <Request request={attempt.request} />
      <Answer outcome={outcome} />
    </section>
  );
}

function countWithin(effects: EffectView, fromMs: number, untilMs: number): number | undefined {
  if (effects.kind === "unknown") return undefined;
  return effects.sightings
    .filter(({ atMs }) => atMs >= fromMs && atMs < untilMs)
    .reduce((sum, { count }) => sum + count, 0);
}

function nextText(next: AttemptDetail["next"]): string {
  const w = words.value.deliveries.attempt.next;
  switch (next.kind) {
    case "retry":
      return w.retry(timeText(next.dueAtMs), next.waitMs);
    case "given-up":
      return w.givenUp;
    case "succeeded":
    case "cancelled":
      return w[next.kind];
    default:
      return next satisfies never;
  }
}

interface VerdictProps {
  readonly attempt: AttemptDetail;
  readonly count: number | undefined;
  /** Whether nothing sent earlier has been acted on. */
  readonly isFresh: boolean;
  readonly isForged: boolean;
}

/** The answer and the effect side by side: an answer of 200 that hides that nothing happened must not pass. */
function Verdict({ attempt, count, isFresh, isForged }: VerdictProps) {
  const w = words.value.deliveries;
  const { outcome, next, duplicate } = attempt;
  const isAccepted = next.kind === "succeeded";
  const answer = w.answer(
    outcome.kind === "acknowledged" ? { ...outcome, status: outcome.code } : outcome,
  );
  const mayAct = !isForged && duplicate !== true && isFresh;
  const isExpected = mayAct ? isAccepted === (count === 1) : count === 0;
  const isGood = isExpected && isForged !== isAccepted;
  const tone = count === undefined ? "" : isExpected ? (isGood ? "pass" : "") : "fail";
  return (
    <p class="verdict">
      <span class={`half ${isForged ? "" : isAccepted ? "pass" : "warn"}`}>{answer}</span>
      <span class={`half ${tone}`}>
        {count === undefined ? w.attempt.effectUnknown : w.attempt.effect(count)}
      </span>
      {tone === "fail" && !isForged && (
        <strong class="contrast">{contrastOf({ answer, isAccepted, mayAct, count })}</strong>
      )}
    </p>
  );
}

interface Contrast {
  readonly answer: string;
  readonly isAccepted: boolean;
  readonly mayAct: boolean;
  readonly count: number | undefined;
}

/** What the answer alone hides. */
function contrastOf({ answer, isAccepted, mayAct, count = 0 }: Contrast): string {
  const w = words.value.deliveries.attempt;
  if (!mayAct) return w.actedAgain;
  if (count === 0) return w.answeredBut(answer);
  return isAccepted ? w.actedTooOften : w.failedYet(answer);
}

const forms = ["raw", "clear", "curl"] as const;

/** What went over the wire, as bytes, as what they say, and as a command that sends them again. */
function Request({ request }: { readonly request: RequestView | undefined }) {
  const [form, setForm] = useState<(typeof forms)[number]>("raw");
  const w = words.value.deliveries.attempt;
  if (!request) return <p class="faint">{w.noRequest}</p>;
  const text = { raw: request.http, clear: pretty(request.plaintext), curl: request.curl }[form];
  return (
    <details>
      <summary>{w.request}</summary>
      <div class="row" role="group" aria-label={w.request}>
        {forms.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === form}
            onClick={() => setForm(each)}
          >
            {w[each]}
          </button>
        ))}
        <CopyButton text={() => text} />
      </div>
      {form === "clear" && !request.isEncrypted && <p class="faint">{w.isClear}</p>}
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Answer({ outcome }: { readonly outcome: AttemptDetail["outcome"] }) {
  const w = words.value.deliveries.attempt;
  if (outcome.kind !== "answered" && outcome.kind !== "acknowledged") return null;
  const headers = outcome.kind === "answered" ? outcome.headers : [];
  const isCut = outcome.kind === "answered" && outcome.bodyTruncated;
  return (
    <details>
      <summary>{w.response}</summary>
      {headers.length > 0 && (
        <pre tabIndex={0} aria-label={w.headers}>
          {headers.map(([name, value]) => `${name}: ${value}`).join("\n")}
        </pre>
      )}
      {outcome.body === "" ? (
        <p class="faint">{w.noBody}</p>
      ) : (
        <pre tabIndex={0}>{outcome.body}</pre>
      )}
      {isCut && <p class="faint">{w.cut}</p>}
    </details>
  );
}
