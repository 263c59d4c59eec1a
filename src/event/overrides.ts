import { ellipsize } from "../base/ellipsize.js";
import { MocklarkError } from "../base/errors.js";
import { formatPath, isRecord, parsePath, type Json } from "../base/json-path.js";
import { suggestion } from "../base/suggestions.js";
import type { Text } from "../base/text.js";
import { expectedText } from "./expected-text.js";
import { overrideTexts } from "./override-texts.js";
import type { ReserveConfigEvent } from "./reserve-config/reserve-config-event.js";
import { eventNode } from "./reserve-config/event-node.js";
import { allowsType, nodeAt, type SchemaNode } from "./schema-node.js";
import { showValue } from "./violation.js";

type Steps = readonly (string | number)[];

/** One value to put at one place of an event. */
export interface Override {
  /** "event.time_config.max_duration", "event.approve_config.approvers[0].user_id.open_id". */
  readonly path: string;
  readonly value: Json;
}

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T;

/**
 * What a caller wants different: by path (`{ "event.time_config.max_duration": 4 }`) or as part of an
 * event (`{ event: { time_config: { max_duration: 4 } } }`; lists are replaced as a whole).
 */
export type Overrides = DeepPartial<ReserveConfigEvent> | { readonly [path: string]: Json };

export interface OverrideOptions {
  readonly set?: Overrides | readonly Override[] | undefined;
  /** Paths to take out; each must be there. */
  readonly unset?: readonly string[] | undefined;
}

/**
 * Reads `path=value` as it stands behind `--set`. The value is read by the type the schema gives the path:
 * strings are taken literally, so `event.time_config.end_time=86400` is the string "86400"; lists,
 * objects and null are JSON.
 * @throws MocklarkError INVALID_OVERRIDE
 */
export function parseOverride(text: string, root: SchemaNode = eventNode): Override {
  const equals = text.indexOf("=");
  if (equals < 1) {
    throw invalid(overrideTexts("not-path-value", { seen: showValue(text) }), {
      remedy: overrideTexts("write-path-value"),
    });
  }
  const path = text.slice(0, equals).trim();
  return { path, value: parseValue(path, knownNode(root, path).node, text.slice(equals + 1)) };
}

/**
 * A copy of the event with values put in and taken out; parts that do not change are shared with it.
 * Missing parents are made. The result is not validated.
 * @throws MocklarkError INVALID_OVERRIDE when a path does not exist
 */
export function applyOverrides<T extends object = ReserveConfigEvent>(
  event: T,
  { set, unset = [] }: OverrideOptions,
  root: SchemaNode = eventNode,
): T {
  let changed: unknown = event;
  for (const { path, value } of listOverrides(root, set)) {
    changed = put(changed, { steps: knownNode(root, path).steps, path, at: 0 }, value);
  }
  for (const path of unset) {
    changed = remove(root, changed, { steps: stepsOf(root, path), path, at: 0 });
  }
  return changed as T;
}

function listOverrides(root: SchemaNode, set: OverrideOptions["set"]): readonly Override[] {
  if (set === undefined) return [];
  if (Array.isArray(set)) return set as readonly Override[];
  return Object.entries(set).flatMap(([key, value]) => flattenOverride(key, value, root));
}

/** An override, and where in the value it was given as it stood. */
interface NestedOverride extends Override {
  readonly within: Steps;
}

/**
 * The single fields that a path and its value set. A path says which place is meant, so what it holds
 * replaces; an object under "event" or "header" adds, and replaces lists as a whole.
 */
export function flattenOverride(
  path: string,
  value: unknown,
  root: SchemaNode = eventNode,
): NestedOverride[] {
  const steps = stepsOf(root, path);
  if (steps.length > 1) return [{ path, value: value as Json, within: [] }];
  return flatten(root, steps, value).map((one) => ({ ...one, within: one.steps.slice(1) }));
}

function flatten(
  root: SchemaNode,
  steps: Steps,
  value: unknown,
): (Override & { readonly steps: Steps })[] {
  if (value === undefined) return [];
  if (!isRecord(value) || nodeAt(root, steps)?.properties === undefined) {
    return [{ path: formatPath(steps), value: value as Json, steps }];
  }
  return Object.entries(value).flatMap(([key, inner]) => flatten(root, [...steps, key], inner));
}

function stepsOf(root: SchemaNode, path: string): Steps {
  const steps = parsePath(path);
  if (steps) return steps;
  const known = knownPaths(root);
  throw invalid(overrideTexts("not-a-path", { seen: showValue(path) }), {
    remedy: suggestion(path, known) ?? overrideTexts("write-path", { path: known.at(-1) ?? "" }),
  });
}

