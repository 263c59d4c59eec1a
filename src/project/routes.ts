import type { Found, Route } from "./project.js";
import { fileOf, findAll, placesIn, type SourceFile } from "./source-files.js";

/** A prefix that a router, a blueprint or a group of routes has. */
export interface Mount {
  readonly prefix: string;
  /** The name of what is mounted. */
  readonly target: string;
  /** What files that import it call its own file. */
  readonly stems: ReadonlySet<string>;
}

/**
 * The routes of a pattern whose groups are the owner ("router") and the path, with the prefixes that mounts put
 * before them: those of the owner, and those of what is imported from the route's file.
 */
export function findRoutes(
  sources: readonly SourceFile[],
  pattern: RegExp,
  mounts: readonly Mount[] = [],
): Route[] {
  return sources.flatMap(({ name, text }) => {
    const placeOf = placesIn(name, text);
    return [...text.matchAll(pattern)].map((match) => {
      const { owner = "", path = "" } = match.groups ?? {};
      const mount =
        mounts.find(({ target }) => target === owner) ??
        mounts.find(({ stems }) => stems.has(stemOf(name)));
      return { path: joinPaths(mount?.prefix ?? "", path), at: placeOf(match.index) };
    });
  });
}

/** The mounts of a pattern whose groups are the prefix and the target. */
export function findMounts(sources: readonly SourceFile[], pattern: RegExp): Mount[] {
  return sources.flatMap(({ text }) =>
    [...text.matchAll(pattern)].map(({ groups: { prefix = "", target = "" } = {} }) => ({
      prefix,
      target,
      stems: stemsImporting(sources, target),
    })),
  );
}

/** The files that this name is imported from, or required, by their stems. */
function stemsImporting(sources: readonly SourceFile[], target: string): ReadonlySet<string> {
  if (!/^\w+$/.test(target)) return new Set();
  const importing = new RegExp(
    String.raw`(?:import\s+(?:\*\s+as\s+)?\{?[^;}]*\b${target}\b[^;}]*\}?\s+from\s*|\b${target}\b\s*\}?\s*=\s*require\()["']([^"']+)["']`,
    "g",
  );
  return new Set(findAll(sources, importing).map(({ value }) => stemOf(value)));
}

/** "routes/lark/index.ts" and "./routes/lark" are both "lark". */
const stemOf = (path: string): string =>
  path
    .replace(/\.\w+$/, "")
    .replace(/\/index$/, "")
    .split("/")
    .at(-1) ?? "";

/** "api/" and "lark" make "/api/lark". */
export function joinPaths(...parts: readonly string[]): string {
  const joined = parts
    .map((part) => part.replaceAll(/^\/+|\/+$/g, ""))
    .filter((part) => part !== "")
    .join("/");
  return `/${joined}`;
}

const telling = /event|webhook|lark|feishu|callback|hook/i;

/**
 * The route for events: one with the SDK behind it, otherwise one whose name says so, otherwise the only one.
 * A path with a parameter is none anybody could know.
 */
export function routeForEvents(routes: readonly Route[]): Found<string> | undefined {
  const plain = routes.filter(({ path }) => !/[:{}<>*$()\s]/.test(path));
  const [chosen = plain.length === 1 ? plain[0] : undefined] = [
    ...plain.filter(({ isSdk }) => isSdk === true),
    ...plain.filter(({ path }) => telling.test(path) && !/card|oauth/i.test(path)),
    ...plain.filter(({ at }) => plain.length > 1 && telling.test(fileOf(at))),
  ];
  return chosen && { value: chosen.path, at: chosen.at };
}
