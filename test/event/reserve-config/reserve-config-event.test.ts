import { describe, expect, it } from "vitest";
import { eventSchema } from "../../../src/event/reserve-config/event-schema.js";
import type {
  ApproveConfig,
  Department,
  ReserveConfigEvent,
  ReserveConfigUpdated,
  ReserveScopeConfig,
  Subscriber,
  TimeConfig,
  UserId,
} from "../../../src/event/reserve-config/reserve-config-event.js";
import type { EventHeader } from "../../../src/event/feishu-event.js";
import type { SchemaNode } from "../../../src/event/schema-node.js";

/** How a TypeScript type shows in the schema; the compiler computes it, so a wrong entry below does not compile. */
type Shape<T> = [T] extends [0 | 1]
  ? "0|1"
  : [T] extends [1 | 2]
    ? "1|2"
    : [T] extends [number]
      ? "number"
      : [T] extends [boolean]
        ? "boolean"
        : [T] extends [string]
          ? "string"
          : [T] extends [string | null]
            ? "null|string"
            : [T] extends [readonly unknown[]]
              ? "array"
              : "object";

/** No interface here has a required key that may be undefined. */
type IsOptional<T, K extends keyof T> = undefined extends T[K] ? "?" : "";

/** Every key of an interface, none missing and none too many, with its shape and a "?" when optional. */
type Fields<T> = {
  readonly [K in keyof T]-?: `${Shape<Exclude<T[K], undefined>>}${IsOptional<T, K>}`;
};

const envelope: Fields<ReserveConfigEvent> = {
  schema: "string",
  header: "object",
  event: "object",
};

const eventHeader: Fields<EventHeader> = {
  event_id: "string",
  token: "string",
  create_time: "string",
  event_type: "string",
  tenant_key: "string",
  app_id: "string",
};

const reserveConfigUpdated: Fields<ReserveConfigUpdated> = {
  approve_config: "object?",
  reserve_scope_config: "object?",
  scope_id: "string",
  scope_type: "1|2",
  time_config: "object?",
};

const approveConfig: Fields<ApproveConfig> = {
  approval_condition: "0|1?",
  approval_switch: "0|1?",
  approvers: "array?",
  meeting_duration: "number?",
};

const reserveScopeConfig: Fields<ReserveScopeConfig> = {
  allow_all_users: "0|1?",
  allow_depts: "array?",
  allow_users: "array?",
};

const timeConfig: Fields<TimeConfig> = {
  days_in_advance: "number?",
  end_time: "string?",
  if_cover_child_scope: "boolean?",
  max_duration: "number?",
  opening_hour: "string?",
  start_time: "string?",
  time_switch: "0|1?",
};

const subscriber: Fields<Subscriber> = { user_id: "object?" };

const userId: Fields<UserId> = { open_id: "string?", union_id: "string?", user_id: "null|string?" };

const department: Fields<Department> = { department_id: "string?", department_name: "string?" };

interface WrittenNode extends Omit<SchemaNode, "properties"> {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, WrittenNode>>;
}

const definitions = eventSchema.$defs as Readonly<Record<string, WrittenNode>>;

const resolveNode = (node: WrittenNode): WrittenNode => ({
  ...(node.$ref !== undefined && definitions[node.$ref.slice("#/$defs/".length)]),
  ...node,
});

function fieldsOf(node: WrittenNode): Record<string, string> {
  const entries = Object.entries(node.properties ?? {}).map(([name, inner]) => {
    const optional = node.required?.includes(name) ? "" : "?";
    return [name, `${shapeOf(resolveNode(inner))}${optional}`] as const;
  });
  return Object.fromEntries(entries);
}

function shapeOf(node: WrittenNode): string {
  if (node.enum) return node.enum.join("|");
  const types = typeof node.type === "string" ? [node.type] : (node.type ?? []);
  return types
    .map((type) => (type === "integer" ? "number" : type))
    .toSorted()
    .join("|");
}

describe("the types and schemas/event.json", () => {
  it.each([
    ["the envelope", eventSchema as WrittenNode, envelope],
    ["eventHeader", definitions["eventHeader"], eventHeader],
    ["reserveConfigUpdated", definitions["reserveConfigUpdated"], reserveConfigUpdated],
    ["approveConfig", definitions["approveConfig"], approveConfig],
    ["reserveScopeConfig", definitions["reserveScopeConfig"], reserveScopeConfig],
    ["timeConfig", definitions["timeConfig"], timeConfig],
    ["subscriber", definitions["subscriber"], subscriber],
    ["userId", definitions["userId"], userId],
    ["department", definitions["department"], department],
  ])("agree on every field of %s, its type and whether it is required", (_name, node, fields) => {
    expect(fieldsOf(node ?? {})).toEqual(fields);
  });

  it("leave no definition of an object out", () => {
    const objects = Object.entries(definitions).filter(([, node]) => node.type === "object");
    expect(objects.map(([name]) => name).toSorted()).toEqual(
      [
        "approveConfig",
        "department",
        "eventHeader",
        "reserveConfigUpdated",
        "reserveScopeConfig",
        "subscriber",
        "timeConfig",
        "userId",
      ].toSorted(),
    );
  });

  it("describe every field, with what is expected of it", () => {
    const nodes = [eventSchema as WrittenNode, ...Object.values(definitions)];
    const fields = nodes.flatMap((node) =>
      Object.entries(node.properties ?? {}).map(
        ([name, inner]) => [name, resolveNode(inner)] as const,
      ),
    );
    const bare = fields.filter(([, node]) => !node.title || !node.description);
    expect(bare).toEqual([]);
  });
});
