import { definedOnly } from "../base/defined-only.js";
import { parseDocument, type SourceDocument } from "../base/document.js";
import { parseDuration } from "../base/durations.js";
import { errorCatalogue, type ErrorCode, messageOf, MocklarkError } from "../base/errors.js";
import { isRecord, type Json } from "../base/json-path.js";
import { didYouMean } from "../base/suggestions.js";
import { connectionFaultNames, faultNames } from "../delivery/fault.js";
import { assertDocument, invalidDocument } from "../event/document-schema.js";
import { applyOverrides, type Override } from "../event/overrides.js";
import { forgeryNames } from "../wire/forgery.js";
import { expandVariables, type Variables } from "./variables.js";
import type { Action, Expectation, FaultPlan, Scenario, Step } from "./scenario.js";

export interface ParseScenarioOptions {
  /** Values for ${env:NAME}. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Steps = readonly (string | number)[];
type Fields = Readonly<Record<string, unknown>>;

/**
 * A scenario from the text of a YAML or JSON file.
 * @throws MocklarkError MALFORMED_DOCUMENT or INVALID_DOCUMENT with line, column, frame and suggestion
 */
export async function parseScenario(
  text: string,
  file: string,
  { env }: ParseScenarioOptions,
): Promise<Scenario> {
  const source = await parseDocument(text, file);
  await assertDocument(source, "scenario");
  return new ScenarioReader(source, env).read();
}

/** Reads a document that has passed the schema; what the schema cannot say is checked here. */
class ScenarioReader {
  readonly #source: SourceDocument;
  readonly #env: ParseScenarioOptions["env"];

  constructor(source: SourceDocument, env: ParseScenarioOptions["env"]) {
    this.#source = source;
    this.#env = env;
  }

  read(): Scenario {
    const document = this.#source.value as Fields;
    const variables = (document["variables"] ?? {}) as Variables;
    return {
      file: this.#source.file,
      name: document["name"] as string,
      why: document["why"] as string,
      seed: (document["seed"] as number | undefined) ?? 1,
      transports: (document["transports"] as Scenario["transports"] | undefined) ?? [
        "webhook",
        "long-connection",
      ],
      app: this.#expand(document["app"] ?? {}, ["app"], variables) as Scenario["app"],
      policy: this.#policy((document["policy"] ?? {}) as Fields),
      steps: this.#steps(document["steps"] as unknown[], ["steps"], variables),
    };
  }

  #policy({ waits, duplicateDelay, ...rest }: Fields): Scenario["policy"] {
    return {
      ...(rest as Scenario["policy"]),
      ...definedOnly({
        waitsMs: (waits as (string | number)[] | undefined)?.map((wait, index) =>
          this.#duration(wait, ["policy", "waits", index]),
        ),
        duplicateDelayMs:
          duplicateDelay === undefined
            ? undefined
            : this.#duration(duplicateDelay, ["policy", "duplicateDelay"]),
      }),
    };
  }

  #steps(steps: readonly unknown[], path: Steps, variables: Variables): Step[] {
    return steps.map((step, index) => this.#step(step as Fields, [...path, index], variables));
  }

