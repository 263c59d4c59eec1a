import { definedOnly } from "../base/defined-only.js";
import type { SourceDocument } from "../base/document.js";
import { parseDuration } from "../base/durations.js";
import { errorCatalogue, type ErrorCode } from "../base/errors.js";
import { formatPath, isRecord, parsePath } from "../base/json-path.js";
import { meantText, suggestion } from "../base/suggestions.js";
import { type Language, sentences, type Text } from "../base/text.js";
import {
  connectionFaultNames,
  faultNames,
  isConnectionFaultName,
  isNetworkFaultName,
  networkFaultNames,
} from "../delivery/fault.js";
import { defaultDeliveryPolicy, type DeliveryPolicy } from "../delivery/delivery-policy.js";
import {
  createDocumentProblems,
  type DocumentPath as Path,
  type DocumentProblems,
} from "../event/document-problems.js";
import type { EventType } from "../event/event-type.js";
import type { EventTypes } from "../event/event-types.js";
import { reserveConfigType } from "../event/reserve-config/reserve-config-type.js";
import { nodeAt, type SchemaNode } from "../event/schema-node.js";
import { knownTypeOf, wholeEvent } from "../event/whole-event.js";
import { flattenOverride, knownPaths, type Override, parseOverride } from "../event/overrides.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { operations } from "../open-api/operations.js";
import { tokenOperations } from "../open-api/token-operations.js";
import { forgeries, forgeryNames } from "../wire/forgery.js";
import { actionText, expectable } from "./actions.js";
import { impossibleExpectations, mostAttempts } from "./impossible-expectations.js";
import {
  type Action,
  type Expectation,
  type FaultPlan,
  type Requirement,
  type Scenario,
  type SendAction,
  type Step,
  type Transport,
  transports,
  type UpdateAction,
} from "./scenario.js";
import { readChange } from "./change-reader.js";
import { expandVariables, readVariables, type Variables } from "../base/variables.js";
import { messageWithRemedy } from "../base/message-with-remedy.js";
import { type Bound, scenarioTexts } from "./scenario-texts.js";

/** Repeats are written out, and one in another multiplies: ten thousand times ten thousand would fill the memory. */
const mostSteps = 100_000;

type Fields = Readonly<Record<string, unknown>>;

const operationIds = [...operations, ...tokenOperations].map(({ id }) => id);

export interface ScenarioReader {
  /** What was found wrong while reading; nothing that was read counts when there is any. */
  readonly problems: DocumentProblems;
  read(): Scenario;
}

export interface ScenarioReaderOptions {
  readonly env: Readonly<Record<string, string | undefined>> | undefined;
  /** The event types that steps may name. */
  readonly types: EventTypes;
  /** What steps without a title are called in. */
  readonly language: Language;
}

