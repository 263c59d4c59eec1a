import { useEffect, useState } from "preact/hooks";
import type { FoundPlace, SearchAnswer } from "../../../rooms/rooms-state.js";
import { call } from "../../call.js";
import { hashOf, route } from "../../route.js";
import { words } from "../../words.js";
import { createLatest } from "./create-latest.js";
import { PlaceWords } from "./place-tree.js";

/** What is looked for is in the address, and no step back for each letter of it. */
function setText(text: string): void {
  const query = new URLSearchParams(route.value.query);
  if (text === "") query.delete("text");
  else query.set("text", text);
  location.replace(hashOf("rooms", route.value.id, query));
}

export const searchedText = (): string => route.value.query.get("text") ?? "";

export function SearchBox() {
  const w = words.value.rooms;
  return (
    <label class="search">
      <span>{w.search}</span>
      <input
        type="search"
        value={searchedText()}
        placeholder={w.searchPlaceholder}
        maxLength={200}
        autocomplete="off"
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
    </label>
  );
}

/** Rooms and levels by name. @param revision of the tenant: what it changes is looked for again */
export function SearchResults({
  text,
  revision,
}: {
  readonly text: string;
  readonly revision: number;
}) {
  const [answer, setAnswer] = useState<SearchAnswer | undefined>(undefined);
  // The page says already that the server is gone.
  const [latest] = useState(() => createLatest(() => {}));
  useEffect(() => {
    const path = `/search?text=${encodeURIComponent(text)}`;
    latest.ask(() => call<SearchAnswer>("GET", path), setAnswer, 120);
    return latest.drop;
  }, [text, revision]);
  const w = words.value.rooms;
  return (
    <>
      <p class="faint" aria-live="polite">
        {answer ? w.found(answer.found.length, answer.hasMore) : w.loading}
      </p>
      <ul class="found">
        {answer?.found.map((place) => (
          <li key={place.id}>
            <FoundLine place={place} />
          </li>
        ))}
      </ul>
    </>
  );
}

function FoundLine({ place }: { readonly place: FoundPlace }) {
  return (
    <a
      href={hashOf("rooms", place.id, route.value.query)}
      aria-current={route.value.id === place.id ? "true" : undefined}
    >
      <PlaceWords place={place} />
      <span class="place-limits">{place.path.map(({ name }) => name).join(" / ")}</span>
    </a>
  );
}
