import { signal } from "@preact/signals";
import type { PlaceDetail, PlaceSummary } from "../../../rooms/rooms-state.js";
import { call, CallProblem } from "../../call.js";

/** A level whose children are here, as many as were asked for. */
export interface OpenLevel {
  readonly place: PlaceSummary;
  readonly children: readonly PlaceSummary[];
  readonly childCount: number;
}

/** The levels whose children are known, by id. */
export const levels = signal<ReadonlyMap<string, OpenLevel>>(new Map());
export const rootId = signal<string | undefined>(undefined);
/** The levels that are open in the tree. */
export const openIds = signal<ReadonlySet<string>>(new Set());
/** What is shown beside the tree. */
export const chosen = signal<PlaceDetail | undefined>(undefined);
/** Whether what the address names is not there. */
export const isMissing = signal(false);

/** The id in the address; undefined for the root. */
let chosenId: string | undefined;

const detailPath = (id: string | undefined): string =>
  id?.startsWith("omm_") === true
    ? `/rooms/${encodeURIComponent(id)}`
    : `/levels/${encodeURIComponent(id ?? "root")}`;

/** Shows a room or level, and opens the tree down to it. */
export async function choose(id: string | undefined): Promise<void> {
  chosenId = id;
  const detail = await readChosen();
  if (!detail || chosenId !== id) return;
  const { path, place } = detail;
  const above = path.map((each) => each.id);
  const opened = place.kind === "level" ? [...above, place.id] : above;
  await Promise.all(
    opened.filter((each) => !levels.value.has(each)).map((each) => readLevel(each)),
  );
  rootId.value ??= opened[0];
  openIds.value = new Set([...openIds.value, ...opened]);
  if (!isBegun) await begin(opened[0]);
}

let isBegun = false;

/** When the page is opened. */
async function begin(root: string | undefined): Promise<void> {
  isBegun = true;
  const top = root === undefined ? undefined : await ask(root);
  if (top && top.below.rooms <= fewRooms && top.below.levels <= fewRooms)
    await openAll(top.place.id);
}

const ask = async (id: string): Promise<PlaceDetail | undefined> => {
  try {
    return await call("GET", detailPath(id));
  } catch {
    return undefined;
  }
};

/** Of a small company everything is seen at once. */
const fewRooms = 80;

async function openAll(levelId: string): Promise<void> {
  await open(levelId);
  const below = levels.value.get(levelId)?.children ?? [];
  await Promise.all(below.filter((each) => each.hasChildren).map(({ id }) => openAll(id)));
}

/** Reads what is shown beside the tree again. */
export async function readChosen(): Promise<PlaceDetail | undefined> {
  const id = chosenId;
  try {
    const detail = await call<PlaceDetail>("GET", detailPath(id));
    if (id !== chosenId) return undefined;
    chosen.value = detail;
    isMissing.value = false;
    return detail;
  } catch (error) {
    if (error instanceof CallProblem && id === chosenId) {
      chosen.value = undefined;
      isMissing.value = true;
    }
    return undefined;
  }
}

export async function open(levelId: string): Promise<void> {
  if (!levels.value.has(levelId)) await readLevel(levelId);
  openIds.value = new Set([...openIds.value, levelId]);
}

export function shut(levelId: string): void {
  openIds.value = new Set([...openIds.value].filter((each) => each !== levelId));
}

/** @param atLeast how many children to read; what one answer holds is the least */
async function readLevel(levelId: string, atLeast = 0): Promise<void> {
  const children: PlaceSummary[] = [];
  let detail: PlaceDetail;
  try {
    do {
      detail = await call("GET", `${detailPath(levelId)}?from=${children.length}`);
      children.push(...detail.children);
    } while (detail.children.length > 0 && children.length < Math.min(atLeast, detail.childCount));
  } catch (error) {
    // Deleted meanwhile; or the server is gone, which the page says already.
    if (error instanceof CallProblem) shut(levelId);
    return;
  }
  const { place, childCount } = detail;
  levels.value = new Map(levels.value).set(levelId, { place, children, childCount });
}

/** The next of the children of a level that has very many. */
export async function readMore(levelId: string): Promise<void> {
  const known = levels.value.get(levelId);
  if (!known) return;
  try {
    const from = known.children.length;
    const next = await call<PlaceDetail>("GET", `${detailPath(levelId)}?from=${from}`);
    const children = [...known.children, ...next.children];
    levels.value = new Map(levels.value).set(levelId, { ...known, children });
  } catch {
    // As above.
  }
}

/** Where something changes all the time, it is read so often. */
const betweenMs = 200;

let isRefreshing = false;
let isDue = false;

/** Reads again all that is shown; of many calls in a row the last counts. */
export async function refresh(): Promise<void> {
  isDue = true;
  if (isRefreshing) return;
  isRefreshing = true;
  try {
    while (isDue) {
      isDue = false;
      await readChosen();
      await Promise.all(
        [...openIds.value].map((id) => readLevel(id, levels.value.get(id)?.children.length)),
      );
      if (isDue) await new Promise((resolve) => setTimeout(resolve, betweenMs));
    }
  } finally {
    isRefreshing = false;
  }
}
