import { useEffect, useRef, useState } from "preact/hooks";
import type { PlaceSummary } from "../../../rooms/rooms-state.js";
import { hashOf, route } from "../../route.js";
import { words } from "../../words.js";
import { limitsLine, mainSource, sourceText } from "./limits-words.js";
import { chosen, levels, open, openIds, readMore, rootId, shut } from "./places.js";

type TreeRow = PlaceRow | MoreRow;

interface PlaceRow {
  readonly key: string;
  readonly place: PlaceSummary;
  readonly depth: number;
  readonly parentKey: string | undefined;
  readonly position: number;
  readonly siblings: number;
}

/** Stands for the children that were not read yet. */
interface MoreRow extends Omit<PlaceRow, "place"> {
  readonly levelId: string;
  readonly left: number;
}

/** What is to be seen of the tree, from the top. */
function visibleRows(): TreeRow[] {
  const root = levels.value.get(rootId.value ?? "");
  if (!root) return [];
  const rows: TreeRow[] = [];
  const add = (row: PlaceRow): void => {
    rows.push(row);
    const level = levels.value.get(row.key);
    if (!level || !openIds.value.has(row.key)) return;
    const { children, childCount } = level;
    const common = { depth: row.depth + 1, parentKey: row.key, siblings: childCount };
    children.forEach((place, index) =>
      add({ ...common, key: place.id, place, position: index + 1 }),
    );
    const left = childCount - children.length;
    if (left <= 0) return;
    const position = children.length + 1;
    rows.push({ ...common, key: `${row.key}+`, position, levelId: row.key, left });
  };
  add({
    key: root.place.id,
    place: root.place,
    depth: 1,
    parentKey: undefined,
    position: 1,
    siblings: 1,
  });
  return rows;
}

/** Moves the tree alone: on a small screen the page would jump with it. */
function showInside(element: HTMLElement | undefined): void {
  const tree = element?.parentElement;
  if (!element || !tree) return;
  const [inside, outside] = [element.getBoundingClientRect(), tree.getBoundingClientRect()];
  if (inside.top < outside.top) tree.scrollTop -= outside.top - inside.top;
  if (inside.bottom > outside.bottom) tree.scrollTop += inside.bottom - outside.bottom;
}

const choosePlace = (id: string): void => {
  location.hash = hashOf("rooms", id, route.value.query);
};

/** Levels and rooms with their limits; arrow keys walk it, as in every tree. */
export function PlaceTree() {
  const rows = visibleRows();
  const elements = useRef(new Map<string, HTMLElement>());
  const [walked, setWalked] = useState<string | undefined>(undefined);
  const chosenKey = chosen.value?.place.id;
  const isChosenThere = rows.some(({ key }) => key === chosenKey);
  const current =
    [walked, chosenKey].find((key) => rows.some((row) => row.key === key)) ?? rows[0]?.key;

  useEffect(() => {
    setWalked(undefined);
    showInside(elements.current.get(chosenKey ?? ""));
  }, [chosenKey, isChosenThere]);

  function focus(row: TreeRow | undefined): void {
    if (!row) return;
    setWalked(row.key);
    elements.current.get(row.key)?.focus();
  }
  function act(row: TreeRow): void {
    if ("levelId" in row) void readMore(row.levelId);
    else choosePlace(row.key);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const index = rows.findIndex(({ key }) => key === current);
    const row = rows[index];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const isOpen = openIds.value.has(row.key);
    const canOpen = "place" in row && row.place.hasChildren;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(rows[index + 1]),
      ArrowUp: () => focus(rows[index - 1]),
      Home: () => focus(rows[0]),
      End: () => focus(rows.at(-1)),
      ArrowRight: () => {
        if (canOpen && !isOpen) void open(row.key);
        else if (canOpen) focus(rows[index + 1]);
      },
      ArrowLeft: () => {
        if (canOpen && isOpen) shut(row.key);
        else focus(rows.find(({ key }) => key === row.parentKey));
      },
      Enter: () => act(row),
      " ": () => act(row),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  return (
    <div role="tree" aria-label={words.value.rooms.tree} class="tree" onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <div
          key={row.key}
          ref={(element) => {
            if (element) elements.current.set(row.key, element);
            else elements.current.delete(row.key);
          }}
          role="treeitem"
          class={`tree-row depth-${Math.min(row.depth, 8)}`}
          aria-level={row.depth}
          aria-posinset={row.position}
          aria-setsize={row.siblings}
          aria-selected={row.key === chosenKey}
          {...("place" in row &&
            row.place.hasChildren && { "aria-expanded": openIds.value.has(row.key) })}
          tabIndex={row.key === current ? 0 : -1}
          onFocus={() => setWalked(row.key)}
          onClick={() => act(row)}
        >
          {"place" in row ? <PlaceLine place={row.place} /> : <MoreLine left={row.left} />}
        </div>
      ))}
    </div>
  );
}

const MoreLine = ({ left }: { readonly left: number }) => (
  <span class="tree-more">{words.value.rooms.showMore(left)}</span>
);

function PlaceLine({ place }: { readonly place: PlaceSummary }) {
  const isOpen = openIds.value.has(place.id);
  const toggle = (event: Event): void => {
    event.stopPropagation();
    if (isOpen) shut(place.id);
    else void open(place.id);
  };
  return (
    <>
      <span class="twist" aria-hidden="true" onClick={place.hasChildren ? toggle : undefined}>
        {place.hasChildren && (
          <svg viewBox="0 0 10 10" width="10" height="10">
            <path d={isOpen ? "M1 3 L5 7 L9 3" : "M3 1 L7 5 L3 9"} />
          </svg>
        )}
      </span>
      <PlaceWords place={place} />
    </>
  );
}

/** Name, limits in a line, and whose they are. */
export function PlaceWords({ place }: { readonly place: PlaceSummary }) {
  const w = words.value.rooms;
  const source = mainSource(place);
  return (
    <span class="place-words">
      <span class="place-head">
        <span class={place.kind === "level" ? "place-name is-level" : "place-name"}>
          {place.name}
        </span>
        {place.isDisabled && <span class="badge warn">{w.disabled}</span>}
        {source.kind !== "documented" && (
          <span class={source.kind === "own" ? "badge own" : "badge inherited"}>
            {sourceText(source, w)}
          </span>
        )}
      </span>
      {(place.kind === "room" || source.kind === "own") && (
        <span class="place-limits">{limitsLine(place.limits, w)}</span>
      )}
    </span>
  );
}
