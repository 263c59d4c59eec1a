import type {
  PlaceDetail,
  PreviewAnswer,
  PreviewedChange,
  PreviewedEvent,
} from "../../../rooms/rooms-state.js";
import { words } from "../../words.js";
import type { ChangeBody } from "./limits-draft.js";
import { patchBody, patchPath } from "./patch-limits.js";

interface PreviewCardProps {
  readonly preview: PreviewAnswer | undefined;
  readonly detail: PlaceDetail;
  readonly change: ChangeBody;
}

/** What saving would send, and to whom. */
export function PreviewCard({ preview, detail, change }: PreviewCardProps) {
  const w = words.value.rooms;
  const hasChange = Object.keys(change).length > 0;
  return (
    <section class="card" aria-labelledby="preview">
      <h3 id="preview">{w.preview}</h3>
      <div aria-live="polite">
        {!preview && <p class="faint">{hasChange ? w.loading : w.previewEmpty}</p>}
        {preview?.kind === "refused" && <p class="problem">{w.previewRefused}</p>}
        {preview?.kind === "previewed" && <Notes preview={preview} detail={detail} />}
      </div>
      {preview?.kind === "previewed" &&
        preview.events.map((each, index) => (
          <EventView key={each.event.header.event_id} previewed={each} isOpen={index === 0} />
        ))}
      {preview?.kind === "previewed" && preview.eventCount > preview.events.length && (
        <p class="faint">{w.moreEvents(preview.eventCount - preview.events.length)}</p>
      )}
      {hasChange && (
        <details>
          <summary>{w.request}</summary>
          <pre tabIndex={0} aria-label={w.request}>
            {`PATCH ${patchPath(detail.place)}\n\n${JSON.stringify(patchBody(detail.place, change), null, 2)}`}
          </pre>
        </details>
      )}
    </section>
  );
}

function Notes({
  preview: { eventCount, untold, follows },
  detail: { place, below },
}: {
  readonly preview: PreviewedChange;
  readonly detail: PlaceDetail;
}) {
  const w = words.value.rooms;
  return (
    <>
      {eventCount === 0 && <p>{w.noEvent}</p>}
      {place.kind === "level" && (
        <p>{follows.length > 0 ? w.follows(below.levels, below.rooms, follows) : w.followsNot}</p>
      )}
      {untold.map(({ appName, reason }) => (
        <p key={appName} class="faint">
          {w.untold[reason](appName)}
        </p>
      ))}
    </>
  );
}

function EventView({
  previewed: { appName, channel, scope, event },
  isOpen,
}: {
  readonly previewed: PreviewedEvent;
  readonly isOpen: boolean;
}) {
  const w = words.value.rooms;
  const title = w.eventFor(appName, scope.name);
  return (
    <details open={isOpen}>
      <summary>
        {title} <span class="badge">{channel === "webhook" ? w.byWebhook : w.byConnection}</span>
      </summary>
      <pre tabIndex={0} aria-label={title}>
        {JSON.stringify(event, null, 2)}
      </pre>
    </details>
  );
}
