import { isRecord } from "./json-path.js";
import { didYouMean } from "./suggestions.js";

export type Variables = Readonly<Record<string, string | number | boolean | null>>;

type Steps = readonly (string | number)[];

export interface VariableSources {
  readonly variables: Variables;
  /** Values for ${env:NAME}; left out: such texts stay as they are. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Told of each variable nobody set, with the place of the text that names it. */
  readonly onUnknown: (path: Steps, message: string) => void;
}

/** A document's own variables; each may stand on the environment and on those before it. */
export function readVariables(
  written: Variables,
  sources: Omit<VariableSources, "variables">,
): Variables {
  let variables: Variables = {};
  for (const [name, value] of Object.entries(written)) {
    const expanded = expandVariables(value, { ...sources, variables }, ["variables", name]);
    variables = { ...variables, [name]: expanded as Variables[string] };
  }
  return variables;
}

/**
 * Replaces ${name} and ${env:NAME} in every text of a value. A text that is nothing but one variable
 * takes the variable's own type, so `count: ${many}` stays a number. Unknown ones are left standing.
 */
export function expandVariables(value: unknown, sources: VariableSources, at: Steps = []): unknown {
  if (typeof value === "string") return expandText(value, sources, at);
  if (Array.isArray(value)) {
    return value.map((item, index) => expandVariables(item, sources, [...at, index]));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, expandVariables(item, sources, [...at, key])]),
  );
}

function expandText(text: string, sources: VariableSources, at: Steps): unknown {
  const whole = /^\$\{([^{}]+)\}$/.exec(text);
  if (whole?.[1] !== undefined) return lookUp(whole[1], text, sources, at);
  return text.replaceAll(/\$\{([^{}]+)\}/g, (written, name: string) =>
    String(lookUp(name, written, sources, at)),
  );
}

function lookUp(
  name: string,
  written: string,
  { variables, env, onUnknown }: VariableSources,
  at: Steps,
): Variables[string] {
  if (name.startsWith("env:")) {
    if (!env) return written;
    const value = env[name.slice(4)];
    if (value !== undefined) return value;
    onUnknown(at, `the environment has no ${name.slice(4)}. Set it before the run.`);
    return written;
  }
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (value !== undefined) return value;
  const hint = didYouMean(name, Object.keys(variables)) || "Set it under variables, above its use.";
  onUnknown(at, `there is no variable "${name}". ${hint}`);
  return written;
}
