import type { Random } from "../../base/random.js";
import type { Text } from "../../base/text.js";
import type { App } from "../app.js";
import { createEventHeader } from "../event-header.js";
import type { FeishuEvent } from "../feishu-event.js";
import { freshEvent, type FreshFacts } from "../sample/fresh-event.js";
import { findPlaces, type SamplePlaces } from "../sample/sample-places.js";
import type { Violation } from "../violation.js";
import { brokenSchema } from "./broken-schema.js";
import type { ContentSource } from "./content-source.js";
import { jsonSchemaTexts } from "./json-schema-texts.js";
import { withLikelyValues } from "./likely-values.js";

export interface EventMakerOptions {
  /** The event type. */
  readonly name: string;
  /** What messages call the schema. */
  readonly file: string | Text;
  readonly draw: ContentSource;
  /** What is wrong with an event of the type. */
  readonly validate: (event: FeishuEvent) => Violation[];
}

export interface AskedContent {
  readonly random: Random;
  /** With every field that may be left out, and the schema's own examples; default: with some, and drawn. */
  readonly full?: boolean;
}

/** Makes valid events out of drawn contents. */
export interface EventMaker {
  /** @throws MocklarkError INVALID_DOCUMENT when no content that was drawn is valid */
  readonly make: (asked: AskedContent, facts: FreshFacts) => FeishuEvent;
  /**
   * The first change that the schema allows, from all that is fresh in an event down to nothing: a text may have
   * no room for a marker, an id only one spelling.
   */
  readonly firstValid: (
    event: FeishuEvent,
    change: (places: SamplePlaces) => FeishuEvent,
  ) => FeishuEvent | undefined;
}

/** More than a schema needs whose parts go together at all. */
const mostDraws = 100;

/** The time at which drawn contents are, as if they had been captured then. */
export const sampleTimeMs = 1_700_000_000_000;

export function createEventMaker({ name, file, draw, validate }: EventMakerOptions): EventMaker {
  const isValid = (event: FeishuEvent): boolean => validate(event).length === 0;

  const firstValid: EventMaker["firstValid"] = (event, change) =>
    lessAndLess(findPlaces(event)).map(change).find(isValid);

  function likelySample(random: Random, app: App, drawn: object): FeishuEvent {
    const sample = (content: object): FeishuEvent => asCaptured(content, name, app);
    const facts = { random, ...app, timeMs: sampleTimeMs };
    return sample(withLikelyValues(drawn, facts, (content) => isValid(sample(content))));
  }

  return {
    firstValid,
    make({ random, full = false }, facts) {
      let rejected: FeishuEvent | undefined;
      for (let draws = 0; draws < mostDraws; draws++) {
        // What refers to itself may go on for too long: the more draws fail, the fewer fields are tried.
        const optionals = (full ? 1 : 0.5) * (1 - draws / mostDraws);
        const sample = likelySample(random, facts.app, draw({ random, optionals, examples: full }));
        const event = firstValid(sample, (places) => freshEvent(sample, places, facts));
        if (event) return event;
        rejected ??= sample;
      }
      throw noneFits(file, rejected ? validate(rejected) : []);
    },
  };
}

function lessAndLess(places: SamplePlaces): readonly SamplePlaces[] {
  const none: ReadonlySet<string> = new Set();
  const withoutText = { ...places, text: undefined };
  const withoutTimes = { ...withoutText, times: none };
  return [places, withoutText, withoutTimes, { ...withoutTimes, ownIds: none, mentions: none }];
}

const asCaptured = (event: object, name: string, app: App): FeishuEvent => ({
  schema: "2.0",
  header: createEventHeader(app, { eventId: "", createTimeMs: sampleTimeMs, eventType: name }),
  event,
});

const noneFits = (file: string | Text, violations: readonly Violation[]) =>
  brokenSchema(
    file,
    jsonSchemaTexts("none-fits", {
      draws: mostDraws,
      why: violations.slice(0, 1).map(({ text }) => text),
    }),
    jsonSchemaTexts("say-more"),
  );
