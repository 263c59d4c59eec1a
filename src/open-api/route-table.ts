import type { Operation } from "./operation.js";

/** Something at a method and a path with `:parameters`. */
export type Routed = Pick<Operation, "method" | "path">;

export interface Match<Route extends Routed> {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
}

type Segments = readonly string[];

/**
 * Finds what is at a method and path; of two that fit, the one with fewer parameters:
 * `/reserve_configs/reserve_scope` before `/reserve_configs/:id`. Slashes may be doubled in front, as a
 * domain with a slash at its end makes them, and one may be at the end.
 */
export function createRouteTable<Route extends Routed>(
  routes: readonly Route[],
): (method: string, pathname: string) => Match<Route> | undefined {
  const table = new Map<string, { route: Route; segments: Segments }[]>();
  for (const route of routes.toSorted((one, other) => parameters(one) - parameters(other))) {
    const segments = segmentsOf(route.path);
    const key = `${route.method.toUpperCase()} ${segments.length}`;
    table.set(key, [...(table.get(key) ?? []), { route, segments }]);
  }
  return (method, pathname) => {
    const segments = segmentsOf(pathname);
    const found = table
      .get(`${method} ${segments.length}`)
      ?.find((candidate) => fits(candidate.segments, segments));
    return found && { route: found.route, path: parametersIn(found.segments, segments) };
  };
}

const parameters = ({ path }: Routed): number => path.split("/:").length - 1;

const segmentsOf = (path: string): Segments =>
  path.replace(/^\/+/, "").replace(/\/$/, "").split("/");

const fits = (pattern: Segments, segments: Segments): boolean =>
  pattern.every((each, index) => each === segments[index] || isFilled(each, segments[index]));

const isFilled = (pattern: string, segment = ""): boolean =>
  pattern.startsWith(":") && segment !== "";

function parametersIn(pattern: Segments, segments: Segments): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  pattern.forEach((each, index) => {
    if (each.startsWith(":")) found[each.slice(1)] = decoded(segments[index] ?? "");
  });
  return found;
}

/** A broken percent-encoding stays as it is: it is the id of nothing. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
