import type { Request, Router } from "express";
import { MocklarkError } from "../../base/errors.js";
import { isRecord } from "../../base/json-path.js";
import type { Text } from "../../base/text.js";
import { languageAsked } from "../../gateway/language-asked.js";
import type { TenantLevel, TenantRoom } from "../../tenant/company.js";
import { type UserIdType, userIdTypes } from "../../tenant/reserve-config-change.js";
import type { Tenant, UpdateReserveConfig } from "../../tenant/tenant.js";
import type { ConsoleContext } from "../console-context.js";
import { findByText } from "../rooms/find-by-text.js";
import { type ChildRange, createPlaceViews } from "../rooms/place-views.js";
import { previewChange } from "../rooms/preview-change.js";
import { roomsTexts } from "../rooms/rooms-texts.js";
import type {
  DepartmentsAnswer,
  FoundPlace,
  PeopleAnswer,
  SearchAnswer,
  TokenAnswer,
} from "../rooms/rooms-state.js";

const mostChildren = 200;
const mostPlaces = 50;
const mostPeople = 20;

/**
 *   GET  /levels/:id            PlaceDetail; "root" is the one above all; ?from=200 for the children behind
 *   GET  /rooms/:id             PlaceDetail
 *   GET  /search?text=          SearchAnswer
 *   GET  /people?text=          PeopleAnswer
 *   GET  /departments?text=     DepartmentsAnswer
 *   POST /preview               { scopeId, scopeType, change, userIdType? }: PreviewAnswer
 *   POST /access-token          {}: TokenAnswer, of the first app
 *
 * What is read is in Chinese with `?lang=zh`.
 */
export function createRoomsRouter(router: Router, { simulator }: ConsoleContext): Router {
  const { tenant } = simulator;
  const views = createPlaceViews(tenant);

  router.get("/levels/:id", (request, response) => {
    const level = findLevel(tenant, request.params.id);
    response.json(views.levelDetail(level, rangeIn(request)));
  });
  router.get("/rooms/:id", (request, response) => {
    const { id } = request.params;
    const room = tenant.findRoom(id);
    if (!room) throw notThere("no-such-room", id);
    response.json(views.roomDetail(room));
  });
  router.get("/search", (request, response) => {
    response.json(search(textIn(request)));
  });
  router.get("/people", (request, response) => {
    const { items } = findByText(tenant.people, textIn(request), {
      most: mostPeople,
      nameOf,
      idsOf: ({ openId, unionId, userId, email }) => [openId, unionId, userId, email],
    });
    response.json({ people: items.map(views.person) } satisfies PeopleAnswer);
  });
  router.get("/departments", (request, response) => {
    const { items } = findByText(tenant.departments, textIn(request), {
      most: mostPeople,
      nameOf,
      idsOf: ({ departmentId, customId }) => [departmentId, customId],
    });
    response.json({ departments: items.map(views.department) } satisfies DepartmentsAnswer);
  });
  router.post("/preview", (request, response) => {
    response.json(previewChange(tenant, readUpdate(request.body), languageAsked(request)));
  });
  router.post("/access-token", async (_request, response) => {
    const { token } = (await simulator.openApi()).tenantAccessToken(simulator.app.appId);
    response.json({ tenantAccessToken: token } satisfies TokenAnswer);
  });

  function search(text: string): SearchAnswer {
    const { items, hasMore } = findByText<TenantLevel | TenantRoom>(everyPlace(tenant), text, {
      most: mostPlaces,
      nameOf,
      idsOf: (place) =>
        "roomId" in place
          ? [place.roomId, place.displayId, place.customId]
          : [place.levelId, place.customId],
    });
    const found = items.map((place): FoundPlace => {
      const path = views.path(place.levelId);
      if ("roomId" in place) return { ...views.room(place), path };
      return { ...views.level(place), path: path.slice(0, -1) };
    });
    return { found, hasMore };
  }
  return router;
}

const nameOf = ({ name }: { readonly name: string }): string => name;

function* everyPlace({ levels, rooms }: Tenant): Generator<TenantLevel | TenantRoom> {
  yield* levels;
  yield* rooms;
}

function findLevel(tenant: Tenant, id: string): TenantLevel {
  const level = id === "root" ? tenant.levels[0] : tenant.findLevel(id);
  if (level) return level;
  throw notThere("no-such-level", id);
}

const notThere = (what: "no-such-room" | "no-such-level", id: string): MocklarkError =>
  new MocklarkError("USAGE", roomsTexts(what, { id: JSON.stringify(id.slice(0, 100)) }), {
    remedy: roomsTexts("perhaps-deleted"),
  });

function textIn({ query }: Request): string {
  const { text = "" } = query;
  if (typeof text === "string" && text.length <= 200) return text;
  throw new MocklarkError("USAGE", roomsTexts("no-search"), {
    remedy: roomsTexts("one-text"),
  });
}

function rangeIn({ query }: Request): ChildRange {
  const from = Number(query["from"] ?? 0);
  if (Number.isSafeInteger(from) && from >= 0) return { from, count: mostChildren };
  throw new MocklarkError("USAGE", roomsTexts("no-range"), {
    remedy: roomsTexts("how-many"),
  });
}

function readUpdate(body: unknown): UpdateReserveConfig {
  const { scopeId, scopeType, change, userIdType } = isRecord(body) ? body : {};
  if (typeof scopeId !== "string") throw cannotPreview(roomsTexts("no-id"));
  if (scopeType !== "room" && scopeType !== "level") {
    throw cannotPreview(roomsTexts("no-scope-type"));
  }
  if (!isRecord(change)) throw cannotPreview(roomsTexts("no-change"));
  if (userIdType !== undefined && !userIdTypes.includes(userIdType as UserIdType)) {
    throw cannotPreview(roomsTexts("no-id-type", { names: userIdTypes }));
  }
  return {
    scopeId,
    scopeType,
    change,
    ...(userIdType !== undefined && { userIdType: userIdType as UserIdType }),
  };
}

const cannotPreview = (why: Text): MocklarkError =>
  new MocklarkError("USAGE", roomsTexts("no-preview", { why }), {
    remedy: roomsTexts("how-to-preview"),
  });
