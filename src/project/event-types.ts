import type { Found } from "./project.js";
import { findAll, firstOfEach, type SourceFile } from "./source-files.js";

/** What mocklark sends where nothing is said: changes of room limits. */
export const usualType = "vc.reserve_config.updated_v1";

/** The types of events that a receiver's sources name. */
export interface EventTypes {
  /** Those that come with mocklark, changes of room limits first. */
  readonly shipped: readonly Found<string>[];
  /** Others, as the sources have them: a type, or the name of the SDK's handler. */
  readonly others: readonly Found<string>[];
}

/** "im.message.receive_v1" in quotes, of which every type of schema 2.0 has two dots or more. */
const literals = /["'`]([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*){2,}_v\d+)["'`]/g;

/** The SDKs: OnP2MessageReceiveV1 in Go, onP2MessageReceiveV1 in Java, register_p2_im_message_receive_v1 in Python. */
const handlers = /\b(?:[oO]n(P2[A-Z]\w*?V\d+)\b|register_(p2_[a-z]\w*_v\d+)\b)/g;

/** Looks for types of events in sources; each is said once, where it is met first. */
export function eventTypesIn(
  sources: readonly SourceFile[],
  shippedTypes: readonly string[],
): EventTypes {
  const types = firstOfEach([
    ...findAll(sources, literals),
    ...findAll(sources, handlers).map(({ value, at }) => ({
      value: shippedTypes.find((type) => handlersOf(type).includes(value)) ?? value,
      at,
    })),
  ]);
  const shipped = types.filter(({ value }) => shippedTypes.includes(value));
  return {
    shipped: [
      ...shipped.filter(({ value }) => value === usualType),
      ...shipped.filter(({ value }) => value !== usualType),
    ],
    others: types.filter(({ value }) => !shippedTypes.includes(value)),
  };
}

/** What the SDKs' handlers call a type. Those of Go and Java leave out its first part. */
function handlersOf(type: string): string[] {
  const words = type.split(/[._]/);
  const capitals = words.slice(1).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return [`P2${capitals.join("")}`, `p2_${words.join("_")}`];
}
