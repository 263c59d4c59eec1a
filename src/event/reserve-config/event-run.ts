import type { App } from "../app.js";
import type { DirectoryDepartment, Person } from "../directory.js";
import type { RunOptions } from "../event-type.js";
import { seesUserIds } from "../hidden-user-ids.js";
import type { EventFactory, EventOptions } from "./event-factory.js";
import { createParts, type EventParts } from "./event-parts.js";
import type { Department, ReserveConfigEvent, Subscriber } from "./reserve-config-event.js";

export interface EventRunOptions {
  /** The app as it is when an event is made. */
  readonly app: () => App;
  /** @throws what `next` is to throw for an event that breaks schema or rules */
  readonly assertValid: (event: ReserveConfigEvent) => void;
}

/**
 * The factory's events for runs of many. Each person and department is made once, frozen, and shared by the
 * events that list it, which lets them be written once as well. An event is held against schema and rules in
 * full when anything in it is new: a person, a department, a scope, a variant, the app. What else varies –
 * its id, its numbers and times – the factory draws within the rules.
 */
export function createEventRun(
  { create }: EventFactory,
  { app, assertValid }: EventRunOptions,
): (options?: RunOptions<EventOptions>) => ReserveConfigEvent {
  let run: Run | undefined;

  /** Nothing of what was made for an app that has changed since is any use. */
  function runFor(owner: App, departmentNames: boolean): Run {
    if (run?.owner === owner && run.departmentNames === departmentNames) return run;
    const parts = createSharedParts(createParts({ userIds: seesUserIds(owner), departmentNames }));
    run = { owner, departmentNames, parts, proven: new Set() };
    return run;
  }

  return (options = {}) => {
    const { variant = "typical", departmentNames = false } = options;
    const { parts, proven } = runFor(app(), departmentNames);
    const event = create(options, parts);
    const { scope_id: scopeId } = event.event;
    if (parts.unproven() || !proven.has(scopeId) || !proven.has(variant)) {
      assertValid(event);
      parts.prove();
      proven.add(scopeId).add(variant);
    }
    return event;
  };
}

/** What has been made, and proven to be valid, for one app as it was. */
interface Run {
  readonly owner: App;
  readonly departmentNames: boolean;
  readonly parts: SharedParts;
  /** Scope ids and variants. */
  readonly proven: Set<string>;
}

interface SharedParts extends EventParts {
  /** Whether any part has been made since the last `prove`. */
  unproven(): boolean;
  prove(): void;
}

function createSharedParts(parts: EventParts): SharedParts {
  const subscribers = new Map<Person, Subscriber>();
  const departments = new Map<DirectoryDepartment, Department>();
  let unproven = false;
  return {
    subscriber: (person) => subscribers.get(person) ?? added(subscribers, person, parts.subscriber),
    department: (item) => departments.get(item) ?? added(departments, item, parts.department),
    unproven: () => unproven,
    prove() {
      unproven = false;
    },
  };

  function added<Item, Part extends object>(
    known: Map<Item, Part>,
    item: Item,
    make: (item: Item) => Part,
  ): Part {
    const part = make(item);
    Object.values(part).forEach(Object.freeze);
    known.set(item, Object.freeze(part));
    unproven = true;
    return part;
  }
}
