import type { App } from "../event/app.js";
import type { RoomStatus } from "../tenant/company.js";
import type { Generate } from "./tenant-file.js";

/** A tenant file that has passed schemas/tenant.json. */
export interface WrittenTenant {
  readonly name: string;
  readonly tenantKey?: string;
  readonly apps?: readonly WrittenApp[];
  readonly departments?: readonly WrittenDepartment[];
  readonly people?: readonly WrittenPerson[];
  readonly levels?: readonly WrittenLevel[];
  readonly rooms?: readonly WrittenRoom[];
  readonly limits?: WrittenLimits;
  readonly generate?: Generate;
  readonly rules?: Readonly<Record<string, unknown>>;
}

/** The body of PATCH reserve_configs, with people and departments by name. */
export type WrittenLimits = Readonly<Record<string, unknown>>;

export interface WrittenApp extends Partial<Omit<App, "tenantKey">> {
  readonly name: string;
  readonly events?: readonly string[];
  readonly requestUrl?: string;
  readonly contactRange?: readonly string[];
}

export interface WrittenDepartment {
  readonly name: string;
  readonly departmentId?: string;
  readonly customId?: string;
  readonly departments?: readonly WrittenDepartment[];
}

export interface WrittenPerson {
  readonly name: string;
  readonly department?: string;
  readonly email?: string;
  readonly mobile?: string;
  readonly jobTitle?: string;
  readonly openId?: string;
  readonly unionId?: string;
  readonly userId?: string;
}

export interface WrittenLevel {
  readonly name: string;
  readonly levelId?: string;
  readonly customId?: string;
  readonly levels?: readonly WrittenLevel[];
  readonly rooms?: readonly WrittenRoom[];
  readonly limits?: WrittenLimits;
}

export interface WrittenRoom {
  readonly name: string;
  readonly capacity?: number;
  readonly roomId?: string;
  readonly displayId?: string;
  readonly customId?: string;
  readonly description?: string;
  readonly devices?: readonly string[];
  readonly status?: Omit<RoomStatus, "disabledFrom" | "disabledUntil"> & {
    readonly disabledFrom?: string | number;
    readonly disabledUntil?: string | number;
  };
  readonly limits?: WrittenLimits;
}
