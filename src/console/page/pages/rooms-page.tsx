import { useEffect } from "preact/hooks";
import { isConnected, state } from "../live.js";
import { hashOf, route } from "../route.js";
import { words } from "../words.js";
import { LimitsForm } from "./rooms/limits-form.js";
import { PlaceCard } from "./rooms/place-card.js";
import { SearchBox, searchedText, SearchResults } from "./rooms/place-search.js";
import { PlaceTree } from "./rooms/place-tree.js";
import { choose, chosen, isMissing, levels, refresh, rootId } from "./rooms/places.js";
import "./rooms/rooms.css";

/** Levels and rooms with their limits, and the form that changes them. */
export function RoomsPage() {
  const { id } = route.value;
  const revision = state.value?.tenant.revision ?? 0;
  useEffect(() => void choose(id), [id]);
  // A server that was started anew counts from the beginning.
  useEffect(() => void refresh(), [revision, isConnected.value]);
  const text = searchedText();
  const w = words.value.rooms;
  return (
    <>
      <h2 class="hidden">{w.title}</h2>
      <div class="columns rooms">
        <section class="card places" aria-label={w.tree}>
          <SearchBox />
          {text === "" ? <PlaceTree /> : <SearchResults text={text} revision={revision} />}
          {text === "" && <Emptiness />}
        </section>
        <div class="place">
          <Chosen revision={revision} />
        </div>
      </div>
    </>
  );
}

/** A company without rooms has a root at the most. */
function Emptiness() {
  const root = levels.value.get(rootId.value ?? "");
  const isEmpty = root?.childCount === 0 || (isMissing.value && route.value.id === undefined);
  return isEmpty ? <p class="faint">{words.value.rooms.noRooms}</p> : null;
}

function Chosen({ revision }: { readonly revision: number }) {
  const w = words.value.rooms;
  const detail = chosen.value;
  if (isMissing.value) {
    if (route.value.id === undefined) return null;
    return (
      <div class="card" role="status">
        <p>{w.notThere}</p>
        <a href={hashOf("rooms")}>{w.toTheTop}</a>
      </div>
    );
  }
  if (!detail) return <p class="faint">{w.loading}</p>;
  return (
    <>
      <PlaceCard detail={detail} />
      <LimitsForm key={detail.place.id} detail={detail} revision={revision} />
    </>
  );
}
