import { MocklarkError } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { didYouMean } from "../base/suggestions.js";

export type Variables = Readonly<Record<string, string | number | boolean | null>>;

export interface VariableSources {
  readonly variables: Variables;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Replaces ${name} and ${env:NAME} in every text of a value. A text that is nothing but one variable
 * takes the variable's own type, so `count: ${many}` stays a number.
 * @throws MocklarkError USAGE for a variable nobody set
 */
export function expandVariables(value: unknown, sources: VariableSources): unknown {
  if (typeof value === "string") return expandText(value, sources);
  if (Array.isArray(value)) return value.map((item) => expandVariables(item, sources));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, expandVariables(item, sources)]),
  );
}

function expandText(text: string, sources: VariableSources): unknown {
  const whole = /^\$\{([^}]+)\}$/.exec(text);
  if (whole?.[1] !== undefined) return lookUp(whole[1], sources);
  return text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => String(lookUp(name, sources)));
}

function lookUp(name: string, { variables, env }: VariableSources): Variables[string] {
  if (name.startsWith("env:")) {
    const value = env[name.slice(4)];
    if (value !== undefined) return value;
    throw new MocklarkError("USAGE", `The environment has no ${name.slice(4)}.`, {
      remedy: `Set it, for example ${name.slice(4)}=… mocklark run ….`,
    });
  }
  const value = variables[name];
  if (value !== undefined) return value;
  throw new MocklarkError("USAGE", `There is no variable "${name}".`, {
    remedy: didYouMean(name, Object.keys(variables)) || "Set it under variables.",
  });
}
