import { isRecord } from "../base/json-path.js";
import type { ValueRule } from "../base/option-check.js";
import type { Random } from "../base/random.js";
import type { App } from "./app.js";
import type { Directory } from "./directory.js";
import { eventTexts } from "./event-texts.js";
import type { FeishuEvent } from "./feishu-event.js";
import type { SchemaNode } from "./schema-node.js";
import type { Violation } from "./violation.js";

/**
 * Everything mocklark has to know about one type of event. Wire, delivery and gateway need none of it; the
 * simulator makes events by it, and the contract suite judges by it.
 */
export interface EventType {
  /** "vc.reserve_config.updated_v1", "im.message.receive_v1". */
  readonly name: string;
  readonly schema: FeishuEvent["schema"];
  /**
   * Where it is known from. `model`: its schema and every rule are known. `sample`: one captured event.
   * `schema`: a JSON Schema of its content.
   */
  readonly knownBy: "model" | "sample" | "schema";
  /** What a whole event looks like, as far as that is known: which paths there are, and their types. */
  readonly schemaNode: SchemaNode;
  createFactory(settings: EventFactorySettings): EventFactory;
  /** An event of the one content that no receiver has a reason to refuse: only ids and times tell two apart. */
  plain(made: PlainEventSettings): FeishuEvent;
  /** What is wrong with a value as an event of this type; none where nothing is known. */
  validate(value: unknown): Violation[];
  /**
   * The event as this app gets it.
   * @throws MocklarkError NOT_SUBSCRIBED when the app gets no such event
   */
  project(event: FeishuEvent, app: App): FeishuEvent;
  /**
   * The id in the content by which an effect of the event is known, as the event_id is: of the room that
   * changed, of the message that came. It ends in 32 lower hex digits; the event_id where the content has none.
   */
  subjectIdOf(event: FeishuEvent): string;
  /** A copy about another subject. */
  withSubject(event: FeishuEvent, hex: string): FeishuEvent;
  /** The same event with nothing in it but its subject. */
  minimal(event: FeishuEvent): FeishuEvent;
  /** A copy that holds a text of ours where such an event has one; undefined when it has none. */
  withText(event: FeishuEvent, text: string): FeishuEvent | undefined;
}

/** What an option that takes event types has to be given. */
export const anEventType: ValueRule = (value) =>
  isRecord(value) && typeof value["plain"] === "function"
    ? undefined
    : eventTexts("give-event-type");

export interface EventFactorySettings {
  readonly random: Random;
  readonly directory: Directory;
  readonly app: () => App;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** What can be asked of an event of any type. */
export interface CommonEventOptions {
  /** Unix milliseconds; default: now. */
  readonly createTimeMs?: number;
  /** 32 lower-case hex digits; default: drawn. */
  readonly eventId?: string;
}

export interface EventFactory<Options extends CommonEventOptions = CommonEventOptions> {
  create(options?: Options): FeishuEvent;
  /**
   * For runs of many: the event that `create` would make, known to be valid, and sharing frozen parts with
   * others. Absent where a type has no quicker way than to make an event and hold it against its schema.
   * @throws MocklarkError INVALID_EVENT when the directory or the app has what no valid event can hold
   */
  readonly next?: (options?: RunOptions<Options>) => FeishuEvent;
}

/** What all events of a run share; ids and times are drawn. */
export type RunOptions<Options> = Pick<
  Options,
  Extract<keyof Options, "variant" | "scope" | "departmentNames">
>;

export interface PlainEventSettings {
  readonly app: App;
  readonly directory: Directory;
  readonly eventId: string;
  /** 32 lower hex digits. */
  readonly subjectHex: string;
  /** Unix milliseconds. */
  readonly createTimeMs: number;
}
