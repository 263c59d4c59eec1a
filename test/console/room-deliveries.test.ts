import { describe, expect, it } from "vitest";
import { roomEventTypes } from "../../src/event/room-events/room-event-types.js";
import { firedEventTypes } from "../../src/tenant/fired-event-types.js";
import { recordingReceiver } from "../delivery/raw-receiver.js";
import { openDeliveriesConsole } from "./deliveries-console.js";

/** A console whose first app has subscribed, and the ids of the deliveries of what was changed since. */
async function openWithRooms() {
  const receiver = await recordingReceiver();
  const first = { requestUrl: receiver.url, events: firedEventTypes };
  const console = await openDeliveriesConsole({ first });
  const { simulator } = console;
  const { tenant } = simulator;
  const root = tenant.levels[0]?.levelId ?? "";
  const changed = async (change: () => Promise<unknown>): Promise<string> => {
    const before = new Set([...simulator.deliveries].map(({ id }) => id));
    expect(await change()).toBeUndefined();
    await simulator.idle();
    const [delivery] = [...simulator.deliveries].filter(({ id }) => !before.has(id));
    return delivery?.id ?? "";
  };
  const [room] = tenant.rooms;
  if (!room) throw new Error("the tenant has no room");
  return { ...console, receiver, tenant, root, room, changed };
}

describe("the deliveries of room events", () => {
  it("are about the room or level that changed, by its name as long as it is there", async () => {
    const { tenant, root, room, changed, detail, receiver } = await openWithRooms();
    const summaryOf = async (change: () => Promise<unknown>) => {
      const { summary } = await detail(await changed(change));
      expect(summary.status).toBe("succeeded");
      return [summary.eventType, summary.scope];
    };
    const levelId = tenant.newLevelId();
    const level = { levelId, name: "F9", parentId: root };
    const ofLevel = { id: levelId, name: "F9" };
    expect(await summaryOf(() => tenant.saveLevel(level))).toEqual([
      "vc.room_level.created_v1",
      ofLevel,
    ]);
    const renamed = { ...room, name: "Other" };
    expect(await summaryOf(() => tenant.saveRoom(renamed))).toEqual([
      "vc.room.updated_v1",
      { id: room.roomId, name: "Other" },
    ]);
    expect(await summaryOf(() => tenant.deleteRoom(room.roomId))).toEqual([
      "vc.room.deleted_v1",
      { id: room.roomId },
    ]);
    expect(await summaryOf(() => tenant.deleteLevel(levelId))).toEqual([
      "vc.room_level.deleted_v1",
      { id: levelId },
    ]);
    expect(receiver.requests).toHaveLength(4);
  });

  it("can be sent again, forged, and copied as a scenario for who knows their type", async () => {
    const { tenant, room, changed, get, post, receiver } = await openWithRooms();
    const id = await changed(() => tenant.saveRoom({ ...room, name: "Other" }));
    expect(await post(`/deliveries/${id}/again`)).toMatchObject({ status: 202 });
    const forged = { forgery: "wrong-signature", deliveryId: id };
    expect(await post("/forge", forged)).toMatchObject({ status: 200 });
    await expect.poll(() => receiver.requests.length).toBe(3);
    const { body } = await get(`/deliveries/${id}/scenario`);
    const { yaml } = body as { yaml: string };
    expect(yaml).toContain("type: vc.room.updated_v1");
    expect(yaml.replaceAll(/\s+/g, " ")).toContain(
      "needs --event with a sample or a JSON Schema of vc.room.updated_v1",
    );
  });

  it("go on when the page switches the subscription to limits off", async () => {
    const { tenant, room, changed, post } = await openWithRooms();
    const [app] = tenant.apps;
    const answer = await post(`/apps/${app?.appId}/settings`, { isSubscribed: false });
    expect(answer.status).toBe(200);
    expect(tenant.apps[0]?.events).toEqual(roomEventTypes);
    expect(await changed(() => tenant.saveRoom({ ...room, name: "Other" }))).not.toBe("");
  });
});