/** The schema's word on a path. */
function knownNode(
  root: SchemaNode,
  path: string,
): { readonly steps: Steps; readonly node: SchemaNode } {
  const steps = stepsOf(root, path);
  const node = nodeAt(root, steps);
  if (node) return { steps, node };
  const indexless = path.replaceAll(/\[\d+\]/g, "[0]");
  throw invalid(overrideTexts("unknown", { path: showPath(path) }), {
    remedy:
      suggestion(indexless, knownPaths(root)) ??
      overrideTexts("known", { fields: fieldsNear(root, steps) }),
  });
}

/** The fields of the deepest part of a path that exists and has any. */
function fieldsNear(root: SchemaNode, steps: Steps): readonly string[] {
  let fields: readonly string[] = [];
  for (let length = 0; length < steps.length; length++) {
    const parent = steps.slice(0, length);
    const node = nodeAt(root, parent);
    if (!node) break;
    if (!node.properties) continue;
    fields = Object.keys(node.properties).map((key) => formatPath([...parent, key]));
  }
  return fields;
}

/** Nobody reads a hundred kilobytes of path. */
const showPath = (path: string): string => ellipsize(path, 120);

/** More than the fields of any event; of a schema whose parts refer to each other there is no end of them. */
const mostPaths = 10_000;

/** The paths of the schema, list items as [0]. */
export function knownPaths(root: SchemaNode = eventNode): string[] {
  const paths: string[] = [];
  for (const path of pathsBelow(root, "")) {
    if (paths.length === mostPaths) break;
    paths.push(path);
  }
  return paths;
}

function* pathsBelow(node: SchemaNode, prefix: string): Generator<string> {
  if (prefix !== "") yield prefix;
  if (node.items) {
    yield* pathsBelow(node.items, `${prefix}[0]`);
    return;
  }
  for (const [key, inner] of Object.entries(node.properties ?? {})) {
    yield* pathsBelow(inner, prefix === "" ? key : `${prefix}.${key}`);
  }
}

function parseValue(path: string, node: SchemaNode, text: string): Json {
  if (allowsType(node, "string")) return text === "null" && allowsType(node, "null") ? null : text;
  const value = parseJson(text);
  if (value !== undefined && fitsType(node, value)) return value;
  throw invalid(
    overrideTexts("wrong-type", {
      path: showPath(path),
      expected: expectedText(node) ?? overrideTexts("another-type"),
      seen: showValue(text),
    }),
    { details: { path } },
  );
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function fitsType(node: SchemaNode, value: Json): boolean {
  if (value === null) return allowsType(node, "null");
  if (Array.isArray(value)) return allowsType(node, "array");
  if (typeof value !== "number") return allowsType(node, typeof value);
  return allowsType(node, "number") || (allowsType(node, "integer") && Number.isInteger(value));
}

/** A path on the way down an event. */
interface Way {
  readonly steps: Steps;
  readonly path: string;
  /** The step that comes next. */
  readonly at: number;
}

const further = (way: Way): Way => ({ ...way, at: way.at + 1 });

function put(target: unknown, way: Way, value: unknown): unknown {
  const step = way.steps[way.at];
  if (step === undefined) return value;
  if (typeof step === "number") return putItem(target, step, way, value);
  const record = isRecord(target) ? target : {};
  return { ...record, [step]: put(record[step], further(way), value) };
}

function putItem(target: unknown, index: number, way: Way, value: unknown): unknown[] {
  const items: unknown[] = Array.isArray(target) ? [...(target as unknown[])] : [];
  if (index > items.length) {
    throw invalid(
      overrideTexts("index-too-high", { path: showPath(way.path), count: items.length }),
    );
  }
  items[index] = put(items[index], further(way), value);
  return items;
}

function remove(root: SchemaNode, target: unknown, way: Way): unknown {
  const step = way.steps[way.at];
  const isLast = way.at === way.steps.length - 1;
  if (typeof step === "number" && Array.isArray(target) && step < target.length) {
    const items = target as unknown[];
    return isLast
      ? items.toSpliced(step, 1)
      : items.with(step, remove(root, items[step], further(way)));
  }
  if (typeof step === "string" && isRecord(target) && Object.hasOwn(target, step)) {
    const { [step]: inner, ...others } = target;
    return isLast ? others : { ...target, [step]: remove(root, inner, further(way)) };
  }
  throw invalid(overrideTexts("nothing-there", { path: showPath(way.path) }), {
    remedy: nodeAt(root, way.steps) ? undefined : suggestion(way.path, knownPaths(root)),
  });
}

function invalid(
  text: Text,
  options: {
    readonly remedy?: Text | undefined;
    readonly details?: Record<string, unknown>;
  } = {},
): MocklarkError {
  const { remedy, details } = options;
  return new MocklarkError("INVALID_OVERRIDE", text, {
    ...(remedy && { remedy }),
    ...(details && { details }),
  });
}
