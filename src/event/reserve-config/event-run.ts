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
  let owner: App | undefined;
  let named: boolean | undefined;
  let parts = createSharedParts(createParts({ userIds: true, departmentNames: false }));
  const proven = new Set<string>();

  /** Nothing of what was made for an app that has changed is any use. */
  function begin(departmentNames: boolean): void {
    owner = app();
    named = departmentNames;
    parts = createSharedParts(createParts({ userIds: seesUserIds(owner), departmentNames }));
    proven.clear();
  }

  return (options = {}) => {
    const { variant = "typical", departmentNames = false } = options;
    if (owner !== app() || named !== departmentNames) begin(departmentNames);
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
