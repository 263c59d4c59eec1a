import { hashOf, route } from "../../route.js";
import { words } from "../../words.js";
import { statuses } from "./filter.js";

/** The filter is in the address, and nowhere else. */
export function setFilter(name: "status" | "q", value: string): void {
  const query = new URLSearchParams(route.value.query);
  if (value === "") query.delete(name);
  else query.set(name, value);
  location.replace(hashOf("deliveries", route.value.id, query));
}

export function FilterBar() {
  const w = words.value.deliveries;
  const { query } = route.value;
  return (
    <div class="row filter" role="search">
      <input
        type="search"
        aria-label={w.list.search}
        placeholder={w.list.searchHint}
        value={query.get("q") ?? ""}
        onInput={({ currentTarget }) => setFilter("q", currentTarget.value)}
      />
      <select
        aria-label={w.list.status}
        value={query.get("status") ?? ""}
        onChange={({ currentTarget }) => setFilter("status", currentTarget.value)}
      >
        <option value="">{w.list.anyStatus}</option>
        {statuses.map((status) => (
          <option key={status} value={status}>
            {w.status[status]}
          </option>
        ))}
      </select>
    </div>
  );
}
