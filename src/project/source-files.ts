import type { Found } from "./project.js";
import type { ProjectFiles } from "./project-files.js";

/** A file of the program. */
export interface SourceFile {
  readonly name: string;
  /** Comments are blanked out, so that what is commented out is not found; places stay. */
  readonly text: string;
}

const mostSources = 300;

/** The program's files whose names end in one of these: the first 300, none that is a test. */
export function sourceFiles(
  files: ProjectFiles,
  ending: RegExp,
  comments: RegExp = slashComments,
): SourceFile[] {
  return files.names
    .filter((name) => ending.test(name) && !testName.test(name))
    .slice(0, mostSources)
    .flatMap((name) => {
      const text = files.read(name);
      return text === undefined ? [] : [{ name, text: withoutComments(text, comments) }];
    });
}

const testName =
  /[._-](?:test|spec)\.\w+$|(?:^|\/)test_[^/]*$|\.d\.[cm]?ts$|(?:^|\/)\w+\.config\.\w+$/i;

/** Not what looks like one inside a URL. */
const slashComments = /(?<![:"'`\w])\/\/[^\n]*|\/\*[^]*?\*\//g;

export const hashComments = /(?<=^|\s)#[^\n]*/g;

const withoutComments = (text: string, comments: RegExp): string =>
  text.replaceAll(comments, (comment) => comment.replaceAll(/[^\n]/g, " "));

/** Every match of a pattern's first group, in the order of the files. */
export function findAll(sources: readonly SourceFile[], pattern: RegExp): Found<string>[] {
  return sources.flatMap(({ name, text }) => {
    const placeOf = placesIn(name, text);
    return [...text.matchAll(pattern)].flatMap((match) => {
      const value = match.slice(1).find((group) => group !== undefined);
      return value === undefined ? [] : [{ value, at: placeOf(match.index) }];
    });
  });
}

/** Each value once, where it is found first. */
export function firstOfEach(all: readonly Found<string>[]): Found<string>[] {
  const first = new Map<string, Found<string>>();
  for (const found of all) if (!first.has(found.value)) first.set(found.value, found);
  return [...first.values()];
}

/** Where a pattern is first met. */
export function findPlace(
  sources: readonly SourceFile[],
  pattern: RegExp,
): Found<true> | undefined {
  for (const { name, text } of sources) {
    const at = text.search(pattern);
    if (at >= 0) return { value: true, at: placesIn(name, text)(at) };
  }
  return undefined;
}

/** Says "server.js:12" for offsets in ascending order: a long text is counted through once. */
export function placesIn(name: string, text: string): (offset: number) => string {
  let line = 1;
  let lineEnd = text.indexOf("\n");
  return (offset) => {
    for (; lineEnd >= 0 && lineEnd < offset; lineEnd = text.indexOf("\n", lineEnd + 1)) line++;
    return `${name}:${line}`;
  };
}

/** The file of a place. */
export const fileOf = (at: string): string => at.replace(/:\d+$/, "");
