import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { deliveries } from "../live.js";
import { Problem } from "../parts/problem.js";
import { hashOf, route } from "../route.js";
import { words } from "../words.js";
import { problem } from "./deliveries/act.js";
import "./deliveries/deliveries.css";
import { DeliveryList } from "./deliveries/delivery-list.js";
import { DeliveryView } from "./deliveries/delivery-view.js";
import { filterOf, fitting } from "./deliveries/filter.js";
import { FilterBar } from "./deliveries/filter-bar.js";
import { useHeldList } from "./deliveries/held-list.js";
import { Toolbar } from "./deliveries/toolbar.js";

/** The live list, and the one that is chosen in it. */
export function DeliveriesPage() {
  const w = words.value.deliveries;
  const { id } = route.value;
  // Read through these, the page is drawn again only when they change, not with every delivery.
  const isEmpty = useComputed(() => deliveries.value.length === 0).value;
  return (
    <div class={`deliveries${id === undefined ? "" : " has-chosen"}`}>
      <h2>{w.title}</h2>
      <Toolbar />
      <Problem problem={problem.value} />
      <div class="columns">
        <section class="listed" aria-label={w.title}>
          {!isEmpty && <FilterBar />}
          <Listed />
        </section>
        {id === undefined ? (
          !isEmpty && <p class="choose faint">{w.view.choose}</p>
        ) : (
          <Chosen key={id} id={id} />
        )}
      </div>
    </div>
  );
}

function Chosen({ id }: { readonly id: string }) {
  const summary = useComputed(() => deliveries.value.find((each) => each.id === id)).value;
  return <DeliveryView id={id} summary={summary} />;
}

function Listed() {
  const w = words.value.deliveries.list;
  const { id, query } = route.value;
  const all = deliveries.value;
  const fits = fitting(all, filterOf(query));
  const isAtTop = useSignal(true);
  const list = useRef<HTMLDivElement>(null);
  const isHeld = id !== undefined || !isAtTop.value;
  const { shown, arrived, release } = useHeldList(fits, { isHeld, chosenId: id });
  const redraw = useSignal(0);
  void redraw.value;
  if (all.length === 0) return <Nothing title={w.empty} hint={w.emptyHint} />;
  if (fits.length === 0) {
    return (
      <Nothing title={w.nothingFits}>
        <a href={hashOf("deliveries", id)}>{w.resetFilter}</a>
      </Nothing>
    );
  }
  return (
    <div ref={list}>
      <p class="row count faint">
        <span>{w.count(fits.length, all.length)}</span>
        {arrived > 0 && (
          <button
            type="button"
            onClick={() => {
              release();
              list.current?.querySelector(".delivery-list")?.scrollTo(0, 0);
              redraw.value++;
            }}
          >
            {w.arrived(arrived)}
          </button>
        )}
      </p>
      <DeliveryList
        deliveries={shown}
        chosenId={id}
        onChoose={(chosen) => {
          location.hash = hashOf("deliveries", chosen, query);
        }}
        onTop={(isTop) => {
          isAtTop.value = isTop;
        }}
      />
    </div>
  );
}

function Nothing({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children?: preact.ComponentChildren;
}) {
  return (
    <div class="card empty">
      <p>{title}</p>
      {hint !== undefined && <p class="faint">{hint}</p>}
      {children}
    </div>
  );
}
