import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { reserveConfigEventType } from "../../src/event/reserve-config/reserve-config-event.js";
import { firedEventTypes, misspeltEventType } from "../../src/tenant/fired-event-types.js";

it.each([
  ["vc.room.create_v1", "vc.room.created_v1"],
  ["vc.rooms.deleted_v1", "vc.room.deleted_v1"],
  ["vc.room_levels.created_v1", "vc.room_level.created_v1"],
  ["VC.Room.Updated_V1", "vc.room.updated_v1"],
  ["vs.reserve_config.updated_v1", "vc.reserve_config.updated_v1"],
  ["reserve_config.updated_v1", "vc.reserve_config.updated_v1"],
])("%s is taken for %s", (name, meant) => {
  expect(misspeltEventType(name)).toBe(meant);
});

it.each([
  ...firedEventTypes,
  "vc.note.generated_v1",
  "vc.meeting.meeting_started_v1",
  "vc.meeting.share_ended_v1",
  "vc.bot.meeting_ended_v1",
  "meeting_room.meeting_room.deleted_v1",
  "contact.user.updated_v3",
  "acs.user.updated_v1",
  "helpdesk.ticket.created_v1",
  "task.task.updated_v1",
  "app_ticket",
  "message",
  "card.action.trigger",
])("%s is taken as it is", (name) => {
  expect(misspeltEventType(name)).toBeUndefined();
});

it.each(firedEventTypes)(
  "%s is documented, and a sample of it comes with mocklark",
  (eventType) => {
    const root = new URL("../../", import.meta.url);
    const page = readFileSync(new URL("docs/tenant-events.md", root), "utf8");
    expect(page).toContain(`\`${eventType}\``);
    const sample = new URL(`scenarios/events/${eventType}.json`, root);
    expect(eventType === reserveConfigEventType || existsSync(sample)).toBe(true);
  },
);
