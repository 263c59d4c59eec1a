import { anyObject, createOptionCheck, text } from "../../base/option-check.js";
import { createRandom } from "../../base/random.js";
import type { Text } from "../../base/text.js";
import { createApp } from "../app.js";
import { envelopeNode } from "../envelope-node.js";
import { checkEnvelope } from "../envelope-rules.js";
import type { EventType } from "../event-type.js";
import type { FeishuEvent } from "../feishu-event.js";
import { withoutHiddenIds } from "../hidden-user-ids.js";
import { subjectIdOf, withSubject, withText } from "../sample/fresh-event.js";
import { findPlaces } from "../sample/sample-places.js";
import type { SchemaNode } from "../schema-node.js";
import { violationsOf } from "../schema-violations.js";
import { type Violation, whileReading } from "../violation.js";
import { brokenSchema } from "./broken-schema.js";
import { createContentSource } from "./content-source.js";
import { createEventMaker, type EventMaker, sampleTimeMs } from "./event-maker.js";
import { jsonSchemaTexts } from "./json-schema-texts.js";
import { minimalContent } from "./minimal-content.js";
import { nodeOfSchema } from "./node-of-schema.js";
import { createSchemaChecker, schemaDemand, type SchemaChecker } from "./schema-checker.js";

export interface SchemaTypeOptions {
  /** "contact.user.created_v3"; may be left out where the schema is that of a whole event and fixes it. */
  readonly name?: string;
  /** JSON Schema (2020-12, 2019-09, draft-07) of the content, or of a whole event: one with `header` and `event`. */
  readonly schema: object;
  /** What messages call the schema; default: "the schema". */
  readonly file?: string;
}

const checkOptions = createOptionCheck<SchemaTypeOptions>(jsonSchemaTexts("make-type"), {
  name: text,
  schema: anyObject,
  file: text,
});

/**
 * The type of the events whose content a JSON Schema describes. Contents are drawn from it by the seed; ids,
 * times and the marker are then made fresh as in events made from a sample.
 * @throws MocklarkError INVALID_DOCUMENT for a schema that is broken, refers to another file, or of which no
 *   valid content can be made, and when nothing says which type it is
 */
export async function createSchemaType(options: SchemaTypeOptions): Promise<EventType> {
  checkOptions(options);
  const { schema, file = jsonSchemaTexts("the-schema") } = options;
  const check = await createSchemaChecker(schema, file);
  const shape = shapeOf(schema);
  const name = options.name ?? shape.name;
  if (name === undefined) throw nameless(file);
  const described = { ...shape, name, file, node: envelopeNode(shape.content), check };
  const validate = (value: unknown): Violation[] => violationsIn(value, described);
  const draw = await createContentSource(schema, { file, ...shape });
  const maker = createEventMaker({ name, file, draw, validate });
  const type = assemble(described, maker, validate);
  type.plain(plainExample);
  return type;
}

interface Shape {
  /** Of the content. */
  readonly content: SchemaNode;
  /** The schema is that of a whole event. */
  readonly isWhole: boolean;
  /** The event type, where the schema fixes it. */
  readonly name: string | undefined;
}

interface Described extends Omit<Shape, "name"> {
  readonly name: string;
  readonly file: string | Text;
  /** Of the whole event. */
  readonly node: SchemaNode;
  readonly check: SchemaChecker;
}

function shapeOf(schema: object): Shape {
  const written = nodeOfSchema(schema);
  const { header, event } = written.properties ?? {};
  if (!header || !event) return { content: written, isWhole: false, name: undefined };
  const [type, ...others] = header.properties?.["event_type"]?.enum ?? [];
  const isFixed = typeof type === "string" && others.length === 0;
  return { content: event, isWhole: true, name: isFixed ? type : undefined };
}

function violationsIn(value: unknown, { name, isWhole, node, check }: Described): Violation[] {
  const inEnvelope = checkEnvelope(value, name);
  if (inEnvelope.length > 0) return inEnvelope;
  return whileReading(() => {
    const errors = check(isWhole ? value : (value as FeishuEvent).event);
    const above = isWhole ? "" : "/event";
    const inEvent = errors.map((error) => ({ ...error, instancePath: above + error.instancePath }));
    return violationsOf(inEvent, value, node, schemaDemand);
  });
}

function assemble(
  { name, content, node }: Described,
  { make, firstValid }: EventMaker,
  validate: EventType["validate"],
): EventType {
  return {
    name,
    schema: "2.0",
    knownBy: "schema",
    schemaNode: node,
    createFactory({ random, app, now }) {
      const source = random.fork(`events of ${name}`);
      const ids = source.fork("ids");
      return {
        create: ({ eventId = ids.hex(32), createTimeMs = now() } = {}) =>
          make({ random: source }, { app: app(), eventId, hex: ids.hex(32), createTimeMs }),
      };
    },
    plain: ({ app, eventId, subjectHex, createTimeMs }) =>
      make(
        { random: createRandom(0).fork(name), full: true },
        { app, eventId, hex: subjectHex, createTimeMs },
      ),
    validate,
    project: withoutHiddenIds,
    subjectIdOf: (event) => subjectIdOf(event, findPlaces(event)),
    withSubject: (event, hex) =>
      firstValid(event, (places) => withSubject(event, places, hex)) ??
      withSubject(event, findPlaces(event), hex),
    minimal(event) {
      const { subject } = findPlaces(event);
      return { ...event, event: minimalContent(event.event, content, subject) as object };
    },
    withText: (event, text) => withText(event, findPlaces(event), text),
  };
}

/** A schema of which nothing can be made is to be known before the first event is needed. */
const plainExample = {
  app: createApp({}, createRandom(0)),
  directory: { people: [], departments: [], rooms: [], levels: [] },
  eventId: "0".repeat(32),
  subjectHex: "0".repeat(32),
  createTimeMs: sampleTimeMs,
};

const nameless = (file: string | Text) =>
  brokenSchema(file, jsonSchemaTexts("nameless"), jsonSchemaTexts("name-type"));