/** Reads a document that has passed the schema, and checks what a schema cannot say. */
export function createScenarioReader(
  source: SourceDocument,
  { env, types, language }: ScenarioReaderOptions,
): ScenarioReader {
  const problems = createDocumentProblems(source);
  const { add: problem, addToName: problemWithName } = problems;
  /** Where each name was given to an event, so far. */
  const names = new Map<string, string>();
  /** Steps that only one transport can play, by transport. */
  const bound = new Map<Transport, { readonly path: Path; readonly what: Bound }>();
  const requires = new Set<Requirement>();
  /** The types of what is sent, in the order of the file. */
  const sentTypes = new Map<string, EventType>();
  let stepsRead = 0;
  let policy: DeliveryPolicy = defaultDeliveryPolicy;

  function read(): Scenario {
    const document = source.value as Fields;
    const written = (document["variables"] ?? {}) as Variables;
    const variables = readVariables(written, { env, onUnknown: problem });
    const ownPolicy = readPolicy(expand(document["policy"] ?? {}, ["policy"], variables) as Fields);
    policy = { ...defaultDeliveryPolicy, ...ownPolicy };
    const steps = readSteps(document["steps"] as unknown[], ["steps"], variables);
    for (const requirement of (document["requires"] ?? []) as Requirement[]) {
      requires.add(requirement);
    }
    return {
      file: source.file,
      name: document["name"] as string,
      why: document["why"] as string,
      ...definedOnly({ seed: document["seed"] as number | undefined }),
      transports: transportsOf(document["transports"] as Transport[] | undefined),
      requires: [...requires],
      app: expand(document["app"] ?? {}, ["app"], variables) as Scenario["app"],
      policy: ownPolicy,
      events: [...sentTypes.values()],
      steps,
    };
  }

  /** What the author says, or what the steps leave over. */
  function transportsOf(said: readonly Transport[] | undefined): readonly Transport[] {
    for (const [transport, { path, what }] of bound) {
      const other = [...bound.keys(), ...(said ?? [])].find((one) => one !== transport);
      if (other) problem(path, scenarioTexts("only-by", { what, transport, other }));
    }
    return said ?? (bound.size > 0 ? [...bound.keys()] : transports);
  }

  function readPolicy({ waits, duplicateDelay, ...rest }: Fields): Scenario["policy"] {
    const waitsMs = (waits as (string | number)[] | undefined)?.map((wait, index) =>
      readDuration(wait, ["policy", "waits", index]),
    );
    const duplicateDelayMs =
      duplicateDelay === undefined
        ? undefined
        : readDuration(duplicateDelay, ["policy", "duplicateDelay"]);
    return {
      ...(rest as Scenario["policy"]),
      ...definedOnly({ waitsMs, duplicateDelayMs }),
    };
  }

  function readSteps(steps: readonly unknown[], path: Path, variables: Variables): Step[] {
    return steps.flatMap((step, index) => readStep(step as Fields, [...path, index], variables));
  }

  /** No step when it does not say what to do. */
  function readStep({ title, expect, ...actions }: Fields, path: Path, variables: Variables) {
    stepsRead++;
    const [kind, ...more] = Object.keys(actions);
    if (kind === undefined) {
      problem(path, scenarioTexts("nothing-to-do"));
      return [];
    }
    for (const other of more) {
      problemWithName([...path, other], scenarioTexts("both", { one: kind, other }));
    }
    const action = readAction(kind, actions[kind], [...path, kind], variables);
    const step: Step = {
      title:
        title === undefined ? actionText(action).in(language) : expandTitle(title, path, variables),
      action,
      position: source.locate(path),
      ...(expect === undefined
        ? {}
        : { expect: readExpectation(expect, action, [...path, "expect"], variables) }),
    };
    return [step];
  }

  const expandTitle = (title: unknown, path: Path, variables: Variables): string =>
    String(expand(title, [...path, "title"], variables));

  function readAction(kind: string, written: unknown, path: Path, variables: Variables): Action {
    if (kind === "parallel") return { kind, steps: readParallel(written, path, variables) };
    if (kind === "in-order") {
      return { kind, steps: readSteps(written as unknown[], path, variables) };
    }
    if (kind === "repeat") return readRepeat(written as Fields, path, variables);
    const value = expand(written, path, variables);
    const fields: Fields = isRecord(value) ? value : {};
    switch (kind) {
      case "send":
        return readSend(fields, path);
      case "update":
        return readUpdate(fields, path);
      case "open-api":
        return readOpenApi(fields, path);
      case "duplicate":
        return readDuplicate(fields, path);
      case "forge":
        return readForge(fields, path);
      case "verify-url":
        bind("webhook", path, { of: "step", name: "verify-url" });
        return { kind, ...(fields as { token?: string }) };
      case "wait":
        return { kind, durationMs: readDuration(value, path) };
      case "network":
        return { kind, downMs: readDuration(fields["down"], [...path, "down"]) };
      case "change-app":
        return Object.keys(fields).length === 0 ? { kind } : { kind, settings: fields };
      default:
        // The schema lets nothing but "receiver" get here.
        requires.add("managed-receiver");
        return { kind: "receiver", act: value as "restart" | "stop" | "start" };
    }
  }

  /** What is sent at the same time has no name yet for the others. */
  function readParallel(written: unknown, path: Path, variables: Variables): Step[] {
    const given = new Map<string, string>();
    const before = new Map(names);
    const steps = (written as unknown[]).flatMap((step, index) => {
      const read = readStep(step as Fields, [...path, index], variables);
      for (const [name, place] of names) {
        if (before.has(name)) continue;
        given.set(name, place);
        names.delete(name);
      }
      return read;
    });
    for (const [name, place] of given) names.set(name, place);
    return steps;
  }

  /** The steps once per time round, so that ${index} can stand anywhere in them. */
  function readRepeat({ times, steps }: Fields, path: Path, variables: Variables): Action {
    const count = Number(expand(times, [...path, "times"], variables));
    const rounds: Step[] = [];
    const found = problems.count;
    for (let index = 1; index <= count && problems.count === found; index++) {
      const round = { ...variables, index };
      rounds.push(...readSteps(steps as unknown[], [...path, "steps"], round));
      const isNew = problems.count === found;
      if (isNew && stepsRead > mostSteps) {
        problem([...path, "times"], scenarioTexts("too-many-steps", { most: mostSteps }));
      }
    }
    return { kind: "repeat", times: count, steps: rounds };
  }

  function readSend(fields: Fields, path: Path): SendAction {
    const { fault, count = 1, set, unset, as, event: written, allowInvalid, ...rest } = fields;
    if (as !== undefined) giveName(as as string, [...path, "as"]);
    const event = isRecord(written) ? readWholeEvent(written, fields, path) : undefined;
    const type = event ? typeOfWhole(event) : readType(fields, path);
    const root = type.schemaNode;
    if (!sentTypes.has(type.name)) sentTypes.set(type.name, type);
    for (const [index, field] of ((unset ?? []) as string[]).entries()) {
      checkField(field, root, [...path, "unset", index]);
    }
    return {
      kind: "send",
      ...(rest as Partial<SendAction>),
      count: count as number,
      ...definedOnly({
        as: as as string | undefined,
        event,
        allowInvalid: allowInvalid as boolean | undefined,
        unset: unset as string[] | undefined,
        set:
          set === undefined
            ? undefined
            : readOverrides(set as Fields, { allowInvalid, root }, [...path, "set"]),
        fault: fault === undefined ? undefined : readFault(fault, fields, [...path, "fault"]),
      }),
    };
  }

  /** The type that a send names; that of a change of limits where it names none. */
  function readType({ type: name = reserveConfigType.name, ...fields }: Fields, path: Path) {
    const type = types.find(String(name));
    if (!type) {
      const nearest = types.nearest(String(name));
      const remedy = nearest === undefined ? scenarioTexts("give-a-file") : meantText(nearest);
      const unknown = scenarioTexts("unknown-type", { name: String(name) });
      problem([...path, "type"], sentences(unknown, remedy));
      return reserveConfigType;
    }
    if (type.knownBy === "model") return type;
    for (const key of ["variant", "scope"].filter((one) => one in fields)) {
      const only = scenarioTexts("goes-with", { key, type: reserveConfigType.name });
      problemWithName([...path, key], only);
    }
    return type;
  }

  /** An event of its own leaves nothing to generate, and goes out once. */
  function readWholeEvent(written: object, fields: Fields, path: Path): FeishuEvent | undefined {
    for (const key of ["type", "variant", "scope", "count"]) {
      if (key in fields) {
        problemWithName([...path, key], scenarioTexts("beside-whole-event", { key }));
      }
    }
    const event = attempt([...path, "event"], () => wholeEvent(written, source.file));
    const changed = "set" in fields || "unset" in fields;
    if (!event || fields["allowInvalid"] === true || changed) return event;
    for (const violation of typeOfWhole(event).validate(event)) {
      const steps = parsePath(violation.path) ?? [];
      problem([...path, "event", ...steps], violation.text);
    }
    return event;
  }

  /** Of a type that nothing is known of, the event itself is the sample. */
  const typeOfWhole = (event: FeishuEvent): EventType => knownTypeOf(event, types);

  /** Values are read as --set reads them, so `end_time: 86400` becomes the text it has to be. */
  function readOverrides(
    set: Fields,
    { allowInvalid, root }: { readonly allowInvalid: unknown; readonly root: SchemaNode },
    path: Path,
  ): Override[] {
    const single = Object.entries(set).flatMap(([name, whole]) =>
      (attempt([...path, name], () => flattenOverride(name, whole, root)) ?? []).map(
        ({ within, ...override }) => ({ ...override, at: [...path, name, ...within] }),
      ),
    );
    return single.flatMap(({ path: field, value, at }) => {
      if (!checkField(field, root, at)) return [];
      if (allowInvalid === true) return [{ path: field, value }];
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return attempt(at, () => [parseOverride(`${field}=${text}`, root)]) ?? [];
    });
  }

  /** A path that does not exist is found here, while its line is known, not when the step runs. */
  function checkField(field: string, root: SchemaNode, path: Path): boolean {
    const steps = parsePath(field) ?? [];
    if (steps.length > 1 && nodeAt(root, steps) !== undefined) return true;
    const known = knownPaths(root);
    const hint =
      suggestion(field, known) ??
      scenarioTexts("write-for-instance", { path: String(known.at(-1)) });
    problemWithName(path, sentences(scenarioTexts("no-field", { field }), hint));
    return false;
  }

  function readUpdate(fields: Fields, path: Path): UpdateAction {
    const { room, level, set, as, fault, duplicates } = fields;
    sentTypes.set(reserveConfigType.name, reserveConfigType);
    if (room === undefined && level === undefined) {
      problem(path, scenarioTexts("names-nothing"));
    }
    if (room !== undefined && level !== undefined) {
      problemWithName([...path, "level"], scenarioTexts("names-both"));
    }
    if (as !== undefined) giveName(as as string, [...path, "as"]);
    return {
      kind: "update",
      scopeType: room === undefined ? "level" : "room",
      of: (room ?? level ?? "") as string | number,
      set: readChange(set as Fields, [...path, "set"], problems),
      ...definedOnly({
        as: as as string | undefined,
        duplicates: duplicates as number | undefined,
        fault: fault === undefined ? undefined : readFault(fault, fields, [...path, "fault"]),
      }),
    };
  }

  function readOpenApi(fields: Fields, path: Path): Action {
    requires.add("open-api");
    const { fail, times, operation, status, delay } = fields;
    if (fail === "none") {
      for (const key of Object.keys(fields).filter((one) => one !== "fail")) {
        problemWithName([...path, key], scenarioTexts("nothing-fails", { key }));
      }
      return { kind: "open-api" };
    }
    const delayMs = delay === undefined ? undefined : readDuration(delay, [...path, "delay"]);
    const known =
      operation === undefined ? undefined : oneOf(operation, operationIds, [...path, "operation"]);
    return {
      kind: "open-api",
      fault: {
        code: fail as number,
        ...definedOnly({
          times: times as number | undefined,
          operation: known,
          httpStatus: status as number | undefined,
          delayMs,
        }),
      },
    };
  }

  function readDuplicate({ of, times = 1, atOnce = false }: Fields, path: Path): Action {
    checkName(of as string, [...path, "of"]);
    return {
      kind: "duplicate",
      of: of as string,
      times: times as number,
      atOnce: atOnce as boolean,
    };
  }

  function readForge({ how, of }: Fields, path: Path): Action {
    bind("webhook", path, { of: "step", name: "forge" });
    const name = oneOf(how, forgeryNames, [...path, "how"]);
    if (of !== undefined) checkName(of as string, [...path, "of"]);
    if (name && forgeries[name].needsEncryptKey) requires.add("encrypt-key");
    return {
      kind: "forge",
      how: name ?? "wrong-signature",
      ...definedOnly({ of: of as string | undefined }),
    };
  }

  function readFault(written: unknown, { duplicates }: Fields, path: Path): FaultPlan {
    const fields: Fields = isRecord(written) ? written : { name: written };
    const { name, attempts = [1], ...rest } = fields;
    const known = [...networkFaultNames, ...faultNames, ...connectionFaultNames];
    const found = oneOf(name, known, isRecord(written) ? [...path, "name"] : path) ?? "outage";
    const what: Bound = { of: "fault", name: found };
    if (isConnectionFaultName(found)) bind("long-connection", path, what);
    else if (!isNetworkFaultName(found)) bind("webhook", path, what);
    const most = mostAttempts(policy, Number(duplicates ?? 0));
    for (const [index, attempt] of (attempts as number[]).entries()) {
      if (attempt <= most) continue;
      problem([...path, "attempts", index], scenarioTexts("no-such-attempt", { attempt }));
    }
    return { fault: { name: found, ...rest }, attempts: attempts as number[] };
  }

  function readExpectation(
    written: unknown,
    action: Action,
    path: Path,
    variables: Variables,
  ): Expectation {
    const fields = expand(written, path, variables) as Fields;
    const known: readonly string[] = expectable[action.kind];
    for (const key of Object.keys(fields).filter((one) => !known.includes(one))) {
      const choices = known.length === 0 ? scenarioTexts("expect-of-send") : list(known);
      const refused = scenarioTexts("cannot-expect", { key, step: action.kind });
      problemWithName([...path, key], sentences(refused, choices));
    }
    const { within, takes, error, ...rest } = fields;
    const found = problems.count;
    const expect: Expectation = {
      ...(rest as Expectation),
      ...definedOnly({
        withinMs: within === undefined ? undefined : readDuration(within, [...path, "within"]),
        takesMs: takes === undefined ? undefined : readDuration(takes, [...path, "takes"]),
        error:
          error === undefined
            ? undefined
            : oneOf(error, Object.keys(errorCatalogue) as ErrorCode[], [...path, "error"]),
      }),
    };
    if (problems.count > found) return expect;
    for (const { field, message } of impossibleExpectations(expect, action, policy)) {
      problem([...path, field], scenarioTexts("never-met", { why: message }));
    }
    return expect;
  }

  /** The same line may give a name again, as in a repeat; another line may not. */
  function giveName(name: string, path: Path): void {
    const place = formatPath(path);
    const taken = names.get(name);
    if (taken !== undefined && taken !== place) {
      problem(path, scenarioTexts("name-taken", { name, place: taken }));
    }
    names.set(name, place);
  }

  function checkName(name: string, path: Path): void {
    if (names.has(name)) return;
    const hint = suggestion(name, [...names.keys()]) ?? scenarioTexts("write-as", { name });
    problem(path, sentences(scenarioTexts("no-such-event", { name }), hint));
  }

  function bind(transport: Transport, path: Path, what: Bound): void {
    if (!bound.has(transport)) bound.set(transport, { path, what });
  }

  function oneOf<T extends string>(
    written: unknown,
    choices: readonly T[],
    path: Path,
  ): T | undefined {
    const found = choices.find((choice) => choice === written);
    if (found !== undefined) return found;
    const name = String(written);
    const hint = suggestion(name, choices) ?? list(choices);
    problem(path, sentences(scenarioTexts("there-is-no", { name }), hint));
    return undefined;
  }

  const readDuration = (written: unknown, path: Path): number =>
    attempt(path, () => parseDuration(written as string | number)) ?? 0;

  const expand = (value: unknown, path: Path, variables: Variables): unknown =>
    expandVariables(value, { variables, env, onUnknown: problem }, path);

  /** Undefined, and a problem noted, when the work finds something to complain about. */
  function attempt<T>(path: Path, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      problem(path, messageWithRemedy(error));
      return undefined;
    }
  }

  return { problems, read };
}

const list = (names: readonly string[]): Text => scenarioTexts("known-are", { names });
