import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createVirtualClock, systemWallClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { roomEventTypes } from "../../src/event/room-events/room-event-types.js";
import { openJournal } from "../../src/delivery/journal.js";
import { decodeLine, encodeLine } from "../../src/storage/checked-line.js";
import { openTenant, type OpenTenantOptions } from "../../src/tenant/open-tenant.js";
import type { TenantApp } from "../../src/tenant/tenant-app.js";
import type { Emission } from "../../src/tenant/tenant-record.js";
import type { Tenant } from "../../src/tenant/tenant.js";
import { app, definition, level, read, room, roomOf, scopeOf, startMs } from "./small-tenant.js";

let directory = "";
let file = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mocklark-tenant-"));
  file = join(directory, "tenant", "tenant.ndjson");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const small = {
  ...definition,
  people: definition.people.slice(0, 3),
  departments: definition.departments.slice(0, 1),
};
const open = (options: Partial<OpenTenantOptions> = {}) =>
  openTenant({
    directory,
    definition: small,
    random: createRandom(5),
    now: () => startMs,
    wall: systemWallClock,
    ...options,
  });
const change = (tenant: Tenant, scopeId: string, max_duration = 5) =>
  tenant.updateReserveConfig({
    ...scopeOf(scopeId),
    change: { time_config: { time_switch: 1, max_duration } },
  });
const lines = (path = file): unknown[] =>
  readFileSync(path, "utf8").trimEnd().split("\n").map(decodeLine);
const types = (): unknown[] => lines().map((line) => (line as { readonly type: string }).type);
const withoutApps = (tenant: Tenant): string => JSON.stringify({ ...tenant.snapshot(), apps: [] });

describe("a tenant on disk", () => {
  it("comes back whole, and with the apps of whoever opens it", async () => {
    const first = await open();
    expect(first.isRestored).toBe(false);
    await change(first.tenant, room(1));
    await first.tenant.setSideBlock(scopeOf(level(3)), "form", { reserve_form: true });
    await first.tenant.deleteLevel(level(4));
    await first.tenant.saveRoom({ ...roomOf(small, room(1)), levelId: level(3) });
    await first.tenant.close();
    expect(types()).toEqual([
      "snapshot",
      "limits-changed",
      "side-block-changed",
      "level-deleted",
      "room-saved",
    ]);
    const other = { ...app, appSecret: "another" };
    const second = await open({
      definition: { ...small, name: "Other", rooms: [], apps: [other] },
    });
    expect(second.isRestored).toBe(true);
    expect(second.tenant.apps).toEqual([other]);
    expect(second.tenant.name).toBe(small.name);
    expect(withoutApps(second.tenant)).toBe(withoutApps(first.tenant));
    await second.tenant.close();
  });

  it("keeps the limits of its definition, and takes them only once", async () => {
    const limits = [
      { scopeId: room(1), time_config: { time_switch: 1, max_duration: 9 } as const },
    ];
    const first = await open({ definition: { ...small, limits } });
    await change(first.tenant, room(1), 4);
    await first.tenant.close();
    const second = await open({ definition: { ...small, limits } });
    expect(read(second.tenant, room(1)).time_config.max_duration).toBe(4);
    await second.tenant.close();
  });

  it("stands beside the journal of deliveries, for its owner alone, without an app's secret", async () => {
    rmSync(directory, { recursive: true });
    const { tenant } = await open();
    const journal = await openJournal(directory, { clock: createVirtualClock({ startMs }) });
    await change(tenant, room(1));
    const modes = [directory, join(directory, "tenant"), file].map((path) =>
      (statSync(path).mode & 0o777).toString(8),
    );
    expect(modes).toEqual(["700", "700", "600"]);
    expect(readFileSync(file, "utf8")).not.toContain(app.appSecret);
    await tenant.close();
    await journal.close();
  });

  it("belongs to one process at a time", async () => {
    const { tenant } = await open();
    await expect(open()).rejects.toMatchObject({ code: "FILE" });
    await tenant.close();
    await (await open()).tenant.close();
  });

  it("gives no id of an earlier process again", async () => {
    const seen: string[] = [];
    for (let process = 0; process < 3; process++) {
      const { tenant } = await open();
      const answer = await change(tenant, room(1));
      seen.push(tenant.newRoomId(), tenant.newLevelId(), tenant.newDisplayId());
      if (answer.kind === "updated") {
        seen.push(...answer.emissions.map(({ event }) => event.header.event_id));
      }
      await tenant.close();
    }
    expect(new Set(seen).size).toBe(12);
  });

  it("stays small, and whole, however often it changes", async () => {
    const maxBytes = 20_000;
    const { tenant } = await open({ maxBytes });
    tenant.onEmission(() => Promise.resolve());
    for (let number = 0; number < 200; number++) {
      await change(tenant, room(1 + (number % 4)), 1 + (number % 99));
    }
    expect(statSync(file).size).toBeLessThan(2 * maxBytes);
    await tenant.close();
    const again = await open({ maxBytes });
    expect(withoutApps(again.tenant)).toBe(withoutApps(tenant));
    await again.tenant.close();
    const third = await open({ maxBytes });
    expect(lines().filter((line) => (line as { type: string }).type === "snapshot").length).toBe(1);
    await third.tenant.close();
  });

  it("answers with an error when it cannot be written, and has no event then", async () => {
    const { tenant } = await open();
    const emitted: Emission[] = [];
    tenant.onEmission((emission) => Promise.resolve(void emitted.push(emission)));
    const before = JSON.stringify(tenant.snapshot());
    rmSync(join(directory, "tenant"), { recursive: true });
    await expect(change(tenant, room(1))).rejects.toMatchObject({
      code: "FILE",
      message: expect.stringContaining("Failed to write to the data folder") as string,
    });
    await expect(tenant.deleteRoom(room(2))).rejects.toMatchObject({ code: "FILE" });
    expect(emitted).toEqual([]);
    expect(JSON.stringify(tenant.snapshot())).toBe(before);
    await expect(tenant.close()).rejects.toMatchObject({ code: "FILE" });
  });
});

