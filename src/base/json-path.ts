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

/**
 * The steps of a JSON pointer ("/event/approvers/0") into this value. Below a list a step is an index; the
 * pointer alone does not tell "0" the index from "0" the key.
 */
export function stepsOfPointer(pointer: string, root: unknown): (string | number)[] {
  let current = root;
  return pointer
    .split("/")
    .slice(1)
    .map((part) => {
      const step = Array.isArray(current)
        ? Number(part)
        : part.replaceAll("~1", "/").replaceAll("~0", "~");
      current = valueAt(current, [step]);
      return step;
    });
}

/** What stands at these steps; undefined when nothing does. */
export function valueAt(root: unknown, steps: readonly (string | number)[]): unknown {
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    root,
  );
}

/** True for `{…}`, false for arrays, null and everything else. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
