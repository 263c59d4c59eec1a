import { checkEnvelope } from "../envelope-rules.js";
import type { EventType } from "../event-type.js";
import type { FeishuEvent } from "../feishu-event.js";
import { withoutHiddenIds } from "../hidden-user-ids.js";
import { freshEvent, minimalEvent, subjectIdOf, withSubject, withText } from "./fresh-event.js";
import { inferredNode } from "./inferred-node.js";
import { findPlaces } from "./sample-places.js";

/**
 * The type of one captured event. Each event made from it has the sample's content with ids, times and a marker
 * of its own.
 */
export function createSampleType(sample: FeishuEvent): EventType {
  const places = findPlaces(sample);
  const { event_type: name } = sample.header;
  return {
    name,
    schema: sample.schema,
    knownBy: "sample",
    schemaNode: inferredNode(sample),
    createFactory({ random, app, now }) {
      const ids = random.fork(`events of ${name}`);
      return {
        create: ({ eventId = ids.hex(32), createTimeMs = now() } = {}) =>
          freshEvent(sample, places, { app: app(), eventId, hex: ids.hex(32), createTimeMs }),
      };
    },
    plain: ({ app, eventId, subjectHex, createTimeMs }) =>
      freshEvent(sample, places, { app, eventId, hex: subjectHex, createTimeMs }),
    validate: (value) => checkEnvelope(value, name),
    project: withoutHiddenIds,
    subjectIdOf: (event) => subjectIdOf(event, places),
    withSubject: (event, hex) => withSubject(event, places, hex),
    minimal: (event) => minimalEvent(event, places),
    withText: (event, text) => withText(event, places, text),
  };
}
