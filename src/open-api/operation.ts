import type { OpenAPIV3_1 } from "openapi-types";
import type { Permission } from "../event/app.js";
import type { TenantPerson } from "../tenant/company.js";
import type { UserIdType } from "../tenant/reserve-config-change.js";
import type { Tenant } from "../tenant/tenant.js";
import type { TenantApp } from "../tenant/tenant-app.js";
import type { ApiError } from "./api-error.js";
import type { OpenApiRules } from "./open-api-rules.js";

export type Schema = OpenAPIV3_1.SchemaObject;

export type Fields = Readonly<Record<string, unknown>>;

/** One call that got as far as its operation: the token is good, the permission there, the shape right. */
export interface Call {
  readonly tenant: Tenant;
  readonly rules: OpenApiRules;
  readonly app: TenantApp;
  /** Whose user token it is; absent for a tenant token. */
  readonly user?: TenantPerson;
  readonly path: Readonly<Record<string, string>>;
  /** As the operation's schema has it: numbers are numbers. */
  readonly query: Fields;
  readonly body: Fields;
  /** `user_id_type` of the query; "open_id" when it is absent. */
  readonly userIdType: UserIdType;
  /** Long connections of the app that are open. */
  readonly connections: () => number;
  /** The address that the client itself used, "http://127.0.0.1:41234". */
  readonly origin?: string;
}

/** What an operation answers: the `data` of a success, members beside `code` in its place, or what is wrong. */
export type Answer =
  | { readonly data: Fields; readonly msg?: string }
  | { readonly flat: Fields; readonly msg?: string }
  | ApiError;

/**
 * One call of the Open API: where it is, who may make it how often, what it takes and gives. The OpenAPI
 * document is made of these, and requests are held against the same schemas.
 */
export interface Operation {
  /** "patchReserveConfig" */
  readonly id: string;
  readonly method: "get" | "post" | "patch" | "delete";
  /** "/open-apis/vc/v1/reserve_configs/:reserve_config_id" */
  readonly path: string;
  readonly summary: string;
  /** The Feishu page. */
  readonly page: string;
  readonly tokens: readonly ("tenant" | "user")[];
  /** One of these is enough; none: no permission is needed. */
  readonly scopes: readonly Permission[];
  /** Calls of one app in one tenant; absent: not limited. */
  readonly rate?: { readonly perMinute: number; readonly perSecond?: number };
  /** Properties of the path and of the query; those of the path are required. */
  readonly parameters?: {
    readonly path?: Readonly<Record<string, Schema>>;
    readonly query?: Readonly<Record<string, Schema>>;
    readonly requiredQuery?: readonly string[];
  };
  /** Absent where a body is ignored. */
  readonly body?: Schema;
  /** Of the answer's `data`. */
  readonly data: Schema;
  /** Whether `data` describes members beside `code` instead. */
  readonly isFlat?: boolean;
  /** What its page lists. */
  readonly errors: readonly ApiError[];
  /** Pure but for the tenant: it knows no HTTP. */
  answer(call: Call): Answer | Promise<Answer>;
}
