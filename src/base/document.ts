import { MocklarkError } from "./errors.js";

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
}

/**
 * Reads JSON or YAML (every JSON text is YAML). The yaml package is loaded on first use.
 * @throws MocklarkError MALFORMED_DOCUMENT with line, column and a code frame
 */
export async function parseDocument(text: string, file: string): Promise<SourceDocument> {
  const { parseDocument: parseYaml, LineCounter, isNode } = await import("yaml");
  const lineCounter = new LineCounter();
  const document = parseYaml(text, { lineCounter, uniqueKeys: true, prettyErrors: false });
  const problem = document.errors[0];
  if (problem) throw malformed(text, file, problem.message, positionAt(problem.pos[0]));

  function positionAt(offset: number): Position {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  return {
    file,
    text,
    value: file.endsWith(".json") ? parseStrictJson(text, file) : document.toJS(),
    locate(steps) {
      for (let length = steps.length; length >= 0; length--) {
        const node =
          length === 0 ? document.contents : document.getIn(steps.slice(0, length), true);
        if (isNode(node) && node.range) return positionAt(node.range[0]);
      }
      return { line: 1, column: 1 };
    },
  };
}

function parseStrictJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const offset = Number(/position (\d+)/.exec(reason)?.[1] ?? 0);
    const before = text.slice(0, offset).split("\n");
    const position = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    throw malformed(text, file, reason, position);
  }
}

function malformed(text: string, file: string, reason: string, position: Position): MocklarkError {
  return new MocklarkError(
    "MALFORMED_DOCUMENT",
    `Failed to read ${file}: line ${position.line}, column ${position.column}: ${reason}.`,
    {
      frame: codeFrame(text, position),
      remedy: "Correct the syntax there.",
      details: { file, ...position },
    },
  );
}

/** The lines around a position, the line itself marked and the column under it. */
export function codeFrame(text: string, { line, column }: Position): string {
  const lines = text.split(/\r?\n/);
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 2);
  const width = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const content = (lines[number - 1] ?? "").slice(0, 160);
    frame.push(`${number === line ? ">" : " "} ${String(number).padStart(width)} | ${content}`);
    if (number === line)
      frame.push(`  ${" ".repeat(width)} | ${" ".repeat(Math.max(0, column - 1))}^`);
  }
  return frame.join("\n");
}
