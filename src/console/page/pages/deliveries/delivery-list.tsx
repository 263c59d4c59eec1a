import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { DeliverySummary } from "../../../console-state.js";
import { words } from "../../words.js";
import { DeliveryRow } from "./delivery-row.js";

/** As `.delivery-list .option` has it. */
const rowHeight = 58;
/** Rows above and below what is seen, so that a quick flick shows no gap. */
const spare = 6;

interface DeliveryListProps {
  readonly deliveries: readonly DeliverySummary[];
  readonly chosenId: string | undefined;
  readonly onChoose: (id: string) => void;
  /** Whether the newest is in sight: only then may the list move by itself. */
  readonly onTop: (isAtTop: boolean) => void;
}

/** Ten thousand rows of one height, of which only those in sight are in the document. */
export function DeliveryList({ deliveries, chosenId, onChoose, onTop }: DeliveryListProps) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  /** Where the active one was last: it may be forgotten while it is. */
  const lastIndex = useRef(-1);
  const [activeId, setActiveId] = useState<string | undefined>(chosenId);
  const count = deliveries.length;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const indexOf = (id: string | undefined): number =>
    id === undefined ? -1 : deliveries.findIndex((each) => each.id === id);

  const isChosenThere = indexOf(chosenId) >= 0;
  useLayoutEffect(() => {
    setActiveId(chosenId);
    reveal(indexOf(chosenId));
  }, [chosenId, isChosenThere]);

  function reveal(index: number): void {
    const element = box.current;
    if (!element || index < 0) return;
    const from = index * rowHeight;
    if (from < element.scrollTop) element.scrollTop = from;
    const below = from + rowHeight - element.clientHeight;
    if (below > element.scrollTop) element.scrollTop = below;
  }

  function move(to: number): void {
    const index = Math.max(0, Math.min(count - 1, to));
    setActiveId(deliveries[index]?.id);
    lastIndex.current = index;
    reveal(index);
    // From the first key on a row is looked at: nothing may move it.
    onTop(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const found = indexOf(activeId);
    const active = found < 0 ? lastIndex.current : found;
    const page = Math.max(1, Math.floor(height / rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active < 0 ? 0 : active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    };
    const to = moves[event.key];
    const isChoice = (event.key === "Enter" || event.key === " ") && activeId !== undefined;
    if (to === undefined && !isChoice) return;
    event.preventDefault();
    if (to !== undefined) move(to);
    else if (activeId !== undefined) onChoose(activeId);
  }

  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const shown = deliveries.slice(first, Math.ceil((top + height) / rowHeight) + spare);
  const isActiveShown = shown.some(({ id }) => id === activeId);
  return (
    <div
      ref={box}
      class="delivery-list"
      role="listbox"
      tabIndex={0}
      aria-label={words.value.deliveries.list.label}
      aria-activedescendant={isActiveShown ? `delivery-${activeId}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={() => {
        if (activeId === undefined) setActiveId(deliveries[first]?.id);
      }}
      onBlur={({ currentTarget }) => onTop(isAtTop(currentTarget))}
      onScroll={({ currentTarget }) => {
        setTop(currentTarget.scrollTop);
        if (document.activeElement !== currentTarget) onTop(isAtTop(currentTarget));
        else if (!isAtTop(currentTarget)) onTop(false);
      }}
    >
      <Space rows={first} />
      {shown.map((delivery, index) => (
        <div
          key={delivery.id}
          id={`delivery-${delivery.id}`}
          class={`option${delivery.id === activeId ? " active" : ""}`}
          role="option"
          aria-selected={delivery.id === chosenId}
          aria-setsize={count}
          aria-posinset={first + index + 1}
          onClick={() => onChoose(delivery.id)}
        >
          <DeliveryRow delivery={delivery} />
        </div>
      ))}
      <Space rows={count - first - shown.length} />
    </div>
  );
}

const isAtTop = ({ scrollTop }: Element): boolean => scrollTop < rowHeight / 2;

/** Stands for rows that are not in the document. An SVG has a height without a style attribute. */
const Space = ({ rows }: { readonly rows: number }) => (
  <svg class="space" aria-hidden="true" width="1" height={rows * rowHeight} />
);