describe("an event that is owed to the deliveries", () => {
  it("is handed over by the next process, with its id, once, in order", async () => {
    const first = await open();
    const owed: string[] = [];
    first.tenant.onEmission(() => new Promise(() => {}));
    for (const number of [1, 2, 3]) {
      const answer = await change(first.tenant, room(number));
      if (answer.kind === "updated") owed.push(...answer.emissions.map(idOf));
    }
    await first.tenant.close();
    const second = await open();
    const taken: string[] = [];
    second.tenant.onEmission((emission) => Promise.resolve(void taken.push(idOf(emission))));
    expect(taken).toEqual(owed);
    // Written behind the back of everybody, and before the log is closed.
    await second.tenant.saveRoom(roomOf(small, room(1)));
    await second.tenant.close();
    const third = await open();
    third.tenant.onEmission((emission) => Promise.resolve(void taken.push(idOf(emission))));
    expect(taken).toEqual(owed);
    await third.tenant.close();
  });
  const idOf = ({ event }: Emission): string => event.header.event_id;

  const inAll: TenantApp = { ...app, events: [...roomEventTypes] };
  /** One change for each type of event, in their order. */
  async function changePlaces(tenant: Tenant): Promise<void> {
    const added = { ...roomOf(small, room(1)), roomId: room(50) };
    await tenant.saveRoom(added);
    await tenant.saveRoom({ ...added, name: "会议室" });
    await tenant.deleteRoom(room(50));
    await tenant.saveLevel({ levelId: level(9), name: "九层", parentId: level(3) });
    await tenant.saveLevel({ levelId: level(9), name: "十层", parentId: level(2) });
    await tenant.deleteLevel(level(2));
  }

  it("may be of any change of a room or level, and is the same one whenever it comes", async () => {
    const definition = { ...small, apps: [inAll] };
    const first = await open({ definition });
    const owed: Emission[] = [];
    first.tenant.onEmission((emission) => {
      owed.push(emission);
      return new Promise(() => {});
    });
    await changePlaces(first.tenant);
    expect(owed.map(({ event }) => event.header.event_type)).toEqual([...roomEventTypes]);
    await first.tenant.close();
    // Through a log with records, and through one that is a snapshot.
    for (const maxBytes of [undefined, 1]) {
      const { tenant } = await open({ definition, maxBytes });
      expect(tenant.snapshot().pending).toEqual(owed);
      await tenant.saveLevel({ levelId: level(1), name: `root ${String(maxBytes)}` });
      owed.push(...tenant.snapshot().pending.slice(owed.length));
      await tenant.close();
    }
    const last = await open({ definition });
    const taken: Emission[] = [];
    last.tenant.onEmission((emission) => Promise.resolve(void taken.push(emission)));
    expect(taken).toEqual(owed);
    expect(new Set(taken.map(idOf)).size).toBe(roomEventTypes.length + 2);
    await last.tenant.close();
  });

  it("is none of a change from before there were events of rooms", async () => {
    const first = await open();
    await changePlaces(first.tenant);
    const state = withoutApps(first.tenant);
    await first.tenant.close();
    // As such a change was written then, and is where no app listens.
    expect(lines().filter((line) => "emissions" in (line as object))).toEqual([]);
    const second = await open({ definition: { ...small, apps: [inAll] } });
    expect(withoutApps(second.tenant)).toBe(state);
    expect(second.tenant.snapshot().pending).toEqual([]);
    await second.tenant.close();
  });
});

