import { isRecord } from "./json-path.js";
import { suggestion } from "./suggestions.js";
import { createTexts, type Text } from "./text.js";

const texts = createTexts("variable", {
  "not-in-environment": {
    en: ({ name }: { name: string }) => `the environment has no ${name}. Set it before the run.`,
    zh: ({ name }) => `没有环境变量 ${name}。请在运行前设置。`,
  },
  unknown: {
    en: ({ name, hint }: { name: string; hint: string }) =>
      `there is no variable "${name}". ${hint}`,
    zh: ({ name, hint }) => `没有变量「${name}」。${hint}`,
  },
  "set-it": {
    en: "Set it under variables, above its use.",
    zh: "在 variables 中设置，且须在使用之前。",
  },
});

export type Variables = Readonly<Record<string, string | number | boolean | null>>;

type Steps = readonly (string | number)[];

export interface VariableSources {
  readonly variables: Variables;
  /** Values for ${env:NAME}; left out: such texts stay as they are. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Told of each variable nobody set, with the place of the text that names it. */
  readonly onUnknown: (path: Steps, message: Text) => void;
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
    onUnknown(at, texts("not-in-environment", { name: name.slice(4) }));
    return written;
  }
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (value !== undefined) return value;
  const hint = suggestion(name, Object.keys(variables)) ?? texts("set-it");
  onUnknown(at, texts("unknown", { name, hint }));
  return written;
}
