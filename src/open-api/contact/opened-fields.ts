import { definedOnly } from "../../base/defined-only.js";
import type { Permission } from "../../event/app.js";
import type { TenantApp } from "../../tenant/tenant-app.js";
import type { Fields } from "../operation.js";

/** Fields of an answer and the permissions of which any one opens them. */
export type FieldGroup = readonly [openedBy: readonly Permission[], fields: Fields];

/** "A field without its permission is absent": only those the app may see. */
export function openedFields({ permissions }: TenantApp, groups: readonly FieldGroup[]): Fields {
  return Object.fromEntries(
    groups
      .filter(([openedBy]) => openedBy.some((permission) => permissions.includes(permission)))
      .flatMap(([, fields]) => Object.entries(definedOnly(fields))),
  );
}
