import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { MocklarkError } from "../../src/base/errors.js";
import { createTenant } from "../../src/tenant/create-tenant.js";
import type { Emission, TenantRecord } from "../../src/tenant/tenant-record.js";
import type { TenantStore } from "../../src/tenant/tenant-store.js";
import {
  definition,
  level,
  openId,
  read,
  room,
  roomOf,
  scopeOf,
  smallTenant,
  startMs,
} from "./small-tenant.js";

const limits = (max_duration: number) => ({ time_config: { time_switch: 1, max_duration } });
/** Lets every promise that can go on do so. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

/** A store whose writes are finished by hand. */
function slowStore() {
  const records: TenantRecord[] = [];
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const store: TenantStore = {
    append(record) {
      records.push(record);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    close: () => Promise.resolve(),
  };
  return { store, records, waiting };
}

describe("a change that is being written", () => {
  it("is neither answered, nor read, nor told, until it is on disk", async () => {
    const { store, waiting } = slowStore();
    const { tenant, update, emitted } = smallTenant({ store });
    let answered = false;
    const change = update(room(1), limits(5)).then(() => (answered = true));
    await settle();
    expect([answered, emitted.length, read(tenant, room(1)).time_config.max_duration]).toEqual([
      false,
      0,
      2,
    ]);
    waiting.shift()?.resolve();
    await change;
    expect([emitted.length, read(tenant, room(1)).time_config.max_duration]).toEqual([1, 5]);
  });

  it("is what the next change builds on", async () => {
    const { store, waiting } = slowStore();
    const { tenant, update, emitted } = smallTenant({ store });
    const changes = [
      update(room(1), limits(5)),
      update(room(1), { approval_config: { approval_switch: 0, meeting_duration: 7 } }),
    ];
    await settle();
    for (const { resolve } of waiting) resolve();
    await Promise.all(changes);
    expect(emitted[1]?.event.event).toMatchObject({
      time_config: { max_duration: 5 },
      approve_config: { meeting_duration: 7 },
    });
    expect(read(tenant, room(1))).toMatchObject({
      time_config: { max_duration: 5 },
      approve_config: { meeting_duration: 7 },
    });
  });

  it("leaves everything as it was when it cannot be kept, as do all after it", async () => {
    const { store, waiting, records } = slowStore();
    const { tenant, update, emitted } = smallTenant({ store });
    const before = JSON.stringify(tenant.snapshot());
    const first = update(room(1), limits(5));
    await settle();
    waiting.shift()?.reject(new Error("no space left on device"));
    await expect(first).rejects.toMatchObject({
      code: "FILE",
      message: "Failed to keep the change: no space left on device.",
    });
    await expect(update(room(2), limits(5))).rejects.toBeInstanceOf(MocklarkError);
    await expect(tenant.deleteRoom(room(3))).rejects.toMatchObject({ code: "FILE" });
    expect(records.length).toBe(1);
    expect(JSON.stringify(tenant.snapshot())).toBe(before);
    expect(emitted).toEqual([]);
  });
});

describe("events that wait to be emitted", () => {
  /** A tenant whose snapshot says what is still pending. */
  const create = (from: Parameters<typeof createTenant>[0]["definition"] = definition) =>
    createTenant({ definition: from, random: createRandom(3), now: () => startMs });
  const ids = (emissions: readonly Emission[]) =>
    emissions.map(({ event }) => event.header.event_id);
  const change = (tenant: ReturnType<typeof create>, scopeId: string) =>
    tenant.updateReserveConfig({
      ...scopeOf(scopeId),
      change: { time_config: { time_switch: 1 } },
    });

  it("are handed over once, in order, when somebody comes to deliver", async () => {
    const tenant = create();
    await change(tenant, room(1));
    await change(tenant, room(2));
    const pending = ids(tenant.snapshot().pending);
    expect(pending.length).toBe(2);
    const taken: Emission[] = [];
    const take = (emission: Emission) => Promise.resolve(void taken.push(emission));
    tenant.onEmission(take);
    tenant.onEmission(take);
    await settle();
    expect(ids(taken)).toEqual(pending);
    expect(tenant.snapshot().pending).toEqual([]);
  });

  it("stay when they are not taken, for the next one or the next process, with the same id", async () => {
    const tenant = create();
    const seen: Emission[] = [];
    tenant.onEmission((emission) => {
      seen.push(emission);
      return Promise.reject(new Error("closed"));
    });
    await change(tenant, room(1));
    await settle();
    const snapshot = tenant.snapshot();
    expect(ids(snapshot.pending)).toEqual(ids(seen));
    for (const next of [tenant, create(JSON.parse(JSON.stringify(snapshot)) as typeof snapshot)]) {
      const taken: Emission[] = [];
      next.onEmission((emission) => Promise.resolve(void taken.push(emission)));
      expect(taken).toEqual(seen);
      await settle();
      expect(next.snapshot().pending).toEqual([]);
    }
  });

  it("hold up no change, and a deliverer that throws harms nobody", async () => {
    const tenant = create();
    tenant.onEmission(() => {
      throw new Error("at once");
    });
    expect(await change(tenant, room(1))).toMatchObject({ kind: "updated" });
    tenant.onEmission(() => new Promise(() => {}));
    expect(await change(tenant, room(2))).toMatchObject({ kind: "updated" });
  });
});

describe("a snapshot", () => {
  it("makes the same tenant again", async () => {
    const { tenant, update } = smallTenant();
    await update(level(2), limits(5));
    await update(level(2), { time_config: { time_switch: 1, if_cover_child_scope: false } });
    await update(room(1), {
      approval_config: {
        approval_switch: 1,
        approval_condition: 0,
        approvers: [{ user_id: openId(3) }],
      },
    });
    await tenant.setSideBlock(scopeOf(level(3)), "form", { reserve_form: true });
    await tenant.saveRoom({ ...roomOf(tenant, room(2)), levelId: level(3) });
    const snapshot = tenant.snapshot();
    const copy = JSON.parse(JSON.stringify(snapshot)) as typeof snapshot;
    const restored = createTenant({ definition: copy, random: createRandom(1), now: () => 0 });
    expect(JSON.stringify(restored.snapshot())).toBe(JSON.stringify(snapshot));
    for (const scopeId of [1, 2, 3, 4].flatMap((number) => [room(number), level(number)])) {
      expect(read(restored, scopeId)).toEqual(read(tenant, scopeId));
    }
    expect(restored.sideBlock(scopeOf(room(3)), "form")).toEqual({ reserve_form: true });
    expect(restored.roomsOn(level(3))).toEqual(tenant.roomsOn(level(3)));
  });
});
