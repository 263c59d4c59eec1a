import type { ComponentChildren } from "preact";
import type {
  DepartmentsAnswer,
  LimitBlock,
  LimitSource,
  PeopleAnswer,
  PlaceKind,
  RefusalView,
} from "../../../rooms/rooms-state.js";
import { call } from "../../call.js";
import { words } from "../../words.js";
import { DayBar } from "./day-bar.js";
import { wireTime } from "./day-time.js";
import { NumberField, Switch, TimeField } from "./form-fields.js";
import type { LimitsDraft, Named } from "./limits-draft.js";
import { blockWords, isAbout, refusalText } from "./limits-words.js";
import { NamesField } from "./names-field.js";
import { SourceMark } from "./place-card.js";

export interface BlockProps<Name extends LimitBlock> {
  readonly draft: LimitsDraft[Name];
  readonly onDraft: (changes: Partial<LimitsDraft[Name]>) => void;
  readonly kind: PlaceKind;
  readonly refusals: readonly RefusalView[];
  readonly isSent: boolean;
  readonly onSent: (isSent: boolean) => void;
  readonly source: LimitSource;
}

/** What is wrong with a field, in words. */
const problemsOf =
  (block: LimitBlock, refusals: readonly RefusalView[]) =>
  (member: string): string[] => [
    ...new Set(
      refusals
        .filter((each) => isAbout(each, `${block}.${member}`))
        .map((each) => refusalText(each, words.value.rooms)),
    ),
  ];

type FrameProps = Pick<BlockProps<LimitBlock>, "isSent" | "onSent" | "source"> & {
  readonly name: LimitBlock;
  readonly children: ComponentChildren;
};

function BlockFrame({ name, isSent, onSent, source, children }: FrameProps) {
  const w = words.value.rooms;
  return (
    <fieldset class={isSent ? "block is-sent" : "block"}>
      <legend>
        {blockWords(name, w)} <code>{name}</code>
      </legend>
      <div class="row block-head">
        <SourceMark source={source} />
        <label class="sends">
          <input
            type="checkbox"
            checked={isSent}
            onChange={({ currentTarget }) => onSent(currentTarget.checked)}
          />{" "}
          {w.send}
        </label>
      </div>
      <div class="fields">{children}</div>
    </fieldset>
  );
}

interface CoverProps {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly covers: boolean;
  readonly onCovers: (covers: boolean) => void;
}

/** Of a level only. */
function CoverSwitch({ id, kind, covers, onCovers }: CoverProps) {
  if (kind === "room") return null;
  return (
    <Switch
      id={id}
      label={words.value.rooms.coverChildren}
      code="if_cover_child_scope"
      isOn={covers}
      onChange={onCovers}
    />
  );
}

export function TimesBlock({
  draft,
  onDraft,
  kind,
  refusals,
  ...frame
}: BlockProps<"time_config">) {
  const w = words.value.rooms;
  const problems = problemsOf("time_config", refusals);
  const of = (member: string) => ({ id: member, code: member, problems: problems(member) });
  return (
    <BlockFrame name="time_config" {...frame}>
      <Switch
        id="time_switch"
        code="time_switch"
        label={w.timeSwitch}
        isOn={draft.isOn}
        onChange={(isOn) => onDraft({ isOn })}
      />
      <TimeField
        {...of("start_time")}
        label={w.startTime}
        placeholder="00:00"
        hint={w.timeHint}
        value={draft.start}
        onValue={(start) => onDraft({ start })}
      />
      <TimeField
        {...of("end_time")}
        label={w.endTime}
        placeholder="24:00"
        value={draft.end}
        onValue={(end) => onDraft({ end })}
      />
      {frame.isSent && <DraftBar draft={draft} />}
      <NumberField
        {...of("max_duration")}
        label={w.maxDuration}
        placeholder="2"
        hint="1–99"
        value={draft.maxHours}
        onValue={(maxHours) => onDraft({ maxHours })}
      />
      <NumberField
        {...of("days_in_advance")}
        label={w.daysInAdvance}
        placeholder="365"
        hint="1–730"
        value={draft.days}
        onValue={(days) => onDraft({ days })}
      />
      <TimeField
        {...of("opening_hour")}
        label={w.openingHour}
        placeholder="08:00"
        hint={w.timeHint}
        value={draft.opening}
        onValue={(opening) => onDraft({ opening })}
      />
      <CoverSwitch
        id="time_cover"
        kind={kind}
        covers={draft.covers}
        onCovers={(covers) => onDraft({ covers })}
      />
    </BlockFrame>
  );
}

