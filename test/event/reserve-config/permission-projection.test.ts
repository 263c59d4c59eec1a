import type { ReserveConfigEvent } from "../../../src/event/reserve-config/reserve-config-event.js";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/base/random.js";
import { createApp, type Permission } from "../../../src/event/app.js";
import { createDirectory } from "../../../src/event/directory.js";
import { createEventFactory } from "../../../src/event/reserve-config/event-factory.js";
import { checkEvent } from "../../../src/event/reserve-config/event-rules.js";
import {
  mayReceive,
  projectEvent,
} from "../../../src/event/reserve-config/permission-projection.js";

const random = createRandom(7);
const directory = await createDirectory({ random, names: false });
const appWith = (...permissions: Permission[]) =>
  createApp({ permissions, appId: "cli_0123456789abcdef" }, random);
const everything = appWith("vc:room", "contact:user.employee_id:readonly");
const makeEvent = (app = everything) =>
  createEventFactory({ random, directory, app, now: () => 1_700_000_000_000 }).create({
    variant: "five-hundred",
    overrides: { "event.approve_config.approvers[0].user_id.user_id": "e33ggbyz" },
  });

describe("permissions", () => {
  it.each<[Permission[], boolean]>([
    [["vc:room"], true],
    [["vc:room:readonly"], true],
    [["vc:room", "vc:room:readonly"], true],
    [["contact:user.employee_id:readonly"], false],
    [[], false],
  ])("%j subscribes: %j", (permissions, subscribed) => {
    expect(mayReceive(appWith(...permissions))).toBe(subscribed);
  });

  it("fail a push to an app that is not subscribed, and say why", () => {
    expect(() => projectEvent(makeEvent(), appWith("contact:user.employee_id:readonly"))).toThrow(
      expect.objectContaining({
        code: "NOT_SUBSCRIBED",
        message:
          "Failed to push the event: app cli_0123456789abcdef is not subscribed to it, because it has only contact:user.employee_id:readonly.",
        remedy: "Grant the app vc:room or vc:room:readonly.",
      }),
    );
    expect(() => projectEvent(makeEvent(), appWith())).toThrow(/because it has no permission/);
  });

  it("show the event as it is to an app that may read user ids", () => {
    const event = makeEvent();
    expect(projectEvent(event, everything)).toEqual(event);
  });

  it("make every user_id null without the permission for user ids, keep the key and the other ids", () => {
    const event = makeEvent();
    const before = JSON.stringify(event);
    const projected = projectEvent(event, appWith("vc:room"));
    const after = JSON.stringify(projected);

    expect(before.match(/"user_id":"/g)?.length).toBeGreaterThan(400);
    expect(after).toBe(before.replaceAll(/"user_id":"[^"]*"/g, '"user_id":null'));
    expect(checkEvent(projected)).toEqual([]);
    expect(JSON.stringify(event)).toBe(before);
  });

  it("leave absent blocks and lists absent", () => {
    const { header } = makeEvent();
    const event = {
      schema: "2.0" as const,
      header,
      event: {
        approve_config: { approval_switch: 0 as const },
        reserve_scope_config: { allow_all_users: 1 as const, allow_users: [{}] },
        scope_id: `omm_${"0".repeat(32)}`,
        scope_type: 2 as const,
      },
    };
    expect(projectEvent(event, appWith("vc:room"))).toEqual(event);
  });

  it("shape what the factory makes for an app in the same way", () => {
    const options = { random: createRandom(3), directory, now: () => 1_700_000_000_000 };
    const restricted = appWith("vc:room");
    const full = createEventFactory({
      ...options,
      app: { ...restricted, permissions: everything.permissions },
    });
    const projected = createEventFactory({ ...options, app: restricted });
    for (let count = 0; count < 50; count++) {
      expect(projected.create()).toEqual(projectEvent(full.create(), restricted));
    }
  });

  it.each<[string, unknown]>([
    ["no event", undefined],
    ["a list of approvers that is null", { approve_config: { approvers: null } }],
    ["an approver that is null", { approve_config: { approvers: [null, { user_id: "ou_1" }] } }],
    ["users that are an object", { reserve_scope_config: { allow_users: {} } }],
    ["blocks that are null", { approve_config: null, reserve_scope_config: null }],
  ])("leave a broken event with %s as it is", (_name, content) => {
    const broken = { ...makeEvent(), event: content } as unknown as ReserveConfigEvent;
    expect(projectEvent(broken, appWith("vc:room"))).toEqual(broken);
  });
});
