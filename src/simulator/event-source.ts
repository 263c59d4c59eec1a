import type { Clock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import { createOptionCheck, text } from "../base/option-check.js";
import type { Random } from "../base/random.js";
import { meantText } from "../base/suggestions.js";
import type { App } from "../event/app.js";
import { createDirectory, type Directory } from "../event/directory.js";
import type { EventFactory, EventType } from "../event/event-type.js";
import type { EventTypes } from "../event/event-types.js";
import { applyOverrides } from "../event/overrides.js";
import { type EventOptions, eventOptions } from "../event/reserve-config/event-factory.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { simulatorTexts } from "./simulator-texts.js";

export interface EventSourceOptions {
  readonly types: EventTypes;
  /** The app as it is when an event is made. */
  readonly app: () => App;
  readonly random: Random;
  readonly clock: Pick<Clock, "now">;
  /** Language of names; default "zh". */
  readonly locale?: "zh" | "en";
  /** Adds `department_name` to every event. Default false. */
  readonly departmentNames?: boolean;
  /** Whom and what events name; default: made up from the seed. */
  readonly directory?: Directory;
}

/** Makes the simulator's events. On its own because a command that sends nothing needs no more. */
export interface EventSource {
  /** The people, departments, rooms and levels events draw from, with their names. */
  directory(): Promise<Directory>;
  /**
   * A schema-valid event that obeys every rule of the platform; what is drawn fits the overrides, unless
   * these break a rule by themselves.
   */
  generate(options?: GeneratedOptions): Promise<FeishuEvent>;
  /**
   * The same event, known to be valid and made as quickly as a run of many needs it; undefined when it cannot be
   * made so, and nothing has been drawn.
   * @throws MocklarkError INVALID_EVENT
   */
  next(options?: GeneratedOptions): Promise<FeishuEvent | undefined>;
}

export interface GeneratedOptions extends EventOptions {
  /** The event type by its name; default: the first. */
  readonly type?: string;
}

const checkOptions = createOptionCheck<GeneratedOptions>(simulatorTexts("make-event"), {
  ...eventOptions,
  type: text,
});

export function createEventSource({
  types,
  app,
  random,
  clock,
  locale,
  departmentNames = false,
  directory: given,
}: EventSourceOptions): EventSource {
  const factories = new Map<EventType, Promise<EventFactory<EventOptions>>>();

  /** Names cost the loading of faker; the ids are the same without them. */
  const directory = async (names: boolean): Promise<Directory> =>
    given ??
    createDirectory({ random: random.fork("directory"), names, ...definedOnly({ locale }) });

  async function createFactory(type: EventType): Promise<EventFactory<EventOptions>> {
    const now = (): number => clock.now();
    return type.createFactory({ random, directory: await directory(departmentNames), app, now });
  }

  function factoryOf(type: EventType): Promise<EventFactory<EventOptions>> {
    const made = factories.get(type) ?? createFactory(type);
    factories.set(type, made);
    return made;
  }

  return {
    directory: () => directory(true),
    async generate(asked = {}) {
      checkOptions(asked);
      const { type: name, ...options } = asked;
      const type = name === undefined ? types.main : known(types, name);
      const factory = await factoryOf(type);
      if (type.knownBy === "model") return factory.create({ departmentNames, ...options });
      refuseContentOptions(type, options);
      const { overrides: set, unset, ...own } = options;
      const event = factory.create(own);
      return set || unset ? applyOverrides(event, { set, unset }, type.schemaNode) : event;
    },
    async next(asked = {}) {
      checkOptions(asked);
      if (!isForRuns(asked)) return undefined;
      const { type: name, ...options } = asked;
      const type = name === undefined ? types.main : known(types, name);
      return (await factoryOf(type)).next?.({ departmentNames, ...options });
    },
  };
}

/** What every event of a run can have in common; anything else is made, and held against its schema, by itself. */
const runOptions: ReadonlySet<string> = new Set(["type", "variant", "scope", "departmentNames"]);

function isForRuns(asked: GeneratedOptions): boolean {
  for (const name in asked) {
    if (!runOptions.has(name) && asked[name as keyof GeneratedOptions] !== undefined) return false;
  }
  return true;
}

function known(types: EventTypes, name: string): EventType {
  const type = types.find(name);
  if (type) return type;
  const nearest = types.nearest(name);
  throw new MocklarkError("USAGE", simulatorTexts("unknown-type", { type: name }), {
    remedy: nearest === undefined ? simulatorTexts("give-a-sample") : meantText(nearest),
  });
}

const contentOptions = ["variant", "scope", "coverChildScope", "departmentNames"] as const;

/** What only makes sense where the content is known to the last rule. */
function refuseContentOptions({ name: type }: EventType, options: EventOptions): void {
  const option = contentOptions.find((each) => options[each] !== undefined);
  if (option === undefined) return;
  throw new MocklarkError("USAGE", simulatorTexts("option-of-another-type", { option, type }), {
    remedy: simulatorTexts("limits-only"),
  });
}