/** The day as it would be; nothing while a time is no time yet. */
function DraftBar({ draft }: { readonly draft: LimitsDraft["time_config"] }) {
  const [start, end, opening] = [
    wireTime(draft.start) || "0",
    wireTime(draft.end) || "86400",
    wireTime(draft.opening) || "28800",
  ].map(Number) as [number, number, number];
  if (![start, end, opening].every((time) => time >= 0 && time <= 86_400)) return null;
  return (
    <div class="field wide">
      <DayBar isOn={draft.isOn} start={start} end={end} opening={opening} />
    </div>
  );
}

async function searchPeople(text: string): Promise<readonly Named[]> {
  const path = `/people?text=${encodeURIComponent(text)}`;
  const { people } = await call<PeopleAnswer>("GET", path);
  return people.map(({ openId, name, department }) => ({ id: openId, name, hint: department }));
}

async function searchDepartments(text: string): Promise<readonly Named[]> {
  const path = `/departments?text=${encodeURIComponent(text)}`;
  const { departments } = await call<DepartmentsAnswer>("GET", path);
  return departments.map(({ departmentId, name, path: hint }) => ({
    id: departmentId,
    name,
    hint,
  }));
}

export function ApprovalBlock({
  draft,
  onDraft,
  refusals,
  ...rest
}: BlockProps<"approval_config">) {
  const w = words.value.rooms;
  const problems = problemsOf("approval_config", refusals);
  return (
    <BlockFrame name="approval_config" {...rest}>
      <Switch
        id="approval_switch"
        code="approval_switch"
        label={w.approvalSwitch}
        isOn={draft.isOn}
        onChange={(isOn) => onDraft({ isOn })}
      />
      <div class="field">
        <label for="approval_condition">
          {w.approvalCondition} <code>approval_condition</code>
        </label>
        <select
          id="approval_condition"
          value={draft.isForLong ? "1" : "0"}
          onChange={({ currentTarget }) => onDraft({ isForLong: currentTarget.value === "1" })}
        >
          <option value="0">{w.conditionAll}</option>
          <option value="1">{w.conditionLong}</option>
        </select>
      </div>
      {draft.isForLong && (
        <NumberField
          id="meeting_duration"
          code="meeting_duration"
          label={w.meetingDuration}
          placeholder="99"
          hint="0.1–99"
          problems={problems("meeting_duration")}
          value={draft.hours}
          onValue={(hours) => onDraft({ hours })}
        />
      )}
      <NamesField
        id="approvers"
        code="approvers"
        label={w.approvers}
        problems={problems("approvers")}
        hint={!draft.isOn && draft.approvers.length > 0 ? w.keptWhileOff : undefined}
        names={draft.approvers}
        search={searchPeople}
        onNames={(approvers) => onDraft({ approvers })}
      />
    </BlockFrame>
  );
}

export function ScopeBlock({
  draft,
  onDraft,
  kind,
  refusals,
  ...frame
}: BlockProps<"reserve_scope_config">) {
  const w = words.value.rooms;
  const problems = problemsOf("reserve_scope_config", refusals);
  const { isEverybody, users, departments } = draft;
  const keptHint = (list: readonly Named[]) =>
    isEverybody && list.length > 0 ? w.keptForAll : undefined;
  return (
    <BlockFrame name="reserve_scope_config" {...frame}>
      <div class="field">
        <label for="allow_all_users">
          {w.allowAllUsers} <code>allow_all_users</code>
        </label>
        <select
          id="allow_all_users"
          value={isEverybody ? "1" : "0"}
          onChange={({ currentTarget }) => onDraft({ isEverybody: currentTarget.value === "1" })}
        >
          <option value="1">{w.allUsers}</option>
          <option value="0">{w.someUsers}</option>
        </select>
      </div>
      {(!isEverybody || users.length > 0) && (
        <NamesField
          id="allow_users"
          code="allow_users"
          label={w.allowUsers}
          problems={problems("allow_users")}
          hint={keptHint(users)}
          names={users}
          search={searchPeople}
          onNames={(next) => onDraft({ users: next })}
        />
      )}
      {(!isEverybody || departments.length > 0) && (
        <NamesField
          id="allow_depts"
          code="allow_depts"
          label={w.allowDepts}
          problems={problems("allow_depts")}
          hint={keptHint(departments)}
          names={departments}
          search={searchDepartments}
          onNames={(next) => onDraft({ departments: next })}
        />
      )}
      <CoverSwitch
        id="scope_cover"
        kind={kind}
        covers={draft.covers}
        onCovers={(covers) => onDraft({ covers })}
      />
    </BlockFrame>
  );
}