  #step(fields: Fields, path: Steps, variables: Variables): Step {
    const { title, expect, ...actions } = fields;
    const [kind, ...more] = Object.keys(actions);
    if (kind === undefined) throw this.#invalid(path, "the step says nothing to do");
    if (more[0] !== undefined) {
      const both = `the step says both "${kind}" and "${more[0]}": one step does one thing`;
      throw this.#invalid([...path, more[0]], both);
    }
    const action = this.#action(kind, actions[kind], [...path, kind], variables);
    return {
      title: (title as string | undefined) ?? describeAction(action),
      action,
      position: this.#source.locate(path),
      ...(expect === undefined ? {} : { expect: this.#expectation(expect, path, variables) }),
    };
  }

  #action(kind: string, written: unknown, path: Steps, variables: Variables): Action {
    if (kind === "parallel") {
      return { kind, steps: this.#steps(written as unknown[], path, variables) };
    }
    if (kind === "repeat") return this.#repeat(written as Fields, path, variables);
    const value = this.#expand(written, path, variables);
    const fields = (isRecord(value) ? value : {}) as Fields;
    switch (kind) {
      case "send":
        return this.#send(fields, path);
      case "duplicate": {
        const { of, times = 1, atOnce = false } = fields;
        return { kind, of: of as string, times: times as number, atOnce: atOnce as boolean };
      }
      case "forge": {
        const how = this.#oneOf(fields["how"], forgeryNames, [...path, "how"]);
        return { kind, how, ...(definedOnly({ of: fields["of"] }) as { of?: string }) };
      }
      case "verify-url":
        return { kind, ...(fields as { token?: string }) };
      case "wait":
        return { kind, durationMs: this.#duration(value, path) };
      case "network":
        return { kind, downMs: this.#duration(fields["down"], [...path, "down"]) };
      case "change-app":
        return Object.keys(fields).length === 0 ? { kind } : { kind, settings: fields };
      case "receiver":
        return { kind, act: value as "restart" | "stop" | "start" };
      default:
        throw this.#invalid(path, `there is no action "${kind}"`);
    }
  }

  /** The steps once per time round, so that ${index} can stand anywhere in them. */
  #repeat({ times, steps }: Fields, path: Steps, variables: Variables): Action {
    const count = times as number;
    const rounds = Array.from({ length: count }, (_, round) =>
      this.#steps(steps as unknown[], [...path, "steps"], { ...variables, index: round + 1 }),
    );
    return { kind: "repeat", times: count, steps: rounds.flat() };
  }

  #send(fields: Fields, path: Steps): Action {
    const { fault, count = 1, set, ...rest } = fields;
    if (set !== undefined) this.#checkOverrides(set as Fields, [...path, "set"]);
    return {
      kind: "send",
      ...rest,
      count: count as number,
      ...definedOnly({
        set: set as Readonly<Record<string, Json>> | undefined,
        fault: fault === undefined ? undefined : this.#fault(fault, [...path, "fault"]),
      }),
    };
  }

  /** A path that does not exist is found here, while its line is known, not when the step runs. */
  #checkOverrides(set: Fields, path: Steps): void {
    for (const [field, value] of Object.entries(set)) {
      try {
        applyOverrides({}, { set: [{ path: field, value } as Override] });
      } catch (error) {
        throw this.#invalid([...path, field], reasonOf(error));
      }
    }
  }

  #fault(written: unknown, path: Steps): FaultPlan {
    const fields: Fields = typeof written === "string" ? { name: written } : (written as Fields);
    const { name, attempts = [1], ...rest } = fields;
    const names = [...faultNames, ...connectionFaultNames];
    const fault = { name: this.#oneOf(name, names, path), ...rest };
    return { fault, attempts: attempts as number[] };
  }

  #expectation(written: unknown, path: Steps, variables: Variables): Expectation {
    const at = [...path, "expect"];
    const { within, takes, error, ...rest } = this.#expand(written, at, variables) as Fields;
    return {
      ...(rest as Expectation),
      ...definedOnly({
        withinMs: within === undefined ? undefined : this.#duration(within, [...at, "within"]),
        takesMs: takes === undefined ? undefined : this.#duration(takes, [...at, "takes"]),
        error:
          error === undefined
            ? undefined
            : this.#oneOf(error, Object.keys(errorCatalogue) as ErrorCode[], [...at, "error"]),
      }),
    };
  }

  #oneOf<T extends string>(written: unknown, choices: readonly T[], path: Steps): T {
    const found = choices.find((choice) => choice === written);
    if (found !== undefined) return found;
    const hint = didYouMean(String(written), choices) || `Known are ${choices.join(", ")}.`;
    throw this.#invalid(path, `there is no "${String(written)}". ${hint}`);
  }

  #duration(written: unknown, path: Steps): number {
    try {
      return parseDuration(written as string | number);
    } catch (error) {
      throw this.#invalid(path, reasonOf(error));
    }
  }

  #expand(value: unknown, path: Steps, variables: Variables): unknown {
    try {
      return expandVariables(value, { variables, env: this.#env });
    } catch (error) {
      throw this.#invalid(path, reasonOf(error));
    }
  }

  #invalid(path: Steps, message: string): MocklarkError {
    const position = this.#source.locate(path);
    return invalidDocument(this.#source, "scenario", { message, position });
  }
}

function reasonOf(error: unknown): string {
  const remedy = error instanceof MocklarkError ? (error.remedy ?? "") : "";
  return `${messageOf(error)} ${remedy}`.trimEnd();
}

/** What a step without a title is called in reports. */
export function describeAction(action: Action): string {
  switch (action.kind) {
    case "send":
      return action.count === 1 ? "send an event" : `send ${action.count} events`;
    case "duplicate":
      return `send "${action.of}" ${action.times === 1 ? "again" : `${action.times} times again`}`;
    case "forge":
      return `forge a request: ${action.how}`;
    case "verify-url":
      return "verify the URL";
    case "wait":
      return "wait";
    case "network":
      return "the network goes down";
    case "change-app":
      return action.settings ? "change the app" : "restore the app";
    case "receiver":
      return `${action.act} the receiver`;
    case "parallel":
      return `${action.steps.length} steps at once`;
    case "repeat":
      return `repeat ${action.times} times`;
    default:
      return action satisfies never;
  }
}
