import { reserveConfigEventType } from "../../../../event/reserve-config/reserve-config-event.js";
import type { DeliveryDetail, DeliverySummary } from "../../../console-state.js";
import { call, problemOf } from "../../call.js";
import { state } from "../../live.js";
import { CopyButton } from "../../parts/copy-button.js";
import { Problem } from "../../parts/problem.js";
import { useSimulatedNow } from "../../parts/simulated-now.js";
import { hashOf, route } from "../../route.js";
import { language, words } from "../../words.js";
import { act, actAndChoose, problem } from "./act.js";
import { AttemptCard } from "./attempt-card.js";
import { effectTone, statusTone } from "./effect-tone.js";
import { ForgeForm } from "./forge-form.js";
import { Ladder } from "./ladder.js";
import { storyOf } from "./story.js";
import { dateTimeText } from "./time-text.js";
import { useDetail } from "./use-detail.js";

interface DeliveryViewProps {
  readonly id: string;
  /** As the list has it; undefined once it is forgotten. */
  readonly summary: DeliverySummary | undefined;
}

/** One delivery: what happened in words, its ladder, and every attempt. */
export function DeliveryView({ id, summary }: DeliveryViewProps) {
  const w = words.value.deliveries;
  const { detail, problem: refusal } = useDetail(id, summary);
  return (
    <section class="delivery" aria-label={w.view.label}>
      <p class="back">
        <a href={hashOf("deliveries", undefined, route.value.query)}>{w.view.back}</a>
      </p>
      {refusal && (
        <Problem
          problem={{ ...refusal, message: w.view.gone, remedy: "", language: language.value }}
        />
      )}
      {detail && <Shown detail={summary ? { ...detail, summary } : detail} />}
    </section>
  );
}

function Shown({ detail }: { readonly detail: DeliveryDetail }) {
  const { summary, attempts, event } = detail;
  const w = words.value.deliveries;
  const isForged = summary.forgery !== undefined;
  return (
    <>
      <div class="card">
        <Heading summary={summary} />
        <p class={`story ${effectTone(summary)}`} aria-live="polite">
          {storyOf(detail, w).join(language.value === "zh" ? "" : " ")}
        </p>
        <dl class="facts">
          <dt>{w.view.event}</dt>
          <dd class="mono">{summary.eventId}</dd>
          <dt>{w.view.target}</dt>
          <dd class="mono">{summary.target}</dd>
          <dt>{w.view.accepted}</dt>
          <dd>{dateTimeText(summary.acceptedAtMs)}</dd>
        </dl>
        <Actions detail={detail} />
      </div>
      {!isForged && (
        <div class="card">
          <Ladder detail={detail} />
          <NextRetry summary={summary} />
        </div>
      )}
      {attempts
        .map((attempt, index) => (
          <AttemptCard
            key={attempt.attempt}
            attempt={attempt}
            untilMs={attempts[index + 1]?.startedAtMs ?? Number.POSITIVE_INFINITY}
            effects={summary.effects}
            isForged={isForged}
            wasActedOn={summary.wasActedOn === true}
          />
        ))
        .toReversed()}
      {event && (
        <details class="card">
          <summary>{w.view.eventContent}</summary>
          <pre tabIndex={0}>{JSON.stringify(event, null, 2)}</pre>
        </details>
      )}
    </>
  );
}

function Heading({ summary }: { readonly summary: DeliverySummary }) {
  const w = words.value.deliveries;
  const { forgery, status, effects } = summary;
  return (
    <h3 class="row">
      <span>{summary.scope.name ?? summary.scope.id}</span>
      {summary.eventType !== reserveConfigEventType && (
        <span class="mono faint">{summary.eventType}</span>
      )}
      {forgery ? (
        <span class="badge warn">{w.forgedAs(w.forgeryTitle(forgery))}</span>
      ) : (
        <span class={`badge ${statusTone[status]}`}>{w.status[status]}</span>
      )}
      {effects.kind === "counted" && (
        <span class={`badge ${effectTone(summary)}`}>{w.effects.counted(effects.count)}</span>
      )}
    </h3>
  );
}

function Actions({ detail: { summary } }: { readonly detail: DeliveryDetail }) {
  const w = words.value.deliveries.actions;
  const path = `/deliveries/${encodeURIComponent(summary.id)}`;
  const app = state.value?.apps.find(({ appId }) => appId === summary.appId);
  return (
    <div class="actions">
      <div class="row">
        <button type="button" onClick={() => void actAndChoose(`${path}/again`)}>
          {w.again}
        </button>
        <button type="button" onClick={() => void actAndChoose(`${path}/copies`)}>
          {w.copies}
        </button>
        <CopyButton
          label={w.scenario}
          text={async () => (await call<{ yaml: string }>("GET", `${path}/scenario`)).yaml}
          onProblem={(error) => {
            problem.value = problemOf(error);
          }}
        />
      </div>
      {summary.channel === "webhook" && (
        <ForgeForm
          label={w.forgeThis}
          hasKey={app?.hasEncryptKey ?? false}
          onForge={(forgery) => void actAndChoose("/forge", { forgery, deliveryId: summary.id })}
        />
      )}
    </div>
  );
}

/** The wait for the retry, counted down in simulated time, and the way around it. */
function NextRetry({ summary }: { readonly summary: DeliverySummary }) {
  const w = words.value.deliveries.actions;
  const { nextDueAtMs, status, id } = summary;
  const isWaiting = status === "pending" && nextDueAtMs !== undefined;
  const nowMs = useSimulatedNow(isWaiting);
  if (!isWaiting) return null;
  return (
    <p class="row next-retry">
      <span role="timer">{w.left(Math.max(0, nextDueAtMs - nowMs))}</span>
      {state.value?.canSkip === true && (
        <button
          type="button"
          class="primary"
          onClick={() => void act(`/deliveries/${encodeURIComponent(id)}/skip`)}
        >
          {w.skip}
        </button>
      )}
    </p>
  );
}
