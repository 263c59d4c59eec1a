import type { Random } from "../../base/random.js";
import { inTimeMs, type MeetingOptions } from "./meeting-options.js";

/**
 * Sends one event of each type but the first, in the order given, for receivers that take an event only once they
 * have seen others: of a room nobody has told them about. Nothing is learnt from what comes of them: whether good
 * events are taken, what an effect looks like and how long it takes are told by events of the first type alone.
 */
export async function sendFurtherTypes(
  { subject, events }: MeetingOptions,
  random: Random,
): Promise<void> {
  for (const type of events.types.all.slice(1)) {
    const event = events.make(random, { type });
    const outcome = await subject.deliver(event, { random, totalMs: inTimeMs });
    // One that dies of it runs again by the time that decides.
    if (outcome.kind === "reset" || outcome.kind === "refused") {
      await subject.health.examine(outcome);
    }
  }
}
