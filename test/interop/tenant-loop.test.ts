import { beforeAll, describe, expect, inject, it } from "vitest";
import { languages, type Language } from "./interop-receivers.js";
import { arrivals, loopOf, type Arrival, type Loop, type LoopRun } from "./tenant-loop.js";
import {
  allowed,
  app,
  approvers,
  departments,
  level,
  room,
  rooms,
  tenantKey,
} from "./tenant-loop-company.js";

const ready = inject("readyLanguages");
const runs = new Map<string, Promise<LoopRun>>();
const keyOf = (language: Language, arrival: Arrival): string => `${language} by ${arrival}`;

/** The four languages side by side, in each the webhook first. */
beforeAll(() => {
  for (const language of ready) {
    let before: Promise<unknown> = Promise.resolve();
    for (const arrival of arrivals) {
      const run = before.then(() => loopOf(language, arrival));
      before = run.catch(() => {});
      runs.set(keyOf(language, arrival), run);
    }
  }
});

const runOf = (language: Language, arrival: Arrival): Promise<LoopRun> =>
  runs.get(keyOf(language, arrival)) as Promise<LoopRun>;

/** Rounded and filled in as documented: 1.256 h, 27029 s, 28830 s (a tie). */
const approval = { approval_switch: 1, approval_condition: 1, meeting_duration: 1.26 };
const times = {
  time_switch: 1,
  days_in_advance: 30,
  opening_hour: "27000",
  start_time: "28860",
  end_time: "72000",
  max_duration: 4,
};

type Person = (typeof approvers)[number];

/** The limits that the programs set, with people as the event or the Open API names them. */
const limitsOf = (named: (person: Person) => object) => ({
  approve_config: { ...approval, approvers: approvers.map(named) },
  time_config: times,
  reserve_scope_config: {
    allow_all_users: 0,
    allow_users: allowed.map(named),
    allow_depts: departments.map(({ departmentId }) => ({ department_id: departmentId })),
  },
});

const asUser = ({ openId, unionId, userId, name, email }: Person) => ({
  open_id: openId,
  union_id: unionId,
  user_id: userId,
  name,
  email,
});

const codesOf = ({ calls }: LoopRun, operation: string): number[] =>
  calls.filter((call) => call.operation === operation).map(({ code }) => code);

/** What the server said of an answer that is no success; a log id is 14 digits and 20 of hex. */
const logId = expect.stringMatching(/^\d{14}[0-9A-F]{20}$/) as string;
const refusal = (language: Language, status: number, code: number) => ({
  as: language === "node" ? "AxiosError" : "response",
  status,
  code,
  log_id: logId,
  log_id_in_body: logId,
});

/** Each SDK's own way with an answer that is no JSON. */
const notJson: Readonly<Record<Language, object>> = {
  node: { as: "AxiosError", status: 404 },
  python: { as: "JSONDecodeError" },
  go: { as: "error", text: expect.stringContaining("404 page not found") as string },
  java: { as: "JsonSyntaxException" },
};

for (const language of languages) {
  describe.runIf(ready.includes(language)).each(arrivals)(
    `the whole loop with the ${language} SDK, the event by %s`,
    (arrival) => {
      let run: LoopRun;
      let loop: Loop;

      beforeAll(async () => {
        run = await runOf(language, arrival);
        loop = run.loop;
      });

      it("receives what it changed", () => {
        expect(loop.header).toMatchObject({
          event_type: "vc.reserve_config.updated_v1",
          app_id: app.appId,
          tenant_key: tenantKey,
        });
        expect(loop.event).toEqual({
          scope_id: room.roomId,
          scope_type: 2,
          ...limitsOf(({ openId, unionId, userId }) => ({
            user_id: { open_id: openId, union_id: unionId, user_id: userId },
          })),
        });
      });

      it("reads back what it changed", () => {
        expect(loop.config).toEqual(limitsOf(({ openId }) => ({ user_id: openId })));
      });

      it("looks up whom the event names", () => {
        expect(loop.users).toMatchObject(approvers.map(asUser));
        expect(loop.batch).toMatchObject([...approvers, ...allowed].map(asUser));
        expect(loop.departments).toMatchObject(
          departments.map(({ departmentId, name }) => ({ open_department_id: departmentId, name })),
        );
      });

      it("lists the rooms over several pages, and gets its room and the room's level", () => {
        expect(loop.rooms).toEqual(rooms.map(({ roomId }) => roomId));
        expect(codesOf(run, "listRooms")).toEqual([0, 0, 0]);
        const { roomId, name, capacity, displayId } = room;
        expect(loop.room).toMatchObject({
          room_id: roomId,
          name,
          capacity,
          display_id: displayId,
          room_level_id: level.levelId,
        });
        expect(loop.level).toMatchObject({ room_level_id: level.levelId, name: level.name });
      });

      it("asks for one token, and keeps it", () => {
        expect(codesOf(run, "getTenantAccessToken")).toEqual([0]);
      });

      it("is told when it calls too often, and goes on", () => {
        expect(codesOf(run, "patchReserveConfig")).toEqual([99991400, 0]);
        expect(loop.refused.patch).toEqual([
          {
            ...refusal(language, 429, 99991400),
            limit: "100",
            reset: expect.stringMatching(/^\d+$/) as string,
          },
        ]);
      });

      it("meets a token that is no longer good; only Go's SDK repeats the call by itself", () => {
        const expected = language === "go" ? [] : [refusal(language, 400, 99991663)];
        expect(loop.refused.read_back).toEqual(expected);
        expect(loop.refused.unknown_token).toEqual([refusal(language, 400, 99991663)]);
        const unknown = language === "go" ? [99991663, 99991663] : [99991663];
        expect(codesOf(run, "getReserveScope")).toEqual([99991663, 0, ...unknown, 126001]);
      });

      it("is told which permission it lacks", () => {
        expect(loop.refused.no_permission).toEqual([
          { ...refusal(language, 400, 99991672), scopes: ["event:ip_list"] },
        ]);
      });

      it("is told that there is no such room", () => {
        expect(loop.refused.unknown_room).toEqual([refusal(language, 400, 126001)]);
      });

      it("gets no JSON where there is no such path", () => {
        expect(loop.refused.unknown_path).toEqual([notJson[language]]);
      });

      it("reads the same log id in the header and in the body, and one of a success", () => {
        expect(loop.log_id).toEqual(language === "node" ? undefined : logId);
        const answers = Object.values(loop.refused).flat();
        const pairs = answers.filter(({ log_id_in_body }) => log_id_in_body !== undefined);
        expect(pairs.length).toBeGreaterThan(3);
        expect(pairs.map(({ log_id }) => log_id)).toEqual(
          pairs.map(({ log_id_in_body }) => log_id_in_body),
        );
      });
    },
  );
}

describe.runIf(ready.length > 1)("the SDKs", () => {
  it.each(arrivals)("see the same of the same tenant, the event by %s", async (arrival) => {
    const [first, ...others] = await Promise.all(
      ready.map(async (language) => {
        const { event, config, users, batch, departments, rooms, room, level } = (
          await runOf(language, arrival)
        ).loop;
        return { event, config, users, batch, departments, rooms, room, level };
      }),
    );
    for (const other of others) expect(other).toEqual(first);
  });
});
