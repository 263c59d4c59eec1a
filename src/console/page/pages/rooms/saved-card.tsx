import { useEffect, useRef } from "preact/hooks";
import type { DeliverySummary } from "../../../console-state.js";
import type { PlaceName } from "../../../rooms/rooms-state.js";
import { deliveries, state } from "../../live.js";
import { hashOf } from "../../route.js";
import { words } from "../../words.js";

export interface SavedChange {
  /** Of the newest delivery before it was saved. */
  readonly afterSequence: number;
}

interface SavedCardProps {
  readonly saved: SavedChange;
  readonly place: PlaceName;
}

const marks: Readonly<Partial<Record<DeliverySummary["status"], string>>> = {
  succeeded: "pass",
  "given-up": "fail",
};

/** The events that a saved change brought about, as they are on their way. */
export function SavedCard({ saved: { afterSequence }, place }: SavedCardProps) {
  const w = words.value.rooms;
  const element = useRef<HTMLElement>(null);
  useEffect(() => element.current?.scrollIntoView({ block: "nearest" }), [afterSequence]);
  const went = deliveries.value
    .filter(({ sequence, scope }) => sequence > afterSequence && scope.id === place.id)
    .toReversed();
  const nameOf = (appId: string) =>
    state.value?.apps.find((app) => app.appId === appId)?.name ?? appId;
  return (
    <section ref={element} class="card saved" role="status">
      <p>
        <strong>{w.saved}</strong> {went.length === 0 ? w.savedNoEvent : w.savedEvents(went.length)}
      </p>
      <ul class="went">
        {went.slice(0, 10).map(({ id, eventId, appId, status, last }) => (
          <li key={id} class="row">
            <span class={`badge ${marks[status] ?? ""}`}>{w.status[status]}</span>
            <span>{nameOf(appId)}</span>
            <a href={hashOf("deliveries", id)}>
              <code>{eventId}</code>
            </a>
            {last?.status !== undefined && <span class="faint">{last.status}</span>}
          </li>
        ))}
      </ul>
      <a href={hashOf("deliveries", undefined, new URLSearchParams({ q: place.id }))}>
        {w.allOfThis}
      </a>
    </section>
  );
}
