import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findUnknownFields, type UnknownField } from "../../src/event/unknown-fields.js";

const documented = JSON.parse(
  readFileSync(new URL("../vectors/documented-event.json", import.meta.url), "utf8"),
) as { header: object; event: { time_config: object } };

const inEnglish = (fields: readonly UnknownField[]) =>
  fields.map((field) => ({ ...field, message: field.message.in("en") }));

describe("findUnknownFields", () => {
  it("finds none in the documented event, nor in what is no event", () => {
    let deep: unknown = [];
    for (let level = 0; level < 20_000; level++) deep = [deep];
    for (const value of [documented, {}, [], null, 5, { event: 7 }, deep, { event: deep }]) {
      expect(findUnknownFields(value)).toEqual([]);
    }
  });

  it("names the field a slip was meant for, when that one is absent", () => {
    const { event } = documented;
    const config = { approval_switch: 0, approvers: [{ user_id: { open_ids: "ou_1" } }] };
    const broken = { ...documented, event: { ...event, approval_config: config } };
    expect(inEnglish(findUnknownFields(broken))).toEqual([
      {
        steps: ["event", "approval_config"],
        message: 'event has the unknown field "approval_config".',
      },
    ]);
    const { approve_config: _, ...rest } = broken.event as Record<string, unknown>;
    expect(findUnknownFields({ ...documented, event: rest })).toMatchObject([
      { meant: "approve_config" },
    ]);
  });

  it("looks into lists, and leaves what the platform may have added without a guess", () => {
    const approvers = [{ user_id: { opne_id: "ou_1" } }];
    const event = { approve_config: { approvers, brand_new: { x: 1 } } };
    expect(inEnglish(findUnknownFields({ event }))).toEqual([
      {
        steps: ["event", "approve_config", "approvers", 0, "user_id", "opne_id"],
        message: 'event.approve_config.approvers[0].user_id has the unknown field "opne_id".',
        meant: "open_id",
      },
      {
        steps: ["event", "approve_config", "brand_new"],
        message: 'event.approve_config has the unknown field "brand_new".',
      },
    ]);
  });
});