describe("a log that was cut or damaged", () => {
  /** The file after each of some changes, and the state that was answered then. */
  async function record() {
    const { tenant } = await open();
    const states: { readonly size: number; readonly state: string }[] = [];
    const note = () => states.push({ size: statSync(file).size, state: withoutApps(tenant) });
    note();
    await change(tenant, room(1));
    note();
    await tenant.setSideBlock(scopeOf(level(2)), "form", { text: "会议室" });
    note();
    await tenant.deleteLevel(level(4));
    note();
    await change(tenant, level(1), 7);
    note();
    await tenant.saveLevel({ levelId: level(3), name: "西", parentId: level(1) });
    note();
    await tenant.close();
    return states;
  }

  it("loses nothing that was answered, whichever byte of the last record it ends at", async () => {
    const states = await record();
    const whole = readFileSync(file);
    const [before, last] = states.slice(-2);
    expect(last?.size).toBe(whole.length);
    for (let size = before?.size ?? 0; size < whole.length; size++) {
      await expectState(whole.subarray(0, size), before?.state);
    }
    await expectState(whole, last?.state);
  });

  async function expectState(bytes: Buffer, state: string | undefined): Promise<void> {
    writeFileSync(file, bytes);
    const { tenant } = await open();
    const found = withoutApps(tenant);
    await tenant.close();
    expect(found, `cut at ${bytes.length}`).toBe(state);
  }

  it("begins anew where not even its first line was finished", async () => {
    await record();
    writeFileSync(file, readFileSync(file).subarray(0, 500));
    const { tenant, isRestored } = await open();
    expect(isRestored).toBe(false);
    expect(tenant.rooms.length).toBe(4);
    await tenant.close();
    expect(types()).toEqual(["snapshot"]);
  });

  it("has the run of its last process after a cut, so that ids differ all the same", async () => {
    await record();
    const { tenant } = await open();
    await tenant.close();
    const runs = lines().flatMap((line) => (line as { readonly run?: number }).run ?? []);
    expect(runs).toEqual([1, 2]);
  });

  const damage = (index: number, mend: (line: string) => string): void => {
    const all = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, all.map((line, at) => (at === index ? mend(line) : line)).join("\n"));
  };
  it.each<[string, number, (line: string) => string, string]>([
    ["a digit", 2, (line) => line.replace("会", "社"), "line 3: its checksum does not match"],
    ["no JSON", 1, () => "{}", "line 2: its checksum does not match"],
    [
      "a first line of another kind",
      0,
      () => line({ type: "opened", run: 1 }),
      "line 1: it is not a snapshot",
    ],
    [
      "a second snapshot",
      1,
      () => line({ type: "snapshot", version: 1, tenant: {} }),
      "line 2: it is a second",
    ],
    [
      "another version",
      0,
      () => line({ type: "snapshot", version: 2, tenant: {} }),
      "it has version 2",
    ],
    ["a snapshot of nothing", 0, () => line({ type: "snapshot", version: 1, run: 1 }), "line 1: "],
    ["a kind of record nobody knows", 1, () => line({ type: "moved" }), "line 2: it is no record"],
    ["a record that lacks everything", 1, () => line({ type: "limits-changed" }), "line 2: "],
  ])("is refused with the line that has %s", async (_name, index, mend, message) => {
    await record();
    damage(index, mend);
    const before = readFileSync(file);
    await expect(open()).rejects.toMatchObject({
      code: "FILE",
      message: expect.stringContaining(message) as string,
      remedy: expect.stringMatching(/copy|version/) as string,
    });
    expect(readFileSync(file).equals(before)).toBe(true);
    // And the folder is free again.
    copyFileSync(file, join(directory, "kept"));
    rmSync(file);
    await (await open()).tenant.close();
    expect(existsSync(file)).toBe(true);
  });
  const line = (record: object): string => encodeLine(record).trimEnd();
});
