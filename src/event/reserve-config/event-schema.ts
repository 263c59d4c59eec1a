import { eventNode } from "./event-node.js";
import { validate } from "./validate-event.generated.js";
import type { SchemaError } from "../schema-demand.js";
import { violationsOf } from "../schema-violations.js";
import { type Violation, whileReading } from "../violation.js";

export { eventSchema } from "./event-schema.generated.js";
export type { Violation } from "../violation.js";

interface CompiledValidator {
  (value: unknown): boolean;
  errors: readonly SchemaError[] | null;
}

const compiled = validate as unknown as CompiledValidator;

/**
 * Holds a value against `schemas/event.json`. The empty list means it is a valid event; the rules that
 * span several fields are in `checkEventRules`.
 */
export function validateEvent(value: unknown): Violation[] {
  return whileReading(() => {
    if (compiled(value)) return [];
    return violationsOf(compiled.errors ?? [], value, eventNode);
  });
}
