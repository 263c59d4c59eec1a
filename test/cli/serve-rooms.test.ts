import * as lark from "@larksuiteoapi/node-sdk";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { emptyFolder } from "./run-cli.js";
import { bin, startProcess } from "./start-process.js";

const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };
const keys = { encryptKey: "an-encrypt-key", verificationToken: "a-token" };

const tenantFile = (folder: string): string => {
  const path = join(folder, "tenant.yaml");
  writeFileSync(
    path,
    `name: Example
apps:
  - name: Room sync
    encryptKey: ${keys.encryptKey}
    verificationToken: ${keys.verificationToken}
    events: [vc.room.created_v1, vc.room.updated_v1, vc.room.deleted_v1, vc.room_level.created_v1]
departments: [{ name: Office }]
people: [{ name: Ann, department: Office }]
rooms: [{ name: "101" }]
`,
  );
  return path;
};

interface Beginning {
  readonly url: string;
  readonly app_id: string;
  readonly app_secret: string;
  readonly levels: readonly { readonly room_level_id: string }[];
  readonly people: readonly { readonly open_id: string }[];
}

async function startServe(...args: readonly string[]) {
  const serve = startProcess([bin, "serve", "--port", "0", "--json", ...args]);
  const printed = await serve.holds(/^\{"kind":"listening".*\n/m);
  const [line = ""] = /^\{"kind":"listening".*$/m.exec(printed) ?? [];
  const beginning = JSON.parse(line) as Beginning;
  const { url, app_id: appId, app_secret: appSecret } = beginning;
  const client = new lark.Client({
    appId,
    appSecret,
    domain: url,
    logger: silent,
  });
  const [level, person] = [beginning.levels[0], beginning.people[0]];
  if (!level || !person) throw new Error(`there is no level or person in ${line}`);
  return { serve, client, levelId: level.room_level_id, openId: person.open_id };
}

type Told = Readonly<Record<string, unknown>> & { readonly event_type: string };

/** An official receiver: what is badly signed or encrypted never reaches a handler. */
async function startReceiver() {
  const told: Told[] = [];
  const tell = (data: unknown): void => void told.push(data as Told);
  const dispatcher = new lark.EventDispatcher({ ...keys, logger: silent }).register({
    "vc.room.created_v1": tell,
    "vc.room.updated_v1": tell,
    "vc.room.deleted_v1": tell,
    "vc.room_level.created_v1": tell,
  });
  const handler = lark.adaptDefault("/webhook/event", dispatcher) as RequestListener;
  const server = createServer(handler).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { told, target: `http://127.0.0.1:${port}/webhook/event` };
}

const eventually = { timeout: 60_000 };

describe("a served tenant whose app subscribed to the events of rooms", () => {
  it("brings what an official client does with rooms to an official receiver, as it is read back", async () => {
    const { told, target } = await startReceiver();
    const { client, levelId, openId } = await startServe(
      "--tenant",
      tenantFile(emptyFolder()),
      "--target",
      target,
    );
    const { data } = await client.vc.room.create({
      data: {
        name: "望江厅 <8>",
        capacity: 12,
        room_level_id: levelId,
        description: "By the lift",
        room_status: { status: false, disable_reason: "painting", contact_ids: [openId] },
        device: [{ name: "TV" }],
      },
    });
    const path = { room_id: data?.room?.room_id ?? "" };
    await expect.poll(() => told.length, eventually).toBe(1);
    const { data: found } = await client.vc.room.get({ path });
    expect(found?.room).toMatchObject({ name: "望江厅 <8>", room_status: { status: false } });
    expect(told[0]).toMatchObject({
      event_type: "vc.room.created_v1",
      room: {
        ...found?.room,
        room_status: {
          ...found?.room?.room_status,
          contact_ids: [{ open_id: openId, union_id: expect.stringMatching(/^on_/) as string }],
        },
      },
    });

    await client.vc.room.patch({ path, data: { capacity: 16 } });
    await client.vc.room.delete({ path });
    await client.vc.roomLevel.create({ data: { name: "F9", parent_id: levelId } });
    await expect.poll(() => told.length, eventually).toBe(4);
    expect(told.map((each) => each.event_type).sort()).toEqual([
      "vc.room.created_v1",
      "vc.room.deleted_v1",
      "vc.room.updated_v1",
      "vc.room_level.created_v1",
    ]);
    const of = (type: string) => told.find((each) => each.event_type === type);
    expect(of("vc.room.updated_v1")).toMatchObject({ room: { ...path, capacity: 16 } });
    expect(of("vc.room.deleted_v1")?.["room"]).toEqual(path);
    expect(of("vc.room_level.created_v1")).toMatchObject({
      room_level: { name: "F9", parent_id: levelId, has_child: false },
    });
  });

  it("loses none of them when it is killed right after it answered", async () => {
    const { told, target } = await startReceiver();
    const folder = emptyFolder();
    const args = ["--tenant", tenantFile(folder), "--target", target, "--retries", "fast"];
    const data = ["--data", join(folder, "data")];
    const created: string[] = [];
    for (let life = 0; life < 3; life++) {
      const { serve, client, levelId } = await startServe(...args, ...data);
      const answers = await Promise.all(
        Array.from({ length: 4 }, (_, number) =>
          client.vc.room.create({
            data: { name: `Room ${life}-${number}`, capacity: 4, room_level_id: levelId },
          }),
        ),
      );
      serve.process.kill("SIGKILL");
      await serve.ended;
      created.push(...answers.map(({ data: answer }) => answer?.room?.room_id ?? ""));
    }
    expect(new Set(created).size).toBe(12);
    await startServe(...args, ...data);
    const arrived = () => {
      const ids = told.map(({ room }) => (room as { readonly room_id: string }).room_id);
      return [...new Set(ids)].sort();
    };
    await expect.poll(arrived, eventually).toEqual(created.sort());
  });
});
