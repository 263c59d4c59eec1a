export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** "event.time_config.max_duration" or "event.approve_config.approvers[0]" as steps; undefined when malformed. */
export function parsePath(path: string): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  const step = /(?:^|\.)([A-Za-z_$][\w$-]*)|\[(\d+)\]/y;
  let position = 0;
  while (position < path.length) {
    step.lastIndex = position;
    const match = step.exec(path);
    if (!match) return undefined;
    steps.push(match[2] === undefined ? (match[1] as string) : Number(match[2]));
    position = step.lastIndex;
  }
  return steps.length === 0 ? undefined : steps;
}

/** Steps back as text: `a.b[0].c`. */
export function formatPath(steps: readonly (string | number)[]): string {
  return steps.reduce<string>(
    (text, step) =>
      typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`,
    "",
  );
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
    const inner = Array.isArray(expected)
      ? `${path}[${key}]`
      : path === ""
        ? key
        : `${path}.${key}`;
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
