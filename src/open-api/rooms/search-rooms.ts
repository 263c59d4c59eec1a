import type { TenantPerson, TenantRoom } from "../../tenant/company.js";
import type { Tenant } from "../../tenant/tenant.js";
import { listSchema, objectSchema } from "../object-schema.js";
import type { Fields, Operation } from "../operation.js";
import { pageData, pageFields, pageParameters, readPageRequest, takePage } from "../pagination.js";
import { userIdTypeParameter } from "../person-id.js";
import { pageOf, readsRooms } from "./room-calls.js";
import { roomErrors } from "./room-errors.js";
import { roomObject, roomSchema } from "./room-object.js";
import { roomsBelow } from "./rooms-below.js";

/** The documented size, whatever the other lists have. */
const pageSize = 10;

/** Rooms by the tenant's own ids, or by a part of their name; only those that the user may book. */
export const searchRooms: Operation = {
  id: "searchRooms",
  method: "post",
  path: "/open-apis/vc/v1/rooms/search",
  summary: "Search the rooms that a user may book",
  page: pageOf("room/search"),
  ...readsRooms("vc:rooms.room.basicinfo:read", "vc:rooms.room.detailinfo:read"),
  tokens: ["user"],
  parameters: { query: { user_id_type: userIdTypeParameter } },
  body: {
    type: "object",
    properties: {
      custom_room_ids: {
        type: "array",
        items: { type: "string" },
        description: "When there are any, nothing else counts.",
      },
      keyword: { type: "string", description: "A part of the room's name." },
      room_level_id: { type: "string", description: "Only rooms below this level." },
      search_level_name: {
        type: "boolean",
        description: "Whether the keyword may be a part of the name of a level above.",
      },
      ...pageParameters(100),
      page_size: { type: "integer", minimum: 1, maximum: 100, default: pageSize },
    },
  },
  data: objectSchema({ ...pageData, rooms: listSchema(roomSchema) }, { optional: ["page_token"] }),
  answer(call) {
    const { tenant, user, body } = call;
    if (!user) return roomErrors.noPermission;
    const customIds = (body["custom_room_ids"] as readonly string[] | undefined) ?? [];
    const request =
      customIds.length > 0
        ? { offset: 0, size: Number.MAX_SAFE_INTEGER }
        : readPageRequest(body, pageSize);
    if (typeof request === "string") return roomErrors.paramError;
    const levelId = (body["room_level_id"] as string | undefined) ?? "";
    if (customIds.length === 0 && levelId !== "" && !tenant.findLevel(levelId)) {
      return roomErrors.dataNotExist;
    }
    const found =
      customIds.length > 0 ? withCustomIds(tenant, customIds) : withKeyword(tenant, body, levelId);
    const page = takePage(bookable(found, tenant, user), request);
    const rooms = page.items.map((room) => roomObject(room, call));
    return { data: { ...pageFields(page), rooms } };
  },
};

function* bookable(
  rooms: Iterable<TenantRoom>,
  tenant: Tenant,
  user: TenantPerson,
): Generator<TenantRoom> {
  for (const room of rooms) if (tenant.mayBook(room.roomId, user)) yield room;
}

function* withCustomIds(tenant: Tenant, customIds: readonly string[]): Generator<TenantRoom> {
  const wanted = new Set(customIds);
  for (const room of tenant.rooms) {
    if (room.customId !== undefined && wanted.has(room.customId)) yield room;
  }
}

function* withKeyword(tenant: Tenant, body: Fields, levelId: string): Generator<TenantRoom> {
  const keyword = ((body["keyword"] as string | undefined) ?? "").toLowerCase();
  const matches = (name: string): boolean => name.toLowerCase().includes(keyword);
  const levels = new Map<string, boolean>();
  const levelMatches = (id: string): boolean => {
    const known = levels.get(id) ?? tenant.pathTo(id).some(({ name }) => matches(name));
    levels.set(id, known);
    return known;
  };
  for (const room of levelId === "" ? tenant.rooms : roomsBelow(tenant, levelId)) {
    if (matches(room.name) || (body["search_level_name"] === true && levelMatches(room.levelId))) {
      yield room;
    }
  }
}
