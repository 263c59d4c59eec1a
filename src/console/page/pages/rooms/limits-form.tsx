import { useEffect, useState } from "preact/hooks";
import {
  type LimitBlock,
  limitBlocks,
  type PlaceDetail,
  type PreviewAnswer,
} from "../../../rooms/rooms-state.js";
import { call, CallProblem } from "../../call.js";
import { deliveries } from "../../live.js";
import { language, words } from "../../words.js";
import { createLatest } from "./create-latest.js";
import { ApprovalBlock, ScopeBlock, TimesBlock } from "./limit-blocks.js";
import {
  type ChangeBody,
  changeOf,
  draftOf,
  editedBlocks,
  type LimitsDraft,
} from "./limits-draft.js";
import { isAbout, refusalText } from "./limits-words.js";
import { type PatchAnswer, patchLimits, reasonOf } from "./patch-limits.js";
import { chosen, readChosen } from "./places.js";
import { PreviewCard } from "./preview-card.js";
import { SavedCard, type SavedChange } from "./saved-card.js";

/** Long enough to type on, short enough to seem at once. */
const previewAfterMs = 200;

interface LimitsFormProps {
  readonly detail: PlaceDetail;
  /** Of the tenant. */
  readonly revision: number;
}

/** The limits in the platform's own terms, what saving them would send, and the saving. */
export function LimitsForm({ detail, revision }: LimitsFormProps) {
  const edits = useEdits(detail);
  const { draft, sent, change } = edits;
  const preview = usePreview(detail, change, revision);
  const saving = useSaving(detail, change, edits.reset);
  const refusals = preview?.kind === "refused" ? preview.refusals : [];
  const of = <Name extends LimitBlock>(name: Name) => ({
    draft: draft[name],
    onDraft: (changes: Partial<LimitsDraft[Name]>) => {
      edits.edit(name, changes);
      saving.forget();
    },
    kind: detail.place.kind,
    refusals,
    isSent: sent.includes(name),
    onSent: (isSent: boolean) => edits.setSent(name, isSent),
    source: detail.place.sources[name],
  });
  const w = words.value.rooms;
  const isStale = edits.isStale && !saving.isSaving;
  const unplaced = refusals.filter((each) => !shownFields.some((field) => isAbout(each, field)));
  return (
    <>
      <form
        class="card limits-form"
        aria-labelledby="limits-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (sent.length > 0 && !saving.isSaving) void saving.save();
        }}
      >
        <h3 id="limits-form">{w.change}</h3>
        <TimesBlock {...of("time_config")} />
        <ApprovalBlock {...of("approval_config")} />
        <ScopeBlock {...of("reserve_scope_config")} />
        <div class="save-bar">
          <div aria-live="polite">
            {isStale && (
              <p class="notice">
                {w.changedElsewhere}{" "}
                <button type="button" onClick={edits.reset}>
                  {w.takeOver}
                </button>
              </p>
            )}
            {unplaced.map((each) => (
              <p key={each.detail} class="problem">
                {refusalText(each, w)}
              </p>
            ))}
            {saving.refusal && <SaveProblem answer={saving.refusal} />}
            {saving.isUnreachable && <p class="problem">{w.unreachable}</p>}
          </div>
          <div class="row">
            <button type="submit" class="primary" disabled={sent.length === 0 || saving.isSaving}>
              {saving.isSaving ? w.saving : w.save}
            </button>
            <button type="button" disabled={sent.length === 0} onClick={edits.reset}>
              {w.discard}
            </button>
            <span class="faint">{sent.length === 0 ? w.nothingToSend : w.willSend(sent)}</span>
            <Outlook preview={preview} />
          </div>
        </div>
      </form>
      {saving.saved && <SavedCard saved={saving.saved} place={detail.place} />}
      <PreviewCard preview={preview} detail={detail} change={change} />
    </>
  );
}

/** What will come of it, in a word: the preview itself may be below the edge of the window. */
function Outlook({ preview }: { readonly preview: PreviewAnswer | undefined }) {
  const w = words.value.rooms;
  if (!preview) return null;
  if (preview.kind === "refused") return <span class="badge fail">{w.wouldBeRefused}</span>;
  return (
    <a class="badge" href="#preview" onClick={showPreview}>
      {w.eventsToCome(preview.eventCount)}
    </a>
  );
}

