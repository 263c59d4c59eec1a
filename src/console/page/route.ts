import { signal } from "@preact/signals";

export const pageNames = ["rooms", "deliveries", "app", "contract"] as const;

export type PageName = (typeof pageNames)[number];

/** Where we are: `#/deliveries/ID?status=pending`. It is in the address, so a reload comes back to it. */
export interface Route {
  readonly page: PageName;
  /** What is chosen on the page. */
  readonly id: string | undefined;
  readonly query: URLSearchParams;
}

export const route = signal<Route>(parseRoute(location.hash));

addEventListener("hashchange", () => {
  route.value = parseRoute(location.hash);
});

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [name, id] = path.split("/", 2);
  const page = pageNames.find((each) => each === name) ?? "rooms";
  return {
    page,
    id: id === undefined || id === "" ? undefined : decoded(id),
    query: new URLSearchParams(query),
  };
}

/** An address that somebody shortened or mistyped must not stop the page: nothing has such an id. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

export function hashOf(page: PageName, id?: string, query?: URLSearchParams): string {
  const search = query === undefined || query.size === 0 ? "" : `?${query.toString()}`;
  return `#/${page}${id === undefined ? "" : `/${encodeURIComponent(id)}`}${search}`;
}
