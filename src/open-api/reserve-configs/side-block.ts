import { isRecord } from "../../base/json-path.js";
import type { UserIdType } from "../../tenant/reserve-config-change.js";
import type { Tenant, ScopeReference } from "../../tenant/tenant.js";
import type { SideBlock } from "../../tenant/tenant-record.js";
import { type ApiError, reserveConfigErrors, sideBlockErrors } from "../api-error.js";
import type { Answer, Call, Fields, Operation, Schema } from "../operation.js";
import { personId } from "../person-id.js";
import {
  changesReserveConfigs,
  pageOf,
  readsReserveConfigs,
  scopeIdPath,
  scopeTypes,
  userIdTypeQuery,
} from "./reserve-config-calls.js";

/** A block beside the limits, at `/reserve_configs/:id/<name>`: GET and PATCH, without an event. */
export interface SideBlockTerms {
  readonly name: SideBlock;
  /** "ReserveForm", for the ids of the two calls. */
  readonly title: string;
  /** What it is, for the summaries. */
  readonly summary: string;
  /** The member that holds it, in body and answer. */
  readonly member: string;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** The member that lists users, and the one that lists departments. */
  readonly users: string;
  readonly departments?: string;
  /** What is answered where nothing is set up. */
  readonly unset: Fields | ApiError;
  /** What PATCH fills in where a member is left out. */
  readonly defaults: Fields;
  readonly check?: (block: Fields) => ApiError | undefined;
  /** What an id of nothing is called by PATCH; pages differ in one letter. */
  readonly unknownScope: ApiError;
  readonly errors: readonly ApiError[];
}

const scopeType: Schema = {
  type: "integer",
  enum: [1, 2],
  description: "1: a level, 2: a room.",
};

const generalErrors: readonly ApiError[] = [
  reserveConfigErrors.internalError,
  reserveConfigErrors.notSupported,
  reserveConfigErrors.dataNotExist,
  reserveConfigErrors.noPermission,
];

/** `GET …/<name>` */
export function readsSideBlock(terms: SideBlockTerms): Operation {
  return {
    id: `get${terms.title}`,
    method: "get",
    path: `/open-apis/vc/v1/reserve_configs/:reserve_config_id/${terms.name}`,
    summary: `Read ${terms.summary}`,
    page: pageOf(`reserve_config-${terms.name}/get`),
    ...readsReserveConfigs,
    parameters: {
      path: scopeIdPath,
      query: { scope_type: scopeType, ...userIdTypeQuery },
      requiredQuery: ["scope_type"],
    },
    data: dataOf(terms),
    errors: [...generalErrors, sideBlockErrors.unknownScope, ...terms.errors],
    answer(call) {
      const scope = scopeOf(call, call.query["scope_type"]);
      if (!scope) return sideBlockErrors.unknownScope;
      return read(terms, scope, call);
    },
  };
}

/** `PATCH …/<name>`, which replaces the block. */
export function changesSideBlock(terms: SideBlockTerms): Operation {
  return {
    id: `patch${terms.title}`,
    method: "patch",
    path: `/open-apis/vc/v1/reserve_configs/:reserve_config_id/${terms.name}`,
    summary: `Change ${terms.summary}`,
    page: pageOf(`reserve_config-${terms.name}/patch`),
    ...changesReserveConfigs,
    parameters: { path: scopeIdPath, query: userIdTypeQuery },
    body: bodyOf(terms),
    data: { type: "object" },
    errors: [
      ...generalErrors,
      reserveConfigErrors.paramError,
      terms.unknownScope,
      ...terms.errors,
      reserveConfigErrors.tooManySubscribers,
      reserveConfigErrors.unknownUsers,
      ...(terms.departments === undefined ? [] : [reserveConfigErrors.unknownDepartments]),
    ],
    async answer(call) {
      const scope = scopeOf(call, call.body["scope_type"]);
      if (!scope) return terms.unknownScope;
      const block = take(terms, call.body[terms.member] as Fields, call);
      if (isApiError(block)) return block;
      await call.tenant.setSideBlock(scope, terms.name, block);
      return { data: {} };
    },
  };
}

const bodyOf = ({ member, properties, required = [] }: SideBlockTerms): Schema => ({
  type: "object",
  required: ["scope_type", member],
  properties: {
    scope_type: scopeType,
    [member]: {
      type: "object",
      ...(required.length > 0 && { required: [...required] }),
      properties: { ...properties },
    },
  },
});

const dataOf = ({ member, properties, required = [] }: SideBlockTerms): Schema => ({
  type: "object",
  required: [member],
  properties: {
    [member]: {
      type: "object",
      ...(required.length > 0 && { required: [...required] }),
      properties: { ...properties },
    },
  },
});

/** Undefined when there is no such room or level, or it is of the other kind. */
function scopeOf({ tenant, path }: Call, given: unknown): ScopeReference | undefined {
  const scopeId = path["reserve_config_id"] ?? "";
  const kind = scopeTypes[String(given)] ?? "room";
  const found = kind === "room" ? tenant.findRoom(scopeId) : tenant.findLevel(scopeId);
  return found && { scopeId, scopeType: kind };
}

function read(terms: SideBlockTerms, scope: ScopeReference, call: Call): Answer {
  const block = call.tenant.sideBlock(scope, terms.name);
  if (!isRecord(block)) {
    return isApiError(terms.unset) ? terms.unset : { data: { [terms.member]: terms.unset } };
  }
  const users = peopleOf(call.tenant, block[terms.users]).map((person) => ({
    user_id: personId(person, call.userIdType),
  }));
  return { data: { [terms.member]: { ...block, [terms.users]: users } } };
}

/** A block as it is kept: people by open id, each once. */
function take(terms: SideBlockTerms, given: Fields, call: Call): Fields | ApiError {
  const wrong = terms.check?.(given);
  if (wrong) return wrong;
  const users = idsIn(given[terms.users], "user_id");
  const departments = terms.departments ? idsIn(given[terms.departments], "department_id") : [];
  if (users.length + departments.length > 500) return reserveConfigErrors.tooManySubscribers;
  const openIds = users.map((id) => openIdOf(call.tenant, id, call.userIdType));
  if (openIds.includes(undefined)) return reserveConfigErrors.unknownUsers;
  if (departments.some((id) => !call.tenant.findDepartment(id))) {
    return reserveConfigErrors.unknownDepartments;
  }
  return {
    ...terms.defaults,
    ...given,
    [terms.users]: openIds.map((user_id) => ({ user_id })),
    ...(terms.departments && {
      [terms.departments]: departments.map((department_id) => ({ department_id })),
    }),
  };
}

const openIdOf = (tenant: Tenant, id: string, type: UserIdType): string | undefined =>
  tenant.findPerson(id, type)?.openId;

/** "Repeats are dropped, the first is kept." */
function idsIn(list: unknown, member: string): readonly string[] {
  const references = (list ?? []) as readonly Readonly<Record<string, string>>[];
  return [...new Set(references.map((reference) => reference[member] ?? ""))];
}

const peopleOf = (tenant: Tenant, list: unknown) =>
  idsIn(list, "user_id").flatMap((id) => tenant.findPerson(id, "open_id") ?? []);

const isApiError = (value: Fields | ApiError): value is ApiError => "httpStatus" in value;