/** The address says where we are, and not which part of the page is seen. */
function showPreview(event: Event): void {
  event.preventDefault();
  document.getElementById("preview")?.scrollIntoView({ block: "start" });
}

/** Where the form has a place for what is wrong. */
const shownFields = [
  ...["start_time", "end_time", "max_duration", "days_in_advance", "opening_hour"].map(
    (member) => `time_config.${member}`,
  ),
  "approval_config.meeting_duration",
  "approval_config.approvers",
  "reserve_scope_config.allow_users",
  "reserve_scope_config.allow_depts",
];

function SaveProblem({ answer }: { readonly answer: PatchAnswer }) {
  const reason = reasonOf(answer);
  return (
    <div class="problem" role="alert">
      <p>{words.value.rooms.refused(String(answer.code), answer.msg)}</p>
      {reason !== undefined && <p lang="en">{reason}</p>}
    </div>
  );
}

/** What stands in the form, beside what the server has. */
function useEdits(detail: PlaceDetail) {
  const [base, setBase] = useState(() => draftOf(detail));
  const [draft, setDraft] = useState(base);
  const [chosenBlocks, setChosenBlocks] = useState<Partial<Record<LimitBlock, boolean>>>({});
  const edited = editedBlocks(base, draft);
  const current = draftOf(detail);
  const isOutdated = editedBlocks(base, current).length > 0;
  function reset(): void {
    const now = chosen.value?.place.id === detail.place.id ? draftOf(chosen.value) : current;
    setBase(now);
    setDraft(now);
    setChosenBlocks({});
  }
  // Nobody is typing: what changed elsewhere is shown as it is.
  useEffect(() => {
    if (isOutdated && edited.length === 0) reset();
  });
  const sent = limitBlocks.filter((name) => chosenBlocks[name] ?? edited.includes(name));
  return {
    draft,
    sent,
    change: changeOf(draft, sent, detail.place.kind),
    isStale: isOutdated && edited.length > 0,
    reset,
    edit<Name extends LimitBlock>(name: Name, changes: Partial<LimitsDraft[Name]>): void {
      setDraft((before) => ({ ...before, [name]: { ...before[name], ...changes } }));
    },
    setSent: (name: LimitBlock, isSent: boolean) =>
      setChosenBlocks((before) => ({ ...before, [name]: isSent })),
  };
}

/** What the change would do, asked again after each edit; undefined while there is none. */
function usePreview(
  { place }: PlaceDetail,
  change: ChangeBody,
  revision: number,
): PreviewAnswer | undefined {
  const [preview, setPreview] = useState<PreviewAnswer | undefined>(undefined);
  const [latest] = useState(() => createLatest(() => setPreview(undefined)));
  const asked = JSON.stringify(change);
  useEffect(() => {
    if (asked === "{}") {
      setPreview(undefined);
      return undefined;
    }
    const body = { scopeId: place.id, scopeType: place.kind, change };
    const ask = () => call<PreviewAnswer>("POST", "/preview", body);
    latest.ask(ask, setPreview, previewAfterMs);
    return latest.drop;
  }, [asked, place.id, revision, language.value]);
  return asked === "{}" ? undefined : preview;
}

function useSaving({ place }: PlaceDetail, change: ChangeBody, reset: () => void) {
  const [isSaving, setIsSaving] = useState(false);
  const [refusal, setRefusal] = useState<PatchAnswer | undefined>(undefined);
  const [isUnreachable, setIsUnreachable] = useState(false);
  const [saved, setSaved] = useState<SavedChange | undefined>(undefined);

  function forget(): void {
    setRefusal(undefined);
    setIsUnreachable(false);
  }
  async function save(): Promise<void> {
    setIsSaving(true);
    forget();
    const afterSequence = deliveries.value[0]?.sequence ?? 0;
    try {
      const answer = await patchLimits(place, change);
      if (answer.code !== 0) return setRefusal(answer);
      setSaved({ afterSequence });
      // The tree follows when the tenant's revision does.
      await readChosen();
      reset();
    } catch (error) {
      if (error instanceof CallProblem) setRefusal({ code: 0, msg: error.message });
      else setIsUnreachable(true);
    } finally {
      setIsSaving(false);
    }
  }
  return { isSaving, refusal, isUnreachable, saved, save, forget };
}
