import type { TenantDepartment } from "../../tenant/company.js";
import type { Tenant } from "../../tenant/tenant.js";
import { objectSchema } from "../object-schema.js";
import type { Call, Fields, Schema } from "../operation.js";
import { wholeContact } from "./contact-calls.js";
import { departmentId, readDepartmentIdType, rootDepartment } from "./department-id.js";
import { openedFields } from "./opened-fields.js";

type Asker = Pick<Call, "tenant" | "app" | "query">;

/**
 * A department as far as the app may see one. It has no leaders, units or group chat.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/get
 */
export function departmentObject(department: TenantDepartment, asker: Asker): Fields {
  const { tenant, app, query } = asker;
  const { name, customId, departmentId: openId, parentId = rootDepartment } = department;
  const members = countMembers(tenant, openId);
  const opened = openedFields(app, [
    [
      ["contact:department.base:readonly", ...wholeContact],
      {
        department_id: customId,
        i18n_name: { en_us: name, ja_jp: name, zh_cn: name },
        name,
        status: { is_deleted: false },
      },
    ],
    [
      ["contact:department.organize:readonly", ...wholeContact],
      {
        member_count: members,
        order: placeAmongSiblings(tenant, department),
        parent_department_id:
          openId === rootDepartment
            ? undefined
            : departmentId(tenant, parentId, readDepartmentIdType(query)),
        // Everybody belongs to one department alone.
        primary_member_count: members,
      },
    ],
  ]);
  return { ...opened, open_department_id: openId };
}

/** The whole company, which has no entry of its own. */
export const rootDepartmentOf = ({ name }: Tenant): TenantDepartment => ({
  name,
  departmentId: rootDepartment,
  customId: rootDepartment,
});

/** "The number of users in this department and those below it." */
function countMembers(tenant: Tenant, id: string): number {
  return tenant
    .childDepartments(id)
    .reduce(
      (sum, child) => sum + countMembers(tenant, child.departmentId),
      tenant.peopleOf(id).length,
    );
}

/** "The smaller, the further in front"; as text. */
function placeAmongSiblings(tenant: Tenant, department: TenantDepartment): string {
  const siblings = tenant.childDepartments(department.parentId ?? rootDepartment);
  return String(Math.max(0, siblings.indexOf(department)));
}

const text: Schema = { type: "string" };
const whole: Schema = { type: "integer", minimum: 0 };

const openedProperties: Readonly<Record<string, Schema>> = {
  department_id: text,
  i18n_name: objectSchema({ en_us: text, ja_jp: text, zh_cn: text }),
  member_count: { ...whole, description: "With the departments below it." },
  name: text,
  order: { type: "string", pattern: "^[0-9]+$" },
  parent_department_id: { type: "string", description: "0: right below the root." },
  primary_member_count: whole,
  status: objectSchema({ is_deleted: { type: "boolean" } }),
};

export const departmentSchema: Schema = objectSchema(
  {
    ...openedProperties,
    open_department_id: {
      type: "string",
      description: "od- and 32 hex digits, or 0 for the root.",
    },
  },
  { optional: Object.keys(openedProperties) },
);
