export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const step = /(?:^|(?<=[^])\.)([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/**
 * "event.time_config.max_duration", `event.approve_config.approvers[0]` or, for keys that are no plain
 * names, `event["a.b"]` as steps; undefined when malformed.
 */
export function parsePath(path: string): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  let position = 0;
  while (position < path.length) {
    step.lastIndex = position;
    const match = step.exec(path);
    if (!match) return undefined;
    const [, name, index, quoted] = match;
    if (name !== undefined) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) {
      const key = unquote(quoted);
      if (key === undefined) return undefined;
      steps.push(key);
    }
    position = step.lastIndex;
  }
  return steps.length === 0 ? undefined : steps;
}

function unquote(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

/** Steps back as text: `a.b[0].c`. */
export function formatPath(steps: readonly (string | number)[]): string {
  return steps.reduce<string>(appendStep, "");
}

function appendStep(path: string, step: string | number): string {
  if (typeof step === "number") return `${path}[${step}]`;
  if (!/^[A-Za-z_$][\w$-]*$/.test(step)) return `${path}[${JSON.stringify(step)}]`;
  return path === "" ? step : `${path}.${step}`;
}

/** A JSON pointer ("/event/approvers/0") as the path the rest of the program prints. */
export function pointerToPath(pointer: string): string {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return formatPath(steps);
}

export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Where two JSON values differ, in document order; `undefined` stands for "absent". */
export function diffJson(expected: unknown, actual: unknown, path = ""): Difference[] {
  if (Object.is(expected, actual)) return [];
  if (
    !isContainer(expected) ||
    !isContainer(actual) ||
    Array.isArray(expected) !== Array.isArray(actual)
  ) {
    return [{ path, expected, actual }];
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...keys].flatMap((key) => {
    const inner = appendStep(path, Array.isArray(expected) ? Number(key) : key);
    return diffJson(expected[key], actual[key], inner);
  });
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** True for `{…}`, false for arrays, null and everything else. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return isContainer(value) && !Array.isArray(value);
}
