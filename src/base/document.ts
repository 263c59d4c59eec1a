import { isUtf8 } from "node:buffer";
import { documentTexts } from "./document-texts.js";
import { messageOf, MocklarkError } from "./errors.js";
import { findDeepNesting, findDeepYaml } from "./nesting.js";
import { printable } from "./printable.js";
import { hideSecretsOf, withoutSecretMembers } from "./secret-members.js";
import { type Text, verbatim } from "./text.js";

export interface Position {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

/** A JSON or YAML text as a value that remembers where each part stood. */
export interface SourceDocument {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  /** Where the value at these steps stands; the nearest parent's place when it is absent. */
  locate(steps: readonly (string | number)[]): Position;
  /** Where the name of the member at these steps stands; as `locate` when there is no such name. */
  locateName(steps: readonly (string | number)[]): Position;
}

/**
 * Reads JSON or YAML (every JSON text is YAML). The yaml package is loaded on first use.
 * @throws MocklarkError MALFORMED_DOCUMENT with line, column and a code frame
 */
export async function parseDocument(source: string, file: string): Promise<SourceDocument> {
  const {
    parseDocument: parseYaml,
    LineCounter,
    isMap,
    isNode,
    isScalar,
    visit,
  } = await import("yaml");
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  if (text.includes("\0")) throw notText(file);
  // Read before the YAML below, whose complaints about broken JSON are about indentation.
  refuseDeepNesting(text, file, isJson(text, file) ? findDeepNesting : findDeepYaml);
  const json = isJson(text, file) ? { value: parseStrictJson(text, file) } : undefined;
  const lineCounter = new LineCounter();
  const document = parseYaml(text, { lineCounter, uniqueKeys: true, prettyErrors: false });
  const problem = document.errors[0];
  if (problem) {
    const reason =
      problem.code === "MULTIPLE_DOCS"
        ? documentTexts("second-document")
        : verbatim(problem.message);
    throw malformed(text, file, reason, positionAt(problem.pos[0]));
  }

  function positionAt(offset: number): Position {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  /** A value that contains itself has no end for whoever walks through it. */
  function refuseCycles(): void {
    visit(document, {
      Alias(_key, alias, ancestors) {
        const target = alias.resolve(document);
        if (target === undefined || !ancestors.includes(target)) return;
        const reason = documentTexts("cycle", { alias: alias.source });
        throw malformed(text, file, reason, positionAt(alias.range?.[0] ?? 0));
      },
    });
  }

  /** Aliases are resolved, and their number bounded, only when the value is taken out. */
  function valueOf(): unknown {
    refuseCycles();
    try {
      return document.toJS();
    } catch (error) {
      let at = 0;
      visit(document, {
        Alias(_key, alias) {
          if (alias.resolve(document) !== undefined) return undefined;
          at = alias.range?.[0] ?? 0;
          return visit.BREAK;
        },
      });
      throw malformed(text, file, verbatim(messageOf(error)), positionAt(at));
    }
  }

  const nodeAt = (steps: readonly (string | number)[]): unknown =>
    steps.length === 0 ? document.contents : document.getIn(steps, true);

  function locate(steps: readonly (string | number)[]): Position {
    for (let length = steps.length; length >= 0; length--) {
      const node = nodeAt(steps.slice(0, length));
      if (isNode(node) && node.range) return positionAt(node.range[0]);
    }
    return { line: 1, column: 1 };
  }

  /** Resolving what is no alias takes thousands of times as long as looking at it. */
  function nameOf(key: unknown): unknown {
    if (isScalar(key)) return key.value;
    return isNode(key) ? key.toJS(document) : undefined;
  }

  return {
    file,
    text,
    value: json ? json.value : valueOf(),
    locate,
    locateName(steps) {
      const parent = nodeAt(steps.slice(0, -1));
      const names = isMap(parent) ? parent.items.map(({ key }) => key) : [];
      const name = names.find((key) => nameOf(key) === steps.at(-1));
      return isNode(name) && name.range ? positionAt(name.range[0]) : locate(steps);
    },
  };
}

/** What is in no YAML file and begins as JSON does is meant as JSON, whatever it is called. */
function isJson(text: string, file: string): boolean {
  return file.endsWith(".json") || (!/\.ya?ml$/.test(file) && /^\s*[[{]/.test(text));
}

function notText(file: string): MocklarkError {
  return new MocklarkError("MALFORMED_DOCUMENT", documentTexts("not-text", { file }), {
    remedy: documentTexts("name-a-text"),
  });
}

/**
 * The text of a file's bytes.
 * @throws MocklarkError MALFORMED_DOCUMENT for bytes that are not UTF-8
 */
export function decodeText(bytes: Buffer, file: string): string {
  if (!isUtf8(bytes)) throw notText(file);
  return bytes.toString("utf8");
}

/**
 * Reads JSON and nothing else.
 * @throws MocklarkError MALFORMED_DOCUMENT with line, column and a code frame
 */
export function parseStrictJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = messageOf(error);
    const reason = verbatim(withoutPlace(message));
    throw malformed(text, file, reason, placeOf(text, offsetIn(message, text)));
  }
}

/** @throws MocklarkError MALFORMED_DOCUMENT for a text whose levels the stack might not bear */
export function refuseDeepNesting(text: string, file: string, find: typeof findDeepNesting): void {
  const offset = find(text, deepestNesting);
  if (offset === undefined) return;
  throw malformed(text, file, documentTexts("too-deep"), placeOf(text, offset));
}

/** Levels of lists and objects: far more than any document of ours has, far fewer than the stack bears. */
const deepestNesting = 200;

/** The line and column of an offset. */
export function placeOf(text: string, offset: number): Position {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end !== -1 && end < offset; end = text.indexOf("\n", start)) {
    line++;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

/** V8 ends its message with where it was, which the position says better. */
function withoutPlace(message: string): string {
  return message
    .replace(/, (?:\.\.\.)?".*$/s, "")
    .replace(/(?: in JSON)?(?: at position \d+)?(?: \(line \d+ column \d+\))?$/, "");
}

/** V8 names the position, or quotes ten characters before and after it, or says that the text just ended. */
function offsetIn(message: string, text: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const quoted = /^Unexpected token '(.+?)', (\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/s.exec(
    message,
  );
  if (!quoted) return text.length;
  const [, token = "", cutBefore, context = ""] = quoted;
  return cutBefore === undefined ? text.indexOf(token) : text.indexOf(context) + 10;
}

/** The error of a text that is not the JSON or YAML it should be. */
function malformed(text: string, file: string, why: Text, position: Position): MocklarkError {
  const reason = why.with((words) => hideSecretsOf(text, words));
  return new MocklarkError(
    "MALFORMED_DOCUMENT",
    documentTexts("malformed", { file, ...position, reason }),
    {
      frame: codeFrame(text, position),
      remedy: documentTexts("correct-it"),
      details: { file, ...position },
    },
  );
}

const frameWidth = 120;

/** The lines around a position, the line itself marked and the column under it; without what is secret. */
export function codeFrame(text: string, position: Position): string {
  return codeFrames(text)(position);
}

/** The same for many positions of one text, which is looked through for secrets once. */
export function codeFrames(source: string): (position: Position) => string {
  // Before anything is cut: a part of a value has no name beside it.
  const { text, moved } = withoutSecretMembers(source);
  return ({ line, column }) => {
    const offset = moved(startOfLine(source, line) + column - 1);
    const start = text.lastIndexOf("\n", offset - 1) + 1;
    return frameAround(text, { line, column: offset - start + 1 });
  };
}

function frameAround(text: string, { line, column }: Position): string {
  const first = Math.max(1, line - 2);
  const lines = linesFrom(text, first, line + 2);
  const last = first + lines.length - 1;
  const width = String(last).length;
  // One line of minified JSON can be a megabyte long; the frame shows the part around the column.
  const from = column > frameWidth - 20 ? column - Math.floor(frameWidth / 2) : 0;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const content = printable(
      (lines[number - first] ?? "").slice(from, from + frameWidth),
    ).replaceAll("\t", " ");
    const marker = number === line ? ">" : " ";
    frame.push(`${marker} ${String(number).padStart(width)} | ${content}`.trimEnd());
    if (number !== line) continue;
    frame.push(`  ${" ".repeat(width)} | ${blank(content.slice(0, column - 1 - from))}^`);
  }
  return frame.join("\n");
}

/** Some lines of a text, without taking all of it apart. */
function linesFrom(text: string, first: number, last: number): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let number = 1; number <= last && start !== -1; number++) {
    const end = text.indexOf("\n", start);
    const line = () => text.slice(start, end === -1 ? undefined : end).replace(/\r$/, "");
    if (number >= first) lines.push(line());
    start = end === -1 ? -1 : end + 1;
  }
  return lines;
}

function startOfLine(text: string, line: number): number {
  let start = 0;
  for (let number = 1; number < line; number++) start = text.indexOf("\n", start) + 1 || start;
  return start;
}

/** As wide as the text on a terminal: East Asian characters take two columns, as an ideographic space does. */
function blank(text: string): string {
  return text
    .replace(
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/g,
      "\u3000",
    )
    .replace(/[^\u3000]/g, " ");
}
