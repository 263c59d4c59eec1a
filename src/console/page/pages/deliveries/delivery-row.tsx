import { reserveConfigEventType } from "../../../../event/reserve-config/reserve-config-event.js";
import type { DeliverySummary } from "../../../console-state.js";
import { state } from "../../live.js";
import { words } from "../../words.js";
import { effectTone, statusTone } from "./effect-tone.js";
import { timeText } from "./time-text.js";

/** One delivery in two lines: what it is about, and what came of it. */
export function DeliveryRow({ delivery }: { readonly delivery: DeliverySummary }) {
  const w = words.value.deliveries;
  const { scope, eventId, eventType, status, attempts, last, isUnderWay, effects, forgery } =
    delivery;
  const most = forgery ? 1 : (state.value?.waitsMs.length ?? 4) + 1;
  return (
    <>
      <span class="line">
        <span class="name">{scope.name ?? scope.id}</span>
        {forgery && <span class="badge warn">{w.forged}</span>}
        <span class={`badge ${forgery ? "" : statusTone[status]}`}>
          {forgery ? (last ? w.answer(last) : "") : w.status[status]}
        </span>
        <time class="faint">{timeText(delivery.acceptedAtMs)}</time>
      </span>
      <span class="line faint">
        <span class="mono">{eventId.slice(0, 8)}</span>
        {eventType !== reserveConfigEventType && <span class="mono type">{eventType}</span>}
        <span>{w.attemptsOf(attempts, Math.max(most, attempts))}</span>
        <span class="answer">
          {isUnderWay ? w.underWay : forgery ? "" : last ? w.answer(last) : ""}
        </span>
        <span class={`effect ${effectTone(delivery)}`}>
          {effects.kind === "counted"
            ? w.effects.counted(effects.count)
            : effects.reason === "waiting"
              ? w.effects.waiting
              : w.effects.unknown}
        </span>
      </span>
    </>
  );
}
