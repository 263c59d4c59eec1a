import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeText, parseDocument } from "../base/document.js";
import { MocklarkError } from "../base/errors.js";
import { packageRoot } from "../base/package-root.js";
import { suggestion } from "../base/suggestions.js";
import type { EventType } from "../event/event-type.js";
import { eventTypeFrom, type EventTypeSource } from "../event/event-type-from.js";
import { reserveConfigType } from "../event/reserve-config/reserve-config-type.js";
import { readBytes } from "./input-file.js";
import type { EventTypeFlags } from "./event-type-flag.js";
import { fileTexts } from "./texts/file-texts.js";

/** Samples of other event types that come with mocklark, each in a file named for its type. */
const shippedFolder = fileURLToPath(new URL("scenarios/events", packageRoot));

/**
 * The event types that the flags name, in their order; none where nothing was said.
 * @throws MocklarkError FILE, MALFORMED_DOCUMENT, INVALID_EVENT or USAGE
 */
export async function readEventTypes({ event }: EventTypeFlags, cwd: string): Promise<EventType[]> {
  if (event.length === 0) return [];
  const shipped = await shippedTypes();
  const types: EventType[] = [];
  for (const given of event) types.push(await readEventType(given, shipped, cwd));
  return types;
}

/**
 * The same, and behind them every type that comes with mocklark: for documents that name types themselves.
 * @throws as `readEventTypes`
 */
export async function readKnownEventTypes(
  flags: EventTypeFlags,
  cwd: string,
): Promise<EventType[]> {
  const given = await readEventTypes(flags, cwd);
  const first = given.length === 0 ? [reserveConfigType] : given;
  const shipped = await shippedTypes();
  const others = shipped.filter((name) => first.every((type) => type.name !== name));
  return [
    ...first,
    ...(await Promise.all(others.map((name) => readEventType(name, shipped, cwd)))),
  ];
}

/** The names of all types that come with mocklark. */
export const shippedTypeNames = async (): Promise<string[]> => [
  reserveConfigType.name,
  ...(await shippedTypes()),
];

async function shippedTypes(): Promise<string[]> {
  const files = await readdir(shippedFolder);
  return files.filter((file) => file.endsWith(".json")).map((file) => basename(file, ".json"));
}

async function readEventType(
  given: string,
  shipped: readonly string[],
  cwd: string,
): Promise<EventType> {
  if (given === reserveConfigType.name) return reserveConfigType;
  const isShipped = shipped.includes(given);
  // A name of a type has no folder and no ending of a file.
  if (!isShipped && /^[\w.]+_v\d+$/.test(given)) throw notShipped(given, shipped);
  if (isShipped) return readShippedType(given);
  const [, name, file = given] = /^([\w.]+)=(.*)$/s.exec(given) ?? [];
  return readTypeFile(resolve(cwd, file), { file, ...(name !== undefined && { name }) });
}

/** Plain JSON of ours, which needs no parser that finds the place of a mistake. */
async function readShippedType(name: string): Promise<EventType> {
  const text = decodeText(await readBytes(join(shippedFolder, `${name}.json`)), name);
  return eventTypeFrom(JSON.parse(text), { file: name });
}

/** @throws MocklarkError FILE, MALFORMED_DOCUMENT, or INVALID_EVENT or INVALID_DOCUMENT as `eventTypeFrom` does */
async function readTypeFile(path: string, source: EventTypeSource): Promise<EventType> {
  const text = decodeText(await readBytes(path), source.file);
  const { value } = await parseDocument(text, source.file);
  return eventTypeFrom(value, source);
}

function notShipped(given: string, shipped: readonly string[]): MocklarkError {
  const names = [reserveConfigType.name, ...shipped];
  return new MocklarkError("USAGE", fileTexts("type-not-shipped", { type: given }), {
    remedy:
      suggestion(given, names) ?? fileTexts("type-not-shipped-remedy", { type: given, names }),
  });
}
