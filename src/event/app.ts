import { definedOnly } from "../base/defined-only.js";
import { createOptionCheck, listOf, oneOf, type OptionTable, text } from "../base/option-check.js";
import type { Random } from "../base/random.js";

/**
 * Permissions of an app. The first three decide whether this event reaches it, and with which fields; all of
 * them, which calls of the Open API it may make and what those tell it. Those with `vc:rooms.` are of the
 * newer, finer kind.
 */
export const permissions = [
  "vc:room",
  "vc:room:readonly",
  "contact:user.employee_id:readonly",
  "contact:contact.base:readonly",
  "contact:contact:access_as_app",
  "contact:contact:readonly",
  "contact:contact:readonly_as_app",
  "contact:department.base:readonly",
  "contact:department.organize:readonly",
  "contact:user.base:readonly",
  "contact:user.department:readonly",
  "contact:user.department_path:readonly",
  "contact:user.email:readonly",
  "contact:user.employee:readonly",
  "contact:user.gender:readonly",
  "contact:user.phone:readonly",
  "event:ip_list",
  "vc:rooms.room.basicinfo:read",
  "vc:rooms.room.detailinfo:read",
  "vc:rooms.room:create",
  "vc:rooms.room:delete",
  "vc:rooms.room:update",
  "vc:rooms.roomlevel:create",
  "vc:rooms.roomlevel:delete",
  "vc:rooms.roomlevel:read",
  "vc:rooms.roomlevel:update",
] as const;

export type Permission = (typeof permissions)[number];

/** An app in the developer console: what Feishu knows about the receiver's owner. */
export interface App {
  /** `cli_` and 16 lower hex digits. */
  readonly appId: string;
  readonly appSecret: string;
  /** 16 lower hex digits. */
  readonly tenantKey: string;
  /** The empty string when no Encrypt Key is set: then bodies go out in clear. */
  readonly encryptKey: string;
  readonly verificationToken: string;
  /** Only custom apps may use the long connection. */
  readonly type: "custom" | "store";
  readonly permissions: readonly Permission[];
}

export const appOptions: OptionTable<App> = {
  appId: text,
  appSecret: text,
  tenantKey: text,
  encryptKey: text,
  verificationToken: text,
  type: oneOf(["custom", "store"]),
  permissions: listOf(oneOf(permissions)),
};

const checkApp = createOptionCheck<Partial<App>>("make the app", appOptions);

/** An app with every permission, its ids and secrets made up from the seed, and what the caller says instead. */
export function createApp(settings: Partial<App>, random: Random): App {
  checkApp(settings);
  const source = random.fork("app");
  const made: App = {
    appId: `cli_${source.hex(16)}`,
    appSecret: source.alphanumeric(32),
    tenantKey: source.hex(16),
    encryptKey: "",
    verificationToken: source.alphanumeric(32),
    type: "custom",
    permissions,
  };
  return { ...made, ...definedOnly(settings) };
}
