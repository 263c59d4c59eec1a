import {
  type LimitBlock,
  limitBlocks,
  type LimitSource,
  type LimitsSummary,
  type PlaceSummary,
  type RefusalView,
} from "../../../rooms/rooms-state.js";
import type { RoomsWords } from "../../words/rooms-words.js";
import { timeText } from "./day-time.js";

/** "09:00–18:00 · ≤ 2 h · approval" */
export function limitsLine({ times, approval }: LimitsSummary, w: RoomsWords): string {
  const { isOn, start, end, maxHours } = times;
  return [
    ...(isOn ? [`${timeText(start)}–${timeText(end)}`, w.atMost(maxHours)] : [w.unlimited]),
    ...(approval.isOn ? [w.needsApproval] : []),
  ].join(" · ");
}

export function sourceText(source: LimitSource, w: RoomsWords): string {
  if (source.kind === "inherited") return w.from(source.from.name);
  return source.kind === "own" ? w.own : w.documented;
}

/** The one that says most about a place: something of its own, else the level that something is from. */
export function mainSource({ sources }: PlaceSummary): LimitSource {
  const all = limitBlocks.map((name) => sources[name]);
  const inherited = sources.time_config.kind === "inherited" ? sources.time_config : undefined;
  return (
    all.find(({ kind }) => kind === "own") ??
    inherited ??
    all.find(({ kind }) => kind === "inherited") ?? { kind: "documented" }
  );
}

/** What is wrong, in words for who types it; the server's own where there are none. */
export function refusalText({ rule, field, code, detail }: RefusalView, w: RoomsWords): string {
  const name = field?.split(".").at(-1) ?? "";
  return w.rules[rule ?? ""] ?? w.ranges[name] ?? w.codes[code] ?? detail;
}

/** Where a refusal is shown that names a whole block. */
const wholeBlock: Readonly<Partial<Record<string, string>>> = {
  reserve_scope_config: "reserve_scope_config.allow_users",
};

/** Whether the refusal is about this field, or about something in its list. */
export function isAbout({ field = "" }: RefusalView, shown: string): boolean {
  const named = wholeBlock[field] ?? field;
  return named === shown || named.startsWith(`${shown}[`);
}

export const blockWords = (name: LimitBlock, w: RoomsWords): string =>
  ({ approval_config: w.approvalBlock, time_config: w.times, reserve_scope_config: w.scope })[name];
