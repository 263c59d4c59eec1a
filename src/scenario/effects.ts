import type { Clock } from "../base/clock.js";
import type { Text } from "../base/text.js";
import type { Channel } from "../delivery/channel.js";
import { isSuccess } from "../delivery/retry-schedule.js";
import type { EffectLedger } from "../receiver/effect-ledger.js";
import type { EventIds } from "../receiver/witness/witness.js";
import type { Receiver } from "../simulator/receiver-target.js";
import type { Simulator } from "../simulator/simulator.js";
import type { Step } from "./scenario.js";
import { stepTexts } from "./step-texts.js";

/** Whether any step says how often the receiver should have acted. */
export function expectsEffects(steps: readonly Step[]): boolean {
  return steps.some(
    ({ action, expect }) =>
      expect?.effects !== undefined || ("steps" in action && expectsEffects(action.steps)),
  );
}

/** Sentences about events that had more or fewer effects than expected, or why nobody can tell. */
export async function judgeEffects(
  ledger: EffectLedger,
  events: readonly EventIds[],
  expected: number | undefined,
): Promise<{ readonly unmet: readonly Text[]; readonly unknown?: Text }> {
  if (expected === undefined || events.length === 0) return { unmet: [] };
  const counts = await ledger.effectsOfEach(events, expected);
  const unknown = counts.find((count) => count.kind === "unknown");
  if (unknown) return { unmet: [], unknown: stepTexts("not-counted", { reason: unknown.reason }) };
  const unmet = counts.flatMap((count, index) => {
    if (count.kind === "unknown" || count.effects === expected) return [];
    const event = stepTexts("event", { id: String(events[index]?.eventId.slice(0, 8)) });
    return stepTexts("effects", { event, expected, seen: count.effects });
  });
  return { unmet };
}

/**
 * Sends good events that belong to no step: what one effect looks like is learnt from the first, and
 * when others' effects would have shown from the later ones. Draws nothing from the scenario's own
 * randomness, so its events are the same with and without a witness.
 * @returns the event's ids, or undefined when it was not accepted
 */
export function createMarkerSender(
  simulator: Simulator,
  to: Receiver | Channel,
  clock: Clock,
): () => Promise<EventIds | undefined> {
  const random = simulator.random.fork("markers");
  const { main } = simulator.types;

  return async () => {
    const event = main.plain({
      app: simulator.app,
      directory: await simulator.directory(),
      eventId: random.hex(32),
      subjectHex: random.hex(32),
      createTimeMs: clock.now(),
    });
    const outcome = isChannel(to)
      ? (await to.attempt({ event, attempt: 1 })).outcome
      : await simulator.send({
          to,
          request: simulator.builder.event(event, { random, timestampMs: clock.wall.now() }),
        });
    const ids = { eventId: event.header.event_id, subjectId: main.subjectIdOf(event) };
    return isSuccess(outcome, { successStatuses: [200] }) ? ids : undefined;
  };
}

function isChannel(to: Receiver | Channel): to is Channel {
  return typeof to === "object" && "attempt" in to;
}
