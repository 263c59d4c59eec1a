import { suggest } from "../base/suggestions.js";
import { reserveConfigEventType } from "../event/reserve-config/reserve-config-event.js";
import { roomEventTypes } from "../event/room-events/room-event-types.js";

/** What the changes of a tenant fire; an app may subscribe to others, which never come. */
export const firedEventTypes: readonly string[] = [reserveConfigEventType, ...roomEventTypes];

/**
 * The one that was meant by a name that is almost the same: "vc.room.create_v1". Whole types are near each
 * other by their letters, vc.note.generated_v1 and vc.room.created_v1, so that the parts are compared.
 */
export function misspeltEventType(name: string): string | undefined {
  if (firedEventTypes.includes(name)) return undefined;
  const parts = name.split(".");
  if (parts.length !== 3) return suggest(name, firedEventTypes);
  const near = firedEventTypes.filter((type) =>
    type.split(".").every((part, index) => suggest(parts[index] ?? "", [part]) !== undefined),
  );
  return suggest(name, near);
}
