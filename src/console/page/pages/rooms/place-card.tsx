import { useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { isOn, type LimitSource, type PlaceDetail } from "../../../rooms/rooms-state.js";
import { hashOf } from "../../route.js";
import { words } from "../../words.js";
import { DayBar } from "./day-bar.js";
import { timeText } from "./day-time.js";
import { draftOf } from "./limits-draft.js";
import { sourceText } from "./limits-words.js";

/** The chosen room or level: who may book it, and when. */
export function PlaceCard({ detail }: { readonly detail: PlaceDetail }) {
  const { place, config } = detail;
  const { time_config: times } = config;
  const w = words.value.rooms;
  return (
    <section class="card" aria-labelledby="place-name">
      <PathLine detail={detail} />
      <h2 id="place-name" class="place-title">
        {place.name}
      </h2>
      <p class="row faint place-facts">
        <span class="badge">{place.kind === "room" ? w.room : w.level}</span>
        {place.capacity !== undefined && <span>{w.seats(place.capacity)}</span>}
        {place.isDisabled && <span class="badge warn">{w.disabled}</span>}
        {place.kind === "level" && <span>{w.below(detail.below.levels, detail.below.rooms)}</span>}
        {detail.otherIds.map((id) => (
          <code key={id}>{id}</code>
        ))}
        <code class="long-id">{place.id}</code>
        <CopyButton key={place.id} text={place.id} />
      </p>
      <DayBar
        isOn={isOn(times.time_switch)}
        start={Number(times.start_time)}
        end={Number(times.end_time)}
        opening={Number(times.opening_hour)}
      />
      <h3 class="hidden">{w.limitsNow}</h3>
      <LimitsInWords detail={detail} />
    </section>
  );
}

function PathLine({ detail: { path } }: { readonly detail: PlaceDetail }) {
  if (path.length === 0) return null;
  return (
    <nav class="path" aria-label={words.value.rooms.path}>
      {path.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && <span aria-hidden="true"> / </span>}
          <a href={hashOf("rooms", id)}>{name}</a>
        </span>
      ))}
    </nav>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const w = words.value.rooms;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  return (
    <button type="button" class="small" onClick={() => void copy()}>
      {isCopied ? w.copied : w.copy}
    </button>
  );
}

function LimitsInWords({ detail }: { readonly detail: PlaceDetail }) {
  const { config, place } = detail;
  const { time_config: times, approve_config: approval, reserve_scope_config: scope } = config;
  const { approval_config: approvalNames, reserve_scope_config: scopeNames } = draftOf(detail);
  const w = words.value.rooms;
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  const { sources } = place;
  const aboveHours = isOn(approval.approval_condition) ? approval.meeting_duration : undefined;
  return (
    <dl class="limits">
      <Limit name={w.who} source={sources.reserve_scope_config}>
        {isOn(scope.allow_all_users)
          ? w.everybody
          : w.only(names(scopeNames.users), names(scopeNames.departments))}
      </Limit>
      {isOn(times.time_switch) ? (
        <>
          <Limit name={w.when} source={sources.time_config}>
            {w.whenText(timeText(Number(times.start_time)), timeText(Number(times.end_time)))}
          </Limit>
          <Limit name={w.longest}>{w.longestText(times.max_duration)}</Limit>
          <Limit name={w.ahead}>
            {w.aheadText(times.days_in_advance, timeText(Number(times.opening_hour)))}
          </Limit>
        </>
      ) : (
        <Limit name={w.when} source={sources.time_config}>
          {w.timesOff}
        </Limit>
      )}
      <Limit name={w.approval} source={sources.approval_config}>
        {isOn(approval.approval_switch)
          ? w.approvalText(aboveHours, names(approvalNames.approvers))
          : w.noApproval}
      </Limit>
    </dl>
  );
}

interface LimitProps {
  readonly name: string;
  readonly source?: LimitSource;
  readonly children: ComponentChildren;
}

function Limit({ name, source, children }: LimitProps) {
  return (
    <div class="limit">
      <dt>{name}</dt>
      <dd>
        {children} {source && <SourceMark source={source} />}
      </dd>
    </div>
  );
}

export function SourceMark({ source }: { readonly source: LimitSource }) {
  const text = sourceText(source, words.value.rooms);
  if (source.kind === "inherited") {
    return (
      <a class="badge inherited" href={hashOf("rooms", source.from.id)}>
        {text}
      </a>
    );
  }
  return <span class={source.kind === "own" ? "badge own" : "badge"}>{text}</span>;
}
