import { catalogues, Text } from "./text.js";

/**
 * The text that a JSON report holds as data, to be worded again; undefined where its catalogue is not loaded, or
 * is of another version. A text is itself. Its values are as they were written, by whomever.
 */
export function textFrom(data: unknown): Text | undefined {
  if (data instanceof Text) return data;
  if (typeof data !== "object" || data === null || !("kind" in data)) return undefined;
  const { kind, ...values } = data;
  const [, room = "", name = ""] = /^(.*)\/([^/]*)$/.exec(String(kind)) ?? [];
  const catalogue = catalogues.get(room);
  const wordings = catalogue && Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  return wordings && new Text(String(kind), wordings, valuesFrom(values) as typeof values);
}

function valuesFrom(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => textFrom(one) ?? valuesFrom(one));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, textFrom(one) ?? valuesFrom(one)]),
  );
}
