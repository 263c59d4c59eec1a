import { definedOnly } from "../../base/defined-only.js";
import { createDirectory } from "../../event/directory.js";
import { createEffectLedger } from "../../receiver/effect-ledger.js";
import { createDecoySender } from "./decoy.js";
import { createEventMaker } from "./event-maker.js";
import type { FirstContact } from "./first-contact.js";
import { createMarkerSender } from "./marker.js";
import { meetClient } from "./meet-client.js";
import { diesLate, longestAnswerMs, meetReceiver } from "./meet-receiver.js";
import type { Run } from "./run.js";
import type { DrawId } from "./run-ids.js";
import type { SuiteParts } from "./suite-runner.js";
import { suiteTexts as texts } from "./suite-texts.js";

interface AssemblyOptions {
  readonly onHasty?: (afterMs: number) => void;
  readonly quietMs?: number;
  /** A receiver that is known to end after each good event is not met again. */
  readonly dying?: FirstContact;
}

/** Wires up what checks work with, and gets to know the receiver. */
export async function assembleParts(
  made: Run,
  drawId: DrawId,
  { onHasty, quietMs, dying }: AssemblyOptions,
): Promise<SuiteParts> {
  const { options, types, app, clock, time, simulator, subject, witness, random } = made;
  const { wall } = clock;
  const { builder } = simulator;
  const directory = await createDirectory({ random, names: false });
  const events = createEventMaker({ types, app, random, directory, wall, drawId });
  const { managed, health, transmit, client } = subject;
  let contact: FirstContact | undefined;
  const ledger = createEffectLedger({
    witness,
    wall,
    sendMarker: createMarkerSender({
      random,
      events,
      async deliver(event, source) {
        const outcome = await subject.deliver(event, {
          random: source,
          ...(contact?.reception === "late" ? { totalMs: longestAnswerMs } : {}),
        });
        // What only acts on the next request gets one.
        if (contact?.frozenAfterAnswer === true) {
          await transmit(builder.urlVerification({ random: source }), {});
        }
        return outcome;
      },
    }),
    timing: { ...options.effectTiming, ...definedOnly({ quietMs }) },
    blindRemedy: texts("acts-later-remedy"),
    ...definedOnly({ onHasty }),
    ...(client
      ? {}
      : {
          sendDecoy: createDecoySender({
            app,
            builder,
            random,
            wall,
            events,
            transmit: (request) => transmit(request, {}),
          }),
        }),
  });
  const meeting = { subject, events, builder, random, wall, ledger };
  if (client) {
    await meetClient(client, meeting);
  } else if (dying) {
    contact = { ...dying, reception: "dies" };
    ledger.giveUp(texts("ends-after-events"));
  } else {
    contact = await meetReceiver(meeting);
  }
  const services = {
    app,
    builder,
    random,
    wall,
    events,
    ledger,
    health,
    managed,
    contact,
    time,
  };
  return { ...services, transmit, client, diesOfGoodEvents: () => diesLate(meeting) };
}
